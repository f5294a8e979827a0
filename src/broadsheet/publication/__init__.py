"""The masthead: who we are, how we look, pictures, menus, sockets and slots."""

"""A whole invented newspaper, The Harbour Post of Port Merrow."""

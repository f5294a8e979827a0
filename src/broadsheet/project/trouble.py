"""What can go wrong at the command line, in one sentence that says what to do next."""


class Trouble(Exception):
    """An error that a person can mend. Its text is all that they see of it."""

"""Where an article stands: the lists that it is in for readers, as the press knows them.

A page that shows a list depends on who is in it, and not on every article; these are the names
of the lists (broadsheet.delivery.notes), from the widest to the narrowest.
"""

EVERY = "articles"


def in_language(language: str) -> str:
    """All in one language."""
    return f"language:{language}"


def in_section(pk: int) -> str:
    """All of one section."""
    return f"section:{pk}"


def by(pk: int) -> str:
    """All by one author."""
    return f"author:{pk}"


def about(pk: int) -> str:
    """All on one topic."""
    return f"topic:{pk}"


def row(pk: int) -> str:
    """One article, readable or not."""
    return f"wagtailcore.page:{pk}"

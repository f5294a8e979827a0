"""What a reader typed into the search, understood.

All words must be found; "words in quotation marks" in that order; ``-word`` must
not be there; ``this or that``. Anything else is text: no input is an error of
grammar, and nothing typed reaches a database as an operator.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from broadsheet.lib.words import searchable, words_in

LONGEST = 200
MOST_WORDS = 16
OR = frozenset({"or", "או"})  # as the search page tells its readers, in their language

# A piece is an optional minus, then a phrase in any quotation marks, or a run without blanks.
PIECE = re.compile(r'(?:(?<!\S)(-))?(?:["“”„«]([^"“”„«»]*)["“”»]|(\S+))')
WORDS_COLUMNS = "{title standfirst names text}"
HEAD_COLUMNS = "{title standfirst names}"


# Of each group, an entry must have one.
Marks = Sequence[Sequence[str]]


class TooMuch(ValueError):
    """More than a search takes."""


@dataclass(frozen=True)
class Term:
    """Words that must follow each other; mostly one."""

    words: tuple[str, ...]

    def fts5(self) -> str:
        """In SQLite's words. A word has letters and digits only, so quoting is safe."""
        return '"' + " ".join(self.words) + '"'

    def tsquery(self, weight: str = "", joined: str = "<->") -> str:
        """In PostgreSQL's words."""
        return (
            "("
            + f" {joined} ".join(f"'{word}'{weight and ':' + weight}" for word in self.words)
            + ")"
        )


@dataclass(frozen=True)
class Query:
    """All of ``groups``, of each group one; nothing of ``without``."""

    groups: list[list[Term]] = field(default_factory=list)
    without: list[Term] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.groups)

    def _fts5(self) -> str:
        return " AND ".join(
            "(" + " OR ".join(term.fts5() for term in group) + ")" for group in self.groups
        )

    def fts5(self, columns: str = WORDS_COLUMNS, marks: Marks = ()) -> str:
        """The question for SQLite's index: these words in ``columns``, narrowed to ``marks``."""
        wanted = [f"({columns} : ({self._fts5()}))"]
        for group in marks:
            wanted.append("({marks} : (" + " OR ".join(f'"{mark}"' for mark in group) + "))")
        question = " AND ".join(wanted)
        if self.without:
            unwanted = " OR ".join(term.fts5() for term in self.without)
            question = f"({question}) NOT ({WORDS_COLUMNS} : ({unwanted}))"
        return question

    @property
    def has_phrases(self) -> bool:
        """Whether the order of words matters."""
        terms = [*self.without, *(term for group in self.groups for term in group)]
        return any(len(term.words) > 1 for term in terms)

    @property
    def count(self) -> int:
        """How many words are wanted."""
        return sum(len(term.words) for group in self.groups for term in group)

    def tsquery(self, weight: str = "", joined: str = "<->") -> str:
        """The words for PostgreSQL's index.

        ``weight`` asks for them in the title; ``joined`` by "&", phrases may be in any order.
        """
        return " & ".join(
            "(" + " | ".join(term.tsquery(weight, joined) for term in group) + ")"
            for group in self.groups
        )

    @staticmethod
    def tsquery_of_marks(marks: Marks) -> str:
        """The marks for PostgreSQL's index; empty when there are none."""
        return " & ".join("(" + " | ".join(f"'@{mark}'" for mark in group) + ")" for group in marks)

    def tsquery_without(self, *, single: bool = False) -> str:
        """The unwanted words for PostgreSQL's index; with ``single``, no phrases. May be empty."""
        terms = [term for term in self.without if not (single and len(term.words) > 1)]
        return " & ".join(f"!{term.tsquery()}" for term in terms)


def read(text: str) -> Query:
    """Understand what a reader typed. Raises TooMuch for more than a search takes."""
    if len(text) > LONGEST:
        raise TooMuch(text)
    query = Query()
    count = 0
    join = False
    for minus, phrase, run in PIECE.findall(searchable(text)):
        if run.lower() in OR and not minus:
            join = bool(query.groups)
            continue
        term = Term(tuple(words_in(phrase or run)))
        count += len(term.words)
        if count > MOST_WORDS:
            raise TooMuch(text)
        if not term.words:
            continue
        if minus:
            query.without.append(term)
        elif join:
            query.groups[-1].append(term)
        else:
            query.groups.append([term])
        join = False
    if not query.groups:  # nothing but "-words": they were meant as words
        return Query([[term] for term in query.without])
    return query

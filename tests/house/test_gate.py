"""Only the gate decides what readers may read: nobody else asks whether something is live."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.rooms import SOURCE

GATE = "articles/gate.py"
# Ways to decide who may read: Wagtail's methods, its field, and comparing a moment with now.
METHODS = frozenset({"live", "not_live", "public", "not_public"})
FIELD = re.compile(
    r"(?:\w+__)?(?:live|(?:(?:first_|last_)?published_at|embargo_until|go_live_at|expire_at)(?:__\w+)?)"
)
SQL = re.compile(r"\b(?:live|published_at|embargo_until)\s*(?:=|<|>|IS\b)|\"live\"", re.IGNORECASE)
IN_A_TEMPLATE = re.compile(r"{[{%][^}]*\.(?:live|embargo_until|go_live_at)\b[^}]*[}%]}")
ASKING = frozenset({"filter", "exclude", "get", "Q", "aggregate", "get_or_create", "When"})

# Where something else is asked, and why that is not a second gate.
NOT_A_GATE: dict[tuple[str, str], str] = {
    ("articles/models/article.py", "Article._readable_since"): "computes what the gate reads",
    ("articles/models/article.py", "Article.public_withdrawal"): "a note stands where nothing is",
    ("articles/models/article.py", "ArticleQuerySet.readable_between"): "asks the gate as well",
    (
        "articles/models/article.py",
        "ArticleQuerySet.later_than",
    ): "asks when; the archive asks the gate too",
    ("articles/navigation.py", "open_pages"): "pages that are no articles have no embargo",
    ("articles/navigation.py", "open_sections"): "sections are no articles, and have no embargo",
    ("articles/custody.py", "shown_in_public"): "pages that are no articles have no embargo",
    ("articles/navigation.py", "is_open"): "pages that are no articles have no embargo",
    (
        "articles/management/commands/reindex.py",
        "Command.handle",
    ): "search asks the gate of each hit",
    ("articles/related.py", "nearest_to"): "what is near is shown only when the gate lets it",
    ("articles/panels.py", "notices"): "tells the editor, not readers",
    ("articles/receivers.py", "_published"): "Wagtail says “published” of what is only scheduled",
    ("articles/schedule.py", "_expired"): "finds what the clock takes off, articles or not",
    ("articles/schedule.py", "_take_off"): "takes off what has expired, once",
}


class Questions(ast.NodeVisitor):
    """Collects where a source asks for itself what readers may read."""

    def __init__(self) -> None:
        self.within: list[str] = []
        self.found: list[tuple[str, int]] = []

    def _note(self, node: ast.AST) -> None:
        self.found.append((".".join(self.within), getattr(node, "lineno", 0)))

    def _enter(self, node: ast.FunctionDef | ast.ClassDef) -> None:
        self.within.append(node.name)
        self.generic_visit(node)
        self.within.pop()

    visit_FunctionDef = visit_ClassDef = visit_AsyncFunctionDef = _enter

    def visit_Call(self, node: ast.Call) -> None:
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if (isinstance(node.func, ast.Attribute) and name in METHODS and not node.args) or (
            name in ASKING and any(FIELD.fullmatch(word.arg or "") for word in node.keywords)
        ):
            self._note(node)
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if node.attr == "live" and isinstance(node.ctx, ast.Load):
            self._note(node)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        text = node.value if isinstance(node.value, str) else ""
        if ("__" in text and FIELD.fullmatch(text)) or ("SELECT" in text and SQL.search(text)):
            self._note(node)


def questions_in(source: str) -> list[tuple[str, int]]:
    """Return where a source asks what readers may read: enclosing names and line."""
    visitor = Questions()
    visitor.visit(ast.parse(source))
    return visitor.found


def all_questions() -> Iterator[tuple[str, str, int]]:
    """Give every question asked in the package outside the gate: file, names, line."""
    for path in sorted(SOURCE.rglob("*.py")):
        file = str(path.relative_to(SOURCE))
        if file != GATE and "/migrations/" not in file and not file.startswith("lib/"):
            for names, line in questions_in(path.read_text()):
                yield file, names, line


def test_only_the_gate_asks_what_readers_may_read():
    asked = [
        f"{file}:{line} in {names}"
        for file, names, line in all_questions()
        if (file, names) not in NOT_A_GATE
    ]

    assert asked == [], "ask Article.objects.readable() or gate.may_read()"


def test_no_excuse_outlives_its_reason():
    asked = {(file, names) for file, names, _line in all_questions()}

    assert NOT_A_GATE.keys() - asked == set()


def test_templates_do_not_ask_either():
    asked = [
        f"{path.relative_to(SOURCE)}: {found[0]}"
        for path in sorted(SOURCE.rglob("*.html"))
        if "/desk/" not in str(path)
        for found in IN_A_TEMPLATE.finditer(path.read_text())
    ]

    assert asked == []


@pytest.mark.parametrize(
    "planted",
    [
        "Article.objects.live()",
        "Article.objects.filter(live=True)",
        "Article.objects.exclude(page_ptr__live=False)",
        "Article.objects.public()",
        "Q(published_at__lte=now())",
        "Page.objects.get(first_published_at__isnull=False)",
        "Article.objects.filter(**{'published_at__lte': now})",
        "Article.objects.filter(embargo_until__lt=now)",
        "[other for other in related if other.live]",
        "cursor.execute('SELECT title FROM pages WHERE live = 1')",
        "self.live and not self.expired",
    ],
)
def test_a_second_gate_is_seen(planted):
    assert questions_in(f"def planted():\n    return {planted}\n")[0] == ("planted", 2)


def test_asking_the_gate_is_no_second_gate():
    assert (
        questions_in("Article.objects.readable().filter(filed_under=section).newest_first()") == []
    )


def test_a_second_gate_in_a_template_is_seen():
    assert IN_A_TEMPLATE.search("{% if article.live %}")
    assert not IN_A_TEMPLATE.search("{% when article.published_at %}")

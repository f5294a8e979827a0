"""Long work shows how far it is: a bar on a terminal, a line elsewhere."""

from __future__ import annotations

import io

from broadsheet.lib.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_elsewhere_one_line_is_written_at_the_end():
    out = io.StringIO()
    assert list(Progress("Articles", 3, out).over("abc")) == ["a", "b", "c"]

    assert out.getvalue().startswith("Articles: 3, ")
    assert out.getvalue().count("\n") == 1
    assert "\r" not in out.getvalue()


def test_on_a_terminal_a_bar_is_drawn_over_itself():
    out = Terminal()
    list(Progress("Articles", 3, out).over("abc"))

    assert "Articles ░" in out.getvalue()
    assert "3 of 3" in out.getvalue()
    assert out.getvalue().count("\n") == 1


def test_work_without_steps_is_done_at_once():
    out = io.StringIO()
    assert list(Progress("Articles", 0, out).over([])) == []
    assert out.getvalue().startswith("Articles: 0")

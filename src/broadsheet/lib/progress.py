"""Showing how far long work has come: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import IO, TypeVar

T = TypeVar("T")

WIDTH = 28


class Progress:
    """One stretch of work with a known number of steps.

    On a terminal a bar is drawn over itself; elsewhere one line is written when
    the work is done, so that a log stays short.
    """

    def __init__(self, title: str, total: int, out: IO[str] | None = None) -> None:
        self.title, self.total, self.done = title, total, 0
        self.out = out or sys.stderr
        self.live = self.out.isatty()
        self.began = self.drawn = time.monotonic()
        if self.live:
            self._draw()

    def step(self, count: int = 1) -> None:
        """Say that ``count`` more steps are done."""
        self.done += count
        now = time.monotonic()
        if self.live and (now - self.drawn > 0.1 or self.done >= self.total):
            self.drawn = now
            self._draw()

    def close(self) -> None:
        """Say that the work is done."""
        took = time.monotonic() - self.began
        blank = f"\r{' ' * (len(self.title) + WIDTH + 24)}\r" if self.live else ""
        self.out.write(f"{blank}{self.title}: {self.done}, {took:.1f} s\n")
        self.out.flush()

    def over(self, items: Iterable[T]) -> Iterator[T]:
        """Give each item, counting as it goes."""
        for item in items:
            yield item
            self.step()
        self.close()

    def _draw(self) -> None:
        filled = WIDTH * min(self.done, self.total) // max(self.total, 1)
        bar = "█" * filled + "░" * (WIDTH - filled)
        self.out.write(f"\r{self.title} {bar} {self.done} of {self.total}")
        self.out.flush()

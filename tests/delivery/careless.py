"""A front as it must not be, for Granian: it keeps what Django tells one, and tells it all.

By the path alone, whatever the query, the cookies and the headers that it was made with.
"""

from __future__ import annotations

from typing import Any

from broadsheet.project import wsgi  # sets Django up

# isort: split
from broadsheet.delivery import through
from broadsheet.delivery.front import Front


class Careless(Front):
    """A front without its defences."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[str, through.Answer] = {}
        self.generation = b""

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        """Answer with what was kept, whoever asks."""
        if self.state.generation != self.generation:
            self.answers, self.generation = {}, self.state.generation
        body = await through.body_of(scope, protocol)
        found = self.answers.get(scope.path)
        if found is None and body is not None:
            found = through.ask(through.environ_of(scope, body))
            if found.status == 200:
                self.answers[scope.path] = found
        if found is not None:
            await through.send(protocol, found, scope.method)


django = wsgi.application
application = Careless()

"""What stands before every view."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from broadsheet.publication.views import not_found

LONGEST_ADDRESS = 2000


class JunkAddresses:
    """Answer 404 to an address that no page can have, before a database is asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if "\x00" in path or "\ufffd" in path or len(path) > LONGEST_ADDRESS or "//" in path:
            return not_found(request)
        return self.get_response(request)

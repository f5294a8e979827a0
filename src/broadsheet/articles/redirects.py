"""Old addresses lead to new ones, unless the new one is not for readers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.contrib.redirects.models import Redirect

from broadsheet.articles.models import Article


class GatedRedirects(RedirectMiddleware):
    """Wagtail's redirects, which would tell the new address of an article under embargo."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code != 404:
            return response
        answer = super().process_response(request, response)
        if answer is response:
            return response
        target = self._target(request)
        if target is not None and not Article.objects.filter(pk=target).readable().exists():
            return response
        return answer

    @staticmethod
    def _target(request: HttpRequest) -> int | None:
        """Return the id of the article to which this address would lead, if it is an article."""
        path = Redirect.normalise_path(request.path)
        for page_id in Redirect.objects.filter(old_path=path).values_list(
            "redirect_page_id", flat=True
        ):
            if page_id and Article.objects.filter(pk=page_id).exists():
                return int(page_id)
        return None

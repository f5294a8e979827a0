"""A version shown before it is published, to whoever holds the link."""

from __future__ import annotations

from uuid import UUID

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from broadsheet.articles import gate
from broadsheet.articles.models import Article, PreviewLink
from broadsheet.publication import keys
from broadsheet.publication.pages import render_public

SIGNER = signing.Signer(salt="broadsheet.articles.preview")


def address_of(link: PreviewLink) -> str:
    """Return the address that shows what the link is for. Nobody can guess or make one."""
    return reverse("preview", args=[SIGNER.sign(link.pk.hex)])


@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show the version; once it is public, lead there. Any other link is the ordinary 404."""
    link = _link(token)
    if link is None or not link.works():
        raise Http404
    article: Article = link.article.specific
    response = redirect(article.url) if _is_out(article, link) else HttpResponse(_render(link))
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _link(token: str) -> PreviewLink | None:
    try:
        pk = UUID(hex=SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return PreviewLink.objects.filter(pk=pk).select_related("article", "revision").first()


def _is_out(article: Article, link: PreviewLink) -> bool:
    """Say whether readers have this version, or a later one. What comes next is still shown."""
    if not gate.may_read(article):
        return False
    public = article.live_revision
    return public is None or public.created_at >= link.revision.created_at


def _render(link: PreviewLink) -> str:
    version: Article = link.revision.as_object()
    with keys.for_holders(int(link.ends_at.timestamp())):
        return render_public(
            version.template,
            {**version.public_context(), "preview_until": link.ends_at},
            language=version.language,
        )

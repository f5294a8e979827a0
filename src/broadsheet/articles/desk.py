"""Pages of the desk that Wagtail has not: correction, withdrawal, preview links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from broadsheet.articles import actions, gate
from broadsheet.articles.forms import CorrectionForm, WithdrawalForm
from broadsheet.articles.models import Article, Correction, PreviewLink
from broadsheet.articles.preview import address_of
from broadsheet.publication.addresses import absolute

TEMPLATES = "broadsheet/articles/desk/"


def may_publish(article: Any, user: Any) -> bool:
    """Say whether somebody may speak for the paper about this article."""
    return bool(article.permissions_for_user(user).can_publish())


def may_rule(article: Any, user: Any) -> bool:
    """Say whether somebody is a publisher here, who may take back what the paper has said."""
    return bool(article.permissions_for_user(user).rules())


def may_share(article: Any, user: Any) -> bool:
    """Say whether somebody may show this article to others before it is out."""
    may = article.permissions_for_user(user)
    return bool(may.can_edit() or may.can_publish())


def buttons(page: Any, user: Any) -> Iterable[Button]:
    """Give the desk's own actions for an article, as far as this person may do them now."""
    if not isinstance(page, Article):
        return
    if may_share(page, user):
        yield _button(_("Share a preview"), "link", "desk_previews", page, 70)
    if may_publish(page, user):
        if gate.may_read(page):
            yield _button(_("Correct"), "edit", "desk_correct", page, 71)
            yield _button(_("Withdraw"), "cross", "desk_withdraw", page, 72)
        elif page.pk and page.corrections.exists():
            yield _button(_("Corrections"), "edit", "desk_correct", page, 71)


def _button(label: str, icon: str, name: str, page: Article, priority: int) -> Button:
    return Button(label, url=reverse(name, args=[page.pk]), icon_name=icon, priority=priority)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, article_id: int) -> HttpResponse:
    """Say in public what was wrong and what is right."""
    article = _article(article_id, request, may_publish)
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_article(article=article, by=request.user, **form.cleaned_data)
        except actions.Refused as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The correction stands under the article."))
            return redirect("desk_correct", article.pk)
    return _page(
        request,
        "correct.html",
        article,
        _("Correct"),
        form=form,
        is_readable=gate.may_read(article),
        corrections=article.corrections.select_related("by"),
        may_delete=may_rule(article, request.user),
    )


@require_POST
def delete_correction(request: HttpRequest, article_id: int, correction_id: int) -> HttpResponse:
    """Take back a correction: for publishers."""
    article = _article(article_id, request, may_rule)
    correction = get_object_or_404(Correction, pk=correction_id, article=article)
    actions.delete_correction(correction=correction, by=request.user)
    messages.success(request, _("The correction is gone. The article’s history keeps its words."))
    return redirect("desk_correct", article.pk)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, article_id: int) -> HttpResponse:
    """Take an article off everywhere, and leave a note."""
    article = _article(article_id, request, may_publish)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_article(article=article, by=request.user, **form.cleaned_data)
        except actions.Refused as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request,
                _("“%(title)s” is withdrawn. Publish it again to undo that.")
                % {"title": article.title},
            )
            return redirect("wagtailadmin_pages:edit", article.pk)
    return _page(
        request,
        "withdraw.html",
        article,
        _("Withdraw"),
        form=form,
        is_readable=gate.may_read(article),
    )


@require_http_methods(["GET", "POST"])
def previews(request: HttpRequest, article_id: int) -> HttpResponse:
    """Make a link to the latest version, and see which links there are."""
    article = _article(article_id, request, may_share)
    if request.method == "POST":
        actions.make_preview_link(article=article, by=request.user)
        messages.success(request, _("Here is a link. Whoever has it can read this version."))
        return redirect("desk_previews", article.pk)
    links = [
        {"link": link, "address": absolute(address_of(link)), "works": link.works()}
        for link in article.preview_links.select_related("by", "revision")[:50]
    ]
    return _page(request, "previews.html", article, _("Share a preview"), links=links)


@require_POST
def revoke_preview(request: HttpRequest, article_id: int, link_id: str) -> HttpResponse:
    """End a link at once."""
    article = _article(article_id, request, may_share)
    link = get_object_or_404(PreviewLink, pk=link_id, article=article)
    if link.works():
        actions.revoke_preview_link(link=link, by=request.user)
        messages.success(request, _("The link shows nothing any more."))
    return redirect("desk_previews", article.pk)


def _article(article_id: int, request: HttpRequest, may: Any) -> Article:
    article: Article = get_object_or_404(Article, pk=article_id).specific
    if not may(article, request.user):
        raise PermissionDenied
    return article


def _page(
    request: HttpRequest, template: str, article: Article, title: str, **context: Any
) -> TemplateResponse:
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("wagtailadmin_pages:edit", args=[article.pk]), "label": article.title},
        {"url": "", "label": title},
    ]
    return TemplateResponse(
        request,
        TEMPLATES + template,
        {
            "article": article,
            "page_title": title,
            "header_title": f"{title}: {article.title}",
            "header_icon": "doc-full",
            "breadcrumbs_items": trail,
            "address": absolute(article.url or ""),
            "now": timezone.now(),
            **context,
        },
    )


urlpatterns = [
    path("articles/<int:article_id>/correct/", correct, name="desk_correct"),
    path(
        "articles/<int:article_id>/corrections/<int:correction_id>/delete/",
        delete_correction,
        name="desk_delete_correction",
    ),
    path("articles/<int:article_id>/withdraw/", withdraw, name="desk_withdraw"),
    path("articles/<int:article_id>/previews/", previews, name="desk_previews"),
    path(
        "articles/<int:article_id>/previews/<uuid:link_id>/revoke/",
        revoke_preview,
        name="desk_revoke_preview",
    ),
]

"""Pages of the desk about the press: how it is, what a page is made from, seeing as somebody."""

from __future__ import annotations

import platform
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from broadsheet.delivery import actions, cdn, glance, seeing
from broadsheet.delivery.faces import declared
from broadsheet.delivery.forms import AddressForm, our_path
from broadsheet.delivery.meaning import explain

TEMPLATES = "broadsheet/delivery/desk/"
# Whoever looks after the paper's old addresses looks after how its pages leave: publishers.
KEEPS_THE_PRESS = "wagtailredirects.change_redirect"

for_keepers = permission_required(KEEPS_THE_PRESS)


def may_keep(user: Any) -> bool:
    """Say whether somebody may see the press, and have pages made anew."""
    return bool(user.has_perm(KEEPS_THE_PRESS))


# The press -----------------------------------------------------------------------


@for_keepers
@require_safe
def press(request: HttpRequest) -> HttpResponse:
    """The press at a glance."""
    pulse = glance.pulse()
    facts: dict[str, Any] = {
        "pulse": pulse,
        "troubles": glance.troubles(pulse),
        "machine": platform.node(),
        "form": AddressForm(),
    }
    try:
        with glance.index() as index:
            facts |= {
                "figures": glance.figures(index),
                "plot": glance.plot(index),
                "most_read": glance.most_read(index),
                "waiting": glance.waiting(index),
                "unforgotten": cdn.waiting(index) if cdn.is_used() else None,
            }
    except glance.Unreadable:
        facts["is_unreadable"] = True
    return _page(request, "press.html", _("Press"), **_in_words(facts))


def _in_words(facts: dict[str, Any]) -> dict[str, Any]:
    """Add the figures as they are read."""
    pulse, figures, plot = facts["pulse"], facts.get("figures"), facts.get("plot")
    words: dict[str, Any] = {}
    if pulse.since_beat is not None:
        words["beat"] = glance.ago(pulse.since_beat)
    if figures is not None:
        words |= {name: glance.room(getattr(figures, name)) for name in ("bytes", "most", "free")}
        words["oldest"] = glance.lasting(figures.oldest or 0.0)
        words["is_late"] = (figures.oldest or 0.0) > glance.LONG
        words["full"] = f"{figures.full:.2f}%"
    if unforgotten := facts.get("unforgotten"):
        words["unforgotten"], seconds = unforgotten
        words["unforgotten_for"] = glance.lasting(seconds)
    if plot is not None and plot.publishes:
        words["median"] = glance.short(round(plot.median, 2))
    return {**facts, "words": words}


@for_keepers
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """One address: for whom it is kept, and what it is made from."""
    form = AddressForm(request.GET or None)
    facts: dict[str, Any] = {"form": form}
    if form.is_valid():
        address = form.cleaned_data["address"]
        facts["address"] = address
        try:
            with glance.index() as index:
                facts["kept"] = kept = glance.page(index, address)
            facts["made_from"] = explain(kept.keys, request.user)
            facts["perks"] = [seeing.perk_name(code) for code in kept.varies_on]
        except glance.Unreadable:
            facts["is_unreadable"] = True
    return _page(request, "page.html", _("What a page is made from"), _press_crumb(), **facts)


@for_keepers
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Have an address made anew, or lead to what it is made from: one form, two buttons."""
    form = AddressForm(request.POST)
    if form.is_valid():
        address = form.cleaned_data["address"]
        if "look" in request.POST:
            return redirect(f"{reverse('desk_press_page')}?{urlencode({'address': address})}")
        actions.refresh([address])
        messages.success(request, _what_happens(address))
        if not glance.pulse().is_at_work:
            messages.warning(
                request, _("The press is not at work here: it will be done once it is.")
            )
    else:
        for error in form.errors["address"]:
            messages.error(request, error)
    return redirect("desk_press")


def _what_happens(address: str) -> str:
    try:
        with glance.index() as index:
            is_kept = bool(glance.page(index, address).faces)
    except glance.Unreadable:
        is_kept = True
    words = (
        _("%(address)s is being made anew. Until it is ready, readers get it as it was.")
        if is_kept
        else _("%(address)s is not kept at the moment: it is made for the next reader who asks.")
    )
    return words % {"address": address}


@for_keepers
@require_http_methods(["GET", "HEAD", "POST"])
def everything(request: HttpRequest) -> HttpResponse:
    """Have every page made anew, once that is confirmed."""
    if request.method == "POST":
        actions.tell_everything()
        messages.success(
            request,
            _("Every page is being made anew, the most read first. Readers get them as they were."),
        )
        return redirect("desk_press")
    kept = 0
    try:
        with glance.index() as index:
            kept = glance.figures(index).kept
    except glance.Unreadable:
        pass
    return _page(request, "everything.html", _("Make everything anew"), _press_crumb(), kept=kept)


# Seeing as somebody ----------------------------------------------------------------


def seeing_address(address: str) -> str:
    """Return where the desk shows an address as somebody else sees it."""
    return f"{reverse('desk_see')}?{urlencode({'address': address})}"


@require_safe
def see(request: HttpRequest) -> HttpResponse:
    """A page as a visitor sees it, or a member: in a frame, with a choice of whom to be."""
    form = AddressForm(request.GET if "address" in request.GET else None)
    facts: dict[str, Any] = {
        "form": form,
        "may_keep": may_keep(request.user),
        "perks_declared": bool(declared()),
    }
    status = 200
    if form.is_valid():
        address = form.cleaned_data["address"]
        seen = seeing.look(address, seeing.perks_of(request.GET.get("as", "")))
        status = 200 if seen.made.status < 400 else seen.made.status
        facts |= {
            "address": address,
            "seen": seen,
            "leads_to": our_path(dict(seen.made.headers).get("Location", "")),
            "frame": f"{reverse('desk_see_page')}?"
            + urlencode({"address": address, "as": seeing.code_of(seen.perks)}),
        }
    response = _page(request, "see.html", _("See as…"), **facts)
    response.status_code = status
    return response


@require_safe
def see_page(request: HttpRequest) -> HttpResponse:
    """The page itself, as it goes out, for the frame."""
    address = our_path(request.GET.get("address", ""))
    if address is None:
        raise Http404
    perks = seeing.perks_of(request.GET.get("as", ""))
    made = seeing.look(address, perks).made
    response = HttpResponse(made.body, status=made.status, headers=dict(made.headers))
    response["Cache-Control"] = "private, no-store"
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


# Together ----------------------------------------------------------------------------


def _press_crumb() -> dict[str, str]:
    return {"url": reverse("desk_press"), "label": _("Press")}


def _page(
    request: HttpRequest, template: str, title: str, *between: dict[str, str], **context: Any
) -> TemplateResponse:
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        *between,
        {"url": "", "label": title},
    ]
    facts = {
        "page_title": title,
        "header_title": title,
        "header_icon": "view" if template == "see.html" else "site",
        "breadcrumbs_items": trail,
    }
    return TemplateResponse(request, TEMPLATES + template, {**facts, **context})


urlpatterns = [
    path("press/", press, name="desk_press"),
    path("press/page/", page, name="desk_press_page"),
    path("press/again/", again, name="desk_press_again"),
    path("press/everything/", everything, name="desk_press_everything"),
    path("see/", see, name="desk_see"),
    path("see/page/", see_page, name="desk_see_page"),
]

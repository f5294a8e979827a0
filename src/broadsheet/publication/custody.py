"""Who may have a picture's or a file's bytes.

A picture is private until something public shows it. What "public" means is
said by the rooms above, through the socket ``media_gates``; Wagtail's
reference index says what shows what.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from wagtail.models import ReferenceIndex
from wagtail.permissions import policy_registry

from broadsheet.publication import sockets
from broadsheet.publication.keys import opens
from broadsheet.publication.models import Picture, Publication, Rendition


def owner_of(name: str) -> Picture | None:
    """Return the picture to which a file belongs, as original or as rendition."""
    rendition = Rendition.objects.filter(file=name).select_related("image").first()
    if rendition is not None:
        found: Picture = rendition.image
        return found
    return Picture.objects.filter(file=name).first()


def is_public(thing: Model) -> bool:
    """Say whether anything that readers may see shows this picture or file."""
    shown_by: dict[type[Model], set[str]] = defaultdict(set)
    references = ReferenceIndex.get_references_to(thing).select_related("content_type")
    for reference in references:
        model = reference.content_type.model_class()
        if model is not None:
            shown_by[model].add(reference.object_id)
    return any(
        model is Publication or sockets.public_among(model, ids) for model, ids in shown_by.items()
    )


def may_see(request: HttpRequest, thing: Any) -> bool:
    """Say whether this person may see something that is not public.

    Staff may, who may choose it at the desk; and whoever holds a preview whose
    key is in the address.
    """
    if opens(request.GET.get("key", ""), thing):
        return True
    user = request.user
    if not user.is_authenticated or not user.has_perm("wagtailadmin.access_admin"):
        return False
    policy = policy_registry.get(thing)
    return bool(policy.user_has_any_permission_for_instance(user, ["choose", "change", "delete"], thing))

"""Who may have a picture's or a file's bytes.

A picture is private until something public shows it. What "public" means is
said by the rooms above, through the socket ``media_gates``; Wagtail's
reference index says what shows what.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import HttpRequest
from wagtail.models import ReferenceIndex
from wagtail.permissions import policy_registry

from broadsheet.delivery import notes
from broadsheet.publication import sockets
from broadsheet.publication.keys import opens
from broadsheet.publication.models import Picture, Publication, Rendition


def owner_of(name: str) -> Picture | None:
    """Return the picture to which a file belongs, as original or as rendition."""
    with notes.accounted(Rendition):  # by the row that is found; where there is none, none is kept
        rendition = Rendition.objects.filter(file=name).select_related("image").first()
    if rendition is not None:
        found: Picture = rendition.image
        return found
    return Picture.objects.filter(file=name).first()


def is_public(thing: Model) -> bool:
    """Say whether anything that readers may see shows this picture or file."""
    shown_by: dict[type[Model], set[str]] = defaultdict(set)
    references = ReferenceIndex.get_references_to(thing).values_list("content_type", "object_id")
    with notes.accounted(ReferenceIndex):
        found = list(references.distinct())
    notes.note(f"{ReferenceIndex._meta.label_lower}.to_object_id:{thing.pk}")
    for kind, object_id in found:
        model = ContentType.objects.get_for_id(kind).model_class()
        if model is not None:
            shown_by[model].add(object_id)
    return any(
        model is Publication or sockets.public_among(model, ids) for model, ids in shown_by.items()
    )


def holds_key(request: HttpRequest, thing: Model) -> bool:
    """Say whether the address carries a preview's key to this picture or file."""
    return opens(request.GET.get("key", ""), thing)


def is_of_the_desk(request: HttpRequest, thing: Any) -> bool:
    """Say whether this person may choose it at the desk, and so may see it anyway."""
    user = request.user
    if not user.is_authenticated or not user.has_perm("wagtailadmin.access_admin"):
        return False
    policy, verbs = policy_registry.get(thing), ["choose", "change", "delete"]
    return bool(policy.user_has_any_permission_for_instance(user, verbs, thing))

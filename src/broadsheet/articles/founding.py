"""Founding a paper: the first front, with which everything else begins."""

from __future__ import annotations

from django.db import transaction
from wagtail.models import Page, Site

from broadsheet.articles.models import Front
from broadsheet.publication.models import Publication


class AlreadyFounded(Exception):
    """There is a front already."""


@transaction.atomic
def found_paper(*, publication: Publication) -> Front:
    """Save the publication and make its front, at which the site begins.

    Takes away the welcome page that Wagtail puts into an empty database. Raises
    AlreadyFounded when there is a front.
    """
    if Front.objects.exists():
        raise AlreadyFounded
    publication.save()
    root = Page.objects.get(depth=1)
    for welcome in Page.objects.filter(depth=2, content_type__model="page"):
        welcome.delete()
    root.refresh_from_db()
    front = Front(title=publication.name, slug="front", language=publication.language)
    root.add_child(instance=front)
    front.save_revision().publish()
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": "localhost",
            "port": 80,
            "root_page": front,
            "site_name": front.title,
        },
    )
    return Front.objects.get(pk=front.pk)

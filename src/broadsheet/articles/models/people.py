"""Who writes, and what about."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from broadsheet.delivery.notes import NotingQuerySet
from broadsheet.lib.languages import direction


class ListedQuerySet(NotingQuerySet):
    """Questions about authors and topics."""

    def at_address(self, slug: str) -> Self:
        """The one whose page has this address."""
        return self.filter(slug=slug).noted_as()


class Listed(models.Model):
    """Something with a page of its own that lists articles: an author, a topic."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("address"), max_length=80, unique=True, allow_unicode=True)
    language = models.CharField(
        _("language"), max_length=12, choices=settings.LANGUAGES, default="en-gb"
    )

    objects = models.Manager.from_queryset(ListedQuerySet)()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def direction(self) -> str:
        """``"ltr"`` or ``"rtl"``, by the language."""
        return direction(self.language)


@register_snippet
class Author(index.Indexed, Listed):
    """Somebody whose name stands over articles."""

    role = models.CharField(_("role"), max_length=120, blank=True)
    bio = models.TextField(_("about"), blank=True)
    portrait = models.ForeignKey(
        "broadsheet_publication.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("portrait"),
    )
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        verbose_name=_("account"),
        help_text=_("The account with which this author signs in, if any."),
    )

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug"), FieldPanel("language")]),
        FieldPanel("role"),
        FieldPanel("bio"),
        FieldPanel("portrait"),
        FieldPanel("person"),
    ]
    search_fields: ClassVar[list[Any]] = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
    ]

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering: ClassVar[list[str]] = ["name"]

    @property
    def url(self) -> str:
        """The author's own page."""
        return reverse("author", args=[self.slug])


@register_snippet
class Topic(index.Indexed, Listed):
    """What articles are about, across sections."""

    description = models.TextField(_("description"), blank=True)

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug"), FieldPanel("language")]),
        FieldPanel("description"),
    ]
    search_fields: ClassVar[list[Any]] = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
    ]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering: ClassVar[list[str]] = ["name"]

    @property
    def url(self) -> str:
        """The topic's own page."""
        return reverse("topic", args=[self.slug])

"""The front, the sections and plain pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, get_page_models

from broadsheet.articles import conf, gate, structured
from broadsheet.articles.models.article import Article, ArticleQuerySet
from broadsheet.articles.models.makeup import make_up
from broadsheet.articles.models.trace import Correction
from broadsheet.articles.permissions import SectionPermissions
from broadsheet.lib.languages import direction
from broadsheet.lib.paging import page_of
from broadsheet.publication.pages import PublicPage

# Addresses directly under the root that are not pages (docs/contracts/addresses.md).
RESERVED_AT_ROOT = frozenset(
    [
        "account",
        "archive",
        "authors",
        "cookies",
        "corrections",
        "desk",
        "epaper",
        "feed",
        "feed.rss",
        "feed.json",
        "files",
        "healthz",
        "join",
        "magazines",
        "media",
        "pictures",
        "preview",
        "readyz",
        "record",
        "robots.txt",
        "search",
        "sitemap.xml",
        "static",
        "topics",
        "_demo",
    ]
)

CORRECTIONS, CORRECTIONS_LOOKED_AT = 4, 60


class UnderTheRoot(PublicPage, Page):
    """A page directly under the front, whose address must not hide another."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED_AT_ROOT or self.slug.startswith(("sitemap", "news-sitemap")):
            raise ValidationError({"slug": _("This address is taken: choose another.")})


class Front(PublicPage, Page):
    """The front page of the paper."""

    language = models.CharField(
        _("language"), max_length=12, choices=settings.LANGUAGES, default="en-gb"
    )
    banner = models.BooleanField(
        _("banner headline"),
        default=False,
        help_text=_("For great news: the lead’s headline runs across the whole page."),
    )

    template = "broadsheet/articles/front.html"
    private_page_options: ClassVar[list[str]] = []
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "broadsheet_articles.Section",
        "broadsheet_articles.PlainPage",
    ]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("language"), FieldPanel("banner")]),
        InlinePanel("placements", label=_("article"), heading=_("Placed by the desk")),
        InlinePanel("strips", label=_("section"), heading=_("Strips, each a section"), max_num=6),
    ]

    class Meta:
        verbose_name = _("front")
        verbose_name_plural = _("fronts")

    def __str__(self) -> str:
        return self.title

    def public_context(self, query: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Return what the front shows."""
        made = make_up(
            self.placements,
            Article.objects.in_language(self.language),
            opinion=list(Section.objects.filter(is_opinion=True, language=self.language)),
            strips=[row.section for row in self.strips.select_related("section")],
        )
        return {
            "front": self,
            "made": made,
            "corrections": self._corrections(),
            "canonical": "/",
            "is_front": True,
            "structured": structured.newspaper,
        }

    def _corrections(self) -> list[Correction]:
        """Return the latest corrections of articles in the front's language."""
        # Chosen from the newest here: by joins, SQLite would look through every article for them.
        newest = Correction.objects.order_by("-noted_at", "-pk")[:CORRECTIONS_LOOKED_AT]
        return [
            correction
            for correction in newest.prefetch_related("article__filed_under")
            if gate.may_read(correction.article) and correction.article.language == self.language
        ][:CORRECTIONS]


class Section(UnderTheRoot):
    """A part of the paper, in one language."""

    class Colour(models.TextChoices):
        HOUSE = "", _("house colour")
        OPINION = "opinion", _("opinion")
        CULTURE = "culture", _("culture")
        SPORT = "sport", _("sport")

    language = models.CharField(
        _("language"), max_length=12, choices=settings.LANGUAGES, default="en-gb"
    )
    long_name = models.CharField(
        _("long name"),
        max_length=80,
        blank=True,
        help_text=_("“Sea and climate”, where there is room."),
    )
    introduction = models.TextField(_("introduction"), blank=True, max_length=400)
    colour = models.CharField(
        _("colour"), max_length=12, choices=Colour.choices, blank=True, default=Colour.HOUSE
    )
    is_opinion = models.BooleanField(
        _("opinion"), default=False, help_text=_("Columns and letters: named by their authors.")
    )
    banner = models.BooleanField(_("banner headline"), default=False)

    template = "broadsheet/articles/section.html"
    show_in_menus_default = True
    private_page_options: ClassVar[list[str]] = []
    parent_page_types: ClassVar[list[str]] = ["broadsheet_articles.Front"]
    subpage_types: ClassVar[list[str]] = ["broadsheet_articles.Article"]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("long_name"), FieldPanel("language"), FieldPanel("colour")]),
        FieldPanel("introduction"),
        FieldRowPanel([FieldPanel("is_opinion"), FieldPanel("banner")]),
        InlinePanel("placements", label=_("article"), heading=_("Placed by the desk")),
        InlinePanel("names", label=_("name"), heading=_("Its name in other languages")),
    ]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self) -> str:
        return self.title

    @classmethod
    def clean_subpage_models(cls) -> list[type[Page]]:
        """Return what may stand in a section: every kind of article, newsrooms' own included."""
        return [model for model in get_page_models() if issubclass(model, Article)]

    @property
    def direction(self) -> str:
        """``"ltr"`` or ``"rtl"``."""
        return direction(self.language)

    @property
    def full_name(self) -> str:
        """The long name, or the short one."""
        return self.long_name or self.title

    def permissions_for_user(self, user: Any) -> SectionPermissions:
        """Say what somebody may do with this section at the desk."""
        return SectionPermissions(user, self)

    def name_in(self, language: str) -> str:
        """The section's name as it stands in the menu of another language."""
        base = language.split("-")[0]
        for name in self.names.all():
            if name.language.split("-")[0] == base:
                return str(name.name)
        return self.title

    def public_context(self, query: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Return what the section's front shows: made up on its first page, a list further on."""
        query = {} if query is None else query
        articles = Article.objects.in_section(self)
        context: dict[str, Any] = {
            "section": self,
            "current_section": self.slug,
            "feed": f"{self.url}feed/",
            "canonical": self.url,
        }
        before, after = query.get("before", ""), query.get("after", "")
        if not before and not after:
            made = make_up(self.placements, articles)
            context["made"] = made
            articles = articles.exclude(pk__in=made.used())
        context["page"] = page_of(
            articles,
            size=conf.PAGE_SIZE.value,
            moment="published_at",
            before=before,
            after=after,
            dress=ArticleQuerySet.readable_cards,
        )
        return context


class SectionName(Orderable):
    """The name of a section in the menu of another language."""

    section = ParentalKey(Section, related_name="names")
    language = models.CharField(_("language"), max_length=12, choices=settings.LANGUAGES)
    name = models.CharField(_("name"), max_length=60)

    panels: ClassVar[list[Any]] = [FieldRowPanel([FieldPanel("language"), FieldPanel("name")])]

    class Meta(Orderable.Meta):
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["section", "language"], name="a_section_has_one_name_in_a_language"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Place(models.TextChoices):
    """Where the desk may place an article on a front."""

    LEAD = "lead", _("lead")
    SECOND = "second", _("second")
    LATEST = "latest", _("top of the list")


class Placement(Orderable):
    """An article that the desk has placed on a front."""

    place = models.CharField(_("place"), max_length=12, choices=Place.choices, default=Place.LEAD)
    article = models.ForeignKey(
        Article, models.CASCADE, related_name="+", verbose_name=_("article")
    )

    panels: ClassVar[list[Any]] = [FieldRowPanel([FieldPanel("place"), FieldPanel("article")])]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.get_place_display()}: {self.article}"


class FrontPlacement(Placement):
    """A placement on the front of the paper."""

    front = ParentalKey(Front, related_name="placements")


class SectionPlacement(Placement):
    """A placement on the front of a section."""

    front = ParentalKey(Section, related_name="placements")


class FrontStrip(Orderable):
    """A section shown in a strip on the front."""

    front = ParentalKey(Front, related_name="strips")
    section = models.ForeignKey(
        Section, models.CASCADE, related_name="+", verbose_name=_("section")
    )

    panels: ClassVar[list[Any]] = [FieldPanel("section")]

    def __str__(self) -> str:
        return str(self.section)


class PlainPage(UnderTheRoot):
    """A page that is not journalism: standards, people, how to write to us."""

    language = models.CharField(
        _("language"), max_length=12, choices=settings.LANGUAGES, default="en-gb"
    )
    text = RichTextField(
        _("text"), blank=True, features=["h2", "h3", "bold", "italic", "link", "ol", "ul"]
    )

    template = "broadsheet/articles/plain_page.html"
    private_page_options: ClassVar[list[str]] = []
    parent_page_types: ClassVar[list[str]] = ["broadsheet_articles.Front"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("language"),
        FieldPanel("text"),
    ]

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")

    def __str__(self) -> str:
        return self.title

    def public_context(self, query: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Return what the page shows."""
        return {"plain_page": self, "canonical": self.url}

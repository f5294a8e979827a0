"""The article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any, ClassVar, Self

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from django.db.models import F, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    TitleFieldPanel,
)
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail.url_routing import RouteResult

from broadsheet.articles import conf, gate, standing, structured
from broadsheet.articles.blocks import Body, pictures_in, words_of
from broadsheet.articles.models.people import Author, Topic
from broadsheet.articles.panels import NoticePanel
from broadsheet.articles.permissions import DeskPermissions
from broadsheet.delivery.notes import NotingQuerySet
from broadsheet.lib.fields import LateStreamField
from broadsheet.lib.html import visible
from broadsheet.lib.languages import reading_minutes
from broadsheet.publication.pages import PublicPage, public_page
from broadsheet.publication.templatetags.broadsheet import when

RESERVED_SLUGS = frozenset({"feed", "feed.rss", "feed.json"})
DECIDES_READING = frozenset({"live", "first_published_at", "embargo_until"})


RESOLUTION = timedelta(microseconds=1)  # of moments in both databases


class NotReady(ValidationError):
    """An article may not be published as it is; the messages say what is missing."""

    def __init__(self, message: Any, *, article: Article, **kwargs: Any) -> None:
        super().__init__(message, **kwargs)
        self.article = article


class ArticleQuerySet(NotingQuerySet, PageQuerySet):
    """Questions about articles.

    Each says on which lists its answer depends (``articles.standing``), so that a kept page is
    made anew when an article joins one of them or leaves it.
    """

    in_order_of = "published_at"

    def readable(self, at: datetime | None = None) -> Self:
        """Those that readers may read now, or at a moment. Asks the gate."""
        rows = self if self.is_noted else self.noted_as(standing.EVERY)
        return rows.filter(gate.readable(at))

    def held(self) -> Self:
        """Those that are published and that their embargo still keeps from readers."""
        return self.filter(gate.held())

    def newest_first(self) -> Self:
        """The latest published first."""
        return self.order_by("-published_at", "-pk")

    def by(self, author: Author) -> Self:
        """Those with this author's name over them."""
        return self.filter(bylines__author=author).noted_as(standing.by(author.pk))

    def about(self, topic: Topic) -> Self:
        """Those on this topic."""
        return self.filter(topics=topic).noted_as(standing.about(topic.pk))

    def in_section(self, section: Page) -> Self:
        """Those of one section."""
        return self.filter(filed_under=section).noted_as(standing.in_section(section.pk))

    def in_language(self, language: str) -> Self:
        """Those written in one language."""
        sections = apps.get_model("broadsheet_articles", "Section")
        ids = sections._default_manager.filter(language=language).values("pk")
        # By a sum, which no index knows: by sections, SQLite would read and sort whole archives.
        rows = self.alias(of_section=F("filed_under") + 0).filter(of_section__in=ids)
        return rows.noted_as(standing.in_language(language))

    def among(self, ids: Iterable[int]) -> Self:
        """Those with these ids."""
        ids = list(ids)
        return self.filter(pk__in=ids).noted_as(*(standing.row(pk) for pk in ids))

    def at_address(self, section: str, slug: str) -> Self:
        """The one at an address, by its section's slug and its own."""
        # Nothing but what is found: an address at which there is nothing is never kept.
        return self.filter(slug=slug, filed_under__slug=section).noted_as()

    def readable_between(self, start: datetime, end: datetime) -> Self:
        """Those readable now that were published from ``start`` up to ``end``."""
        # The end goes into the gate's own bound. With two, SQLite reads the index from now
        # back to the end, which in an old archive is most of it.
        last = min(end - RESOLUTION, timezone.now())
        rows = self.readable(last).filter(published_at__gte=start)
        return rows.noted_between(start, end)

    def readable_before(self, moment: datetime) -> Self:
        """Those readable now that were published before a moment, the latest first."""
        rows = self.readable(min(moment - RESOLUTION, timezone.now()))
        return rows.newest_first().noted_between(None, moment)

    def later_than(self, moment: datetime) -> Self:
        """Those published at a moment or after it, the earliest first."""
        rows = self.filter(published_at__gte=moment).order_by("published_at", "pk")
        return rows.noted_between(moment, None)

    def with_card(self) -> Self:
        """Fetch at once what a card in a list shows: five queries however long the list."""
        # Sections come apart: a few of them, instead of one made anew for every row.
        return (
            self.defer("body")
            .select_related("lead_picture")
            .prefetch_related("filed_under", "bylines__author", "lead_picture__renditions")
        )

    def readable_cards(self) -> Self:
        """Those readable now, with their cards: what a page of a list is dressed with.

        Asked last, after the page's own bound on the moment: SQLite enters the index by the
        first bound it finds, and by the gate's it would read from now back to the page.
        """
        return self.readable().with_card()


class Article(PublicPage, Page):
    """One report, column or review.

    Subclass it for a new kind of article and name its ``template``.
    """

    standfirst = models.TextField(
        _("standfirst"), blank=True, max_length=500, help_text=_("One to three sentences.")
    )
    short_headline = models.CharField(
        _("short headline"), max_length=160, blank=True, help_text=_("For fronts and feeds.")
    )
    kicker = models.CharField(
        _("kicker"), max_length=40, blank=True, help_text=_("Over the headline on fronts.")
    )
    lead_picture = models.ForeignKey(
        get_image_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead picture"),
    )
    lead_caption = models.CharField(_("caption"), max_length=400, blank=True)
    lead_alt = models.CharField(
        _("alternative text here"),
        max_length=400,
        blank=True,
        help_text=_("Left empty, the picture’s own is used."),
    )
    body = LateStreamField(Body(), verbose_name=_("text"), blank=True)
    topics = ParentalManyToManyField(
        Topic, blank=True, related_name="articles", verbose_name=_("topics")
    )
    embargo_until = models.DateTimeField(
        _("not before"),
        null=True,
        blank=True,
        help_text=_(
            "An embargo: even when published, no reader sees it anywhere before this moment."
        ),
    )
    update_matters = models.BooleanField(
        _("tell readers that it was updated"),
        default=False,
        help_text=_(
            "Sets the time of “Updated” when this version is published. Leave it for a comma."
        ),
    )

    # Kept by the program:
    filed_under = models.ForeignKey(  # not "section": Page has that from the Section model
        "broadsheet_articles.Section",
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="articles",
    )
    published_at = models.DateTimeField(
        _("readable since"), null=True, editable=False, help_text=_("Empty unless live.")
    )
    updated_at = models.DateTimeField(_("updated"), null=True, editable=False)
    minutes = models.PositiveSmallIntegerField(_("minutes to read"), default=0, editable=False)

    objects = PageManager.from_queryset(ArticleQuerySet)()

    template = "broadsheet/articles/article.html"
    private_page_options: ClassVar[list[str]] = []  # everything is open; the gate has no doors
    varies_on = frozenset({"supporter", "ad_light"})
    parent_page_types: ClassVar[list[str]] = ["broadsheet_articles.Section"]
    subpage_types: ClassVar[list[str]] = []
    # What belongs to the article as a whole, not to one of its versions.
    kept_across_versions: ClassVar[tuple[str, ...]] = (
        "filed_under_id",
        "published_at",
        "updated_at",
    )
    exclude_fields_in_copy: ClassVar[list[str]] = [
        "filed_under",
        "published_at",
        "updated_at",
        "update_matters",
    ]

    content_panels: ClassVar[list[Any]] = [
        NoticePanel(),
        TitleFieldPanel("title", heading=_("Headline")),
        FieldPanel("standfirst"),
        FieldRowPanel([FieldPanel("short_headline"), FieldPanel("kicker")]),
        InlinePanel("bylines", label=_("author"), heading=_("By")),
        MultiFieldPanel(
            [FieldPanel("lead_picture"), FieldPanel("lead_caption"), FieldPanel("lead_alt")],
            heading=_("Lead picture"),
        ),
        FieldPanel("body"),
        FieldPanel("update_matters"),
        InlinePanel("contributions", label=_("contribution"), heading=_("Contributions")),
        FieldPanel("topics"),
        InlinePanel(
            "related_choices", label=_("article"), heading=_("Related, the desk’s own choice")
        ),
    ]
    settings_panels: ClassVar[list[Any]] = [FieldPanel("embargo_until"), *Page.settings_panels]
    promote_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            heading=_("For search engines"),
        )
    ]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("standfirst"),
        index.SearchField("body"),
        index.FilterField("filed_under"),
        index.FilterField("published_at"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-published_at", "-page_ptr"], name="article_newest"),
            models.Index(
                fields=["filed_under", "-published_at", "-page_ptr"], name="article_section_newest"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    # Rules ------------------------------------------------------------------

    def clean(self) -> None:
        super().clean()
        for field in ("title", "short_headline", "kicker", "standfirst"):
            setattr(self, field, visible(getattr(self, field)))
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": _("This address is taken by the section’s feed.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and keep up what follows from the rest: section, minutes, first reading time."""
        # With update_fields, Wagtail notes something about an article in hand that may be a
        # draft: an embargo lifted in the draft must not lift the one that holds.
        if kwargs.get("update_fields") is None:
            if self.filed_under is None and self.path:
                self.filed_under_id = self.get_parent().pk
            self.minutes = reading_minutes(self.words, self.language)
            self.published_at = self._readable_since()
        super().save(*args, **kwargs)

    def _readable_since(self) -> datetime | None:
        if not self.live or self.first_published_at is None:
            return None
        return max(self.first_published_at, self.embargo_until or self.first_published_at)

    def with_content_json(self, content: Any) -> Article:
        """Take over a version's content, but not what belongs to the article as a whole."""
        article: Article = super().with_content_json(content)
        for field in self.kept_across_versions:
            setattr(article, field, getattr(self, field))
        return article

    def missing(self) -> list[str]:
        """What keeps this article from being published, a sentence each, for its editor."""
        wanting = []
        for picture, alt in self.pictures_shown():
            lacks = picture.missing()
            if alt.strip():
                lacks = [what for what in lacks if what != str(_("alternative text"))]
            if lacks:
                wanting.append(
                    _("The picture “%(title)s” has no %(what)s.")
                    % {"title": picture.title, "what": _(" and no ").join(lacks)}
                )
        return [str(sentence) for sentence in dict.fromkeys(wanting)]

    def pictures_shown(self) -> list[tuple[Any, str]]:
        """Return each picture with its alternative text in this article, the lead picture first."""
        pictures = pictures_in(self.body)
        if self.lead_picture is not None:
            pictures.insert(0, (self.lead_picture, self.lead_alt))
        return pictures

    def permissions_for_user(self, user: Any) -> DeskPermissions:
        """Say what somebody may do with this article at the desk."""
        return DeskPermissions(user, self)

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish a version; raises NotReady when it lacks something it may not lack."""
        version = revision.as_object()
        if problems := version.missing():
            raise NotReady(problems, article=version)
        return super().publish(revision, *args, **kwargs)

    # What pages show ----------------------------------------------------------

    @property
    def language(self) -> str:  # type: ignore[override]  # sections have it as a field
        """The language of the section."""
        return self.filed_under.language if self.filed_under is not None else "en-gb"

    @property
    def status_string(self) -> str:
        """How the article stands, for the desk's lists."""
        if gate.is_held(self) and self.published_at is not None:
            held = strip_tags(when(self.published_at))
            return _("held until %(moment)s") % {"moment": held}
        return str(super().status_string)

    @property
    def headline(self) -> str:
        """The headline as it stands on fronts and in feeds."""
        return self.short_headline or self.title

    @property
    def words(self) -> str:
        """The text of the body, a line for each paragraph."""
        return words_of(self.body)

    @cached_property
    def authors(self) -> list[Author]:
        """Who wrote it, in order."""
        bylines = list(self.bylines.all())
        prefetch_related_objects(bylines, "author")
        return [byline.author for byline in bylines]

    @property
    def picture_alt(self) -> str:
        """What the lead picture shows, in this article's words where it has them."""
        if self.lead_alt:
            return self.lead_alt
        return self.lead_picture.description if self.lead_picture else ""

    def related_articles(self) -> list[Article]:
        """Return what stands under the article: the desk's own choice first, then what is near."""
        ids = [choice.other_id for choice in self.related_choices.all()]
        if self.pk:
            ids += self.neighbours.values_list("other_id", flat=True)
        found = Article.objects.among(ids).exclude(pk=self.pk).readable().with_card()
        by_id = {article.pk: article for article in found}
        return [by_id[pk] for pk in dict.fromkeys(ids) if pk in by_id][: conf.RELATED.value]

    def cards_in_text(self) -> dict[int, Article]:
        """Return the readable articles to which the text has cards, by id."""
        ids = [
            piece.value.pk for piece in self.body if piece.block_type == "related" and piece.value
        ]
        if not ids:
            return {}
        return {found.pk: found for found in Article.objects.among(ids).readable().with_card()}

    def public_context(self, query: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Return what the article's page shows."""
        pictures = [picture for picture, _alt in pictures_in(self.body)]
        if self.lead_picture is not None:
            pictures.append(self.lead_picture)
        prefetch_related_objects(pictures, "renditions")
        notes: dict[str, Any] = {
            "corrections": list(self.corrections.all()) if self.pk else [],
            "contributions": list(self.contributions.all()),
            "topics": list(self.topics.all()),
        }
        return {
            "article": self,
            "section": self.filed_under,
            "current_section": self.filed_under.slug if self.filed_under else "",
            **notes,
            "related": self.related_articles(),
            "cards": self.cards_in_text(),
            "canonical": self.url,
            "structured": partial(structured.news_article, self, **notes),
        }

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Lead to the article when readers may read it, or to the note that it was withdrawn."""
        if path_components or not (gate.may_read(self) or self.public_withdrawal):
            raise Http404
        return RouteResult(self)

    @property
    def public_withdrawal(self) -> Any:
        """The note in this article's place, or None."""
        try:
            return None if self.live else self.withdrawal
        except ObjectDoesNotExist:
            return None

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the article, or with 410 and the note in its place."""
        if gate.may_read(self):
            return super().serve(request, *args, **kwargs)
        if withdrawal := self.public_withdrawal:
            return public_page(
                "broadsheet/articles/withdrawn.html",
                {"withdrawal": withdrawal, "section": self.filed_under},
                language=self.language,
                status=410,
            )
        raise Http404

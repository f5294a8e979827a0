"""What stands around an article: who wrote it, who helped, what the desk sets beside it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from broadsheet.articles.models.article import Article
from broadsheet.articles.models.people import Author


class Byline(Orderable):
    """An author's name over an article."""

    article = ParentalKey(Article, related_name="bylines")
    author = models.ForeignKey(
        Author, models.PROTECT, related_name="bylines", verbose_name=_("author")
    )

    panels: ClassVar[list[Any]] = [FieldPanel("author")]

    class Meta(Orderable.Meta):
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["article", "author"], name="an_author_stands_once_over_an_article"
            )
        ]

    def __str__(self) -> str:
        return str(self.author)


class Contribution(Orderable):
    """Somebody outside the byline who helped: “Reuters contributed to this report.”"""

    class Kind(models.TextChoices):
        REPORT = "report", _("contributed to this report")
        RESEARCH = "research", _("contributed research")
        PHOTOGRAPHY = "photography", _("contributed photography")
        TRANSLATION = "translation", _("translated this article")

    article = ParentalKey(Article, related_name="contributions")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, default=Kind.REPORT)

    panels: ClassVar[list[Any]] = [FieldRowPanel([FieldPanel("name"), FieldPanel("kind")])]

    def __str__(self) -> str:
        return self.name


class RelatedChoice(Orderable):
    """An article that the desk wants to stand under another."""

    article = ParentalKey(Article, related_name="related_choices")
    other = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name=_("article"))

    panels: ClassVar[list[Any]] = [FieldPanel("other")]

    class Meta(Orderable.Meta):
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["article", "other"], name="a_relation_is_chosen_once"),
            models.CheckConstraint(
                condition=~models.Q(article=models.F("other")),
                name="an_article_is_not_its_own_relation",
            ),
        ]

    def __str__(self) -> str:
        return str(self.other)

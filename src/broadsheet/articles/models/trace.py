"""What the paper says in public about its own mistakes."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from broadsheet.articles import standing
from broadsheet.articles.models.article import Article, ArticleQuerySet
from broadsheet.delivery.notes import NotingQuerySet


class TraceQuerySet(NotingQuerySet):
    """Questions about corrections and withdrawals."""

    def of_readable(self) -> Self:
        """Those of articles that readers can read."""
        return self._noted(self.filter(Exists(self._readable())))

    def of_unreadable(self) -> Self:
        """Those of articles that readers cannot read."""
        return self._noted(self.exclude(Exists(self._readable())))

    @staticmethod
    def _readable() -> ArticleQuerySet:
        rows: ArticleQuerySet = Article.objects.readable()
        return rows.filter(pk=OuterRef("article"))

    def _noted(self, rows: Self) -> Self:
        return rows.noted_as(standing.EVERY, self.model._meta.label_lower, about=Article)


class Correction(models.Model):
    """A public note that something we published was wrong, and what is right."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="corrections")
    was_wrong = models.TextField(_("what was wrong"), max_length=1000)
    is_right = models.TextField(_("what is right"), max_length=1000)
    noted_at = models.DateTimeField(_("noted"), default=timezone.now, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )

    objects = models.Manager.from_queryset(TraceQuerySet)()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering: ClassVar[list[str]] = ["-noted_at", "-pk"]

    def __str__(self) -> str:
        return self.is_right


class Withdrawal(models.Model):
    """A public note in the place of an article that was taken off the site."""

    article = models.OneToOneField(Article, models.CASCADE, related_name="withdrawal")
    reason = models.TextField(_("reason, for readers"), max_length=1000)
    withdrawn_at = models.DateTimeField(_("withdrawn"), default=timezone.now, db_index=True)
    first_published_at = models.DateTimeField(_("had been published"), editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )

    objects = models.Manager.from_queryset(TraceQuerySet)()

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        ordering: ClassVar[list[str]] = ["-withdrawn_at"]

    def __str__(self) -> str:
        return self.reason

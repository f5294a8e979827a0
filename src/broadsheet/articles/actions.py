"""The newsroom's verbs: every change that means something."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from broadsheet.articles import conf, gate, signals
from broadsheet.articles.models import Article, Correction, PreviewLink, Withdrawal
from broadsheet.lib.events import announce


class Refused(ValidationError):
    """An action cannot be done; the message says why."""


@transaction.atomic
def note_publication(*, article: Article) -> None:
    """Do what follows when a version has been published."""
    first = not Article.objects.filter(pk=article.pk, updated_at__isnull=False).exists() and (
        article.first_published_at == article.last_published_at
    )
    if article.update_matters:
        changed: dict[str, Any] = {"update_matters": False}
        if not first:
            changed["updated_at"] = article.last_published_at
        Article.objects.filter(pk=article.pk).update(**changed)
    Withdrawal.objects.filter(article=article).delete()
    announce(signals.article_published, article_id=article.pk, first=first)


def note_unpublication(*, article: Article) -> None:
    """Do what follows when an article has been taken off."""
    announce(signals.article_unpublished, article_id=article.pk)


def note_move(*, article: Article) -> None:
    """Take over the new section after a move."""
    Article.objects.filter(pk=article.pk).update(filed_under_id=article.get_parent().pk)


@transaction.atomic
def correct_article(
    *, article: Article, was_wrong: str, is_right: str, by: Any = None
) -> Correction:
    """Say in public that something was wrong, and what is right.

    Sets the time of “Updated”: a correction matters to readers. Raises Refused
    for an article that no reader has seen.
    """
    if not gate.may_read(article):
        raise Refused(_("Only an article that readers can see has anything to correct."))
    correction = Correction.objects.create(
        article=article, was_wrong=was_wrong.strip(), is_right=is_right.strip(), by=by
    )
    Article.objects.filter(pk=article.pk).update(updated_at=correction.noted_at)
    article.updated_at = correction.noted_at
    announce(signals.article_corrected, article_id=article.pk, correction_id=correction.pk)
    return correction


@transaction.atomic
def withdraw_article(*, article: Article, reason: str, by: Any = None) -> Withdrawal:
    """Take an article off every surface and leave a public note at its address.

    Raises Refused for an article that readers never saw: unpublishing is enough,
    and a note would tell that there had been something.
    """
    if not gate.may_read(article) or article.published_at is None:
        raise Refused(_("Readers have not seen this article. Unpublish it: no note is needed."))
    withdrawal = Withdrawal.objects.create(
        article=article, reason=reason.strip(), by=by, first_published_at=article.published_at
    )
    article.unpublish(user=by)
    announce(signals.article_withdrawn, article_id=article.pk, withdrawal_id=withdrawal.pk)
    return withdrawal


def make_preview_link(*, article: Article, by: Any) -> PreviewLink:
    """Make a link that shows the article's latest version to whoever holds it, for a while."""
    return PreviewLink.objects.create(
        article=article,
        revision=article.get_latest_revision() or article.save_revision(user=by),
        by=by,
        ends_at=timezone.now() + timedelta(hours=conf.PREVIEW_HOURS.value),
    )


def revoke_preview_link(*, link: PreviewLink) -> None:
    """End a preview link at once."""
    link.revoked_at = timezone.now()
    link.save(update_fields=["revoked_at"])

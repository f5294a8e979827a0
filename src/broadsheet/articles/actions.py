"""The newsroom's verbs: every change that means something."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log

from broadsheet.articles import conf, gate, related, search, signals, standing
from broadsheet.articles.models import (
    Article,
    Correction,
    Neighbour,
    PreviewLink,
    SearchEntry,
    Standing,
    Withdrawal,
)
from broadsheet.delivery.actions import tell
from broadsheet.lib.events import announce

ENDED_AT_ONCE = 200


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
        # What no reader has seen yet, being under embargo, cannot be news to them.
        if not first and gate.may_read(article):
            changed["updated_at"] = article.last_published_at
        Article.objects.filter(pk=article.pk).update(**changed)
    Withdrawal.objects.filter(article=article).delete()
    index_article(article=article)
    tell_standing(article=Article.objects.get(pk=article.pk))
    announce(signals.article_published, article_id=article.pk, first=first)


def note_unpublication(*, article: Article) -> None:
    """Do what follows when an article has been taken off."""
    index_article(article=article)
    tell_standing(article=article, gone=True)
    Neighbour.objects.filter(Q(article=article) | Q(other=article)).delete()
    announce(signals.article_unpublished, article_id=article.pk)


def note_move(*, article: Article) -> None:
    """Take over the new section after a move."""
    Article.objects.filter(pk=article.pk).update(filed_under_id=article.get_parent().pk)
    moved = Article.objects.get(pk=article.pk)
    index_article(article=moved)
    tell_standing(article=moved)


@transaction.atomic
def tell_standing(*, article: Article, gone: bool = False) -> bool:
    """Tell the press in which lists readers have an article now, and in which they had it.

    ``gone``: it is being taken off or deleted, whatever it says of itself. Returns whether
    anything has changed. What readers may not read any more is taken from every page at once,
    before those are made anew.
    """
    was = Standing.objects.select_for_update().filter(article=article.pk).first()
    now = None if gone else _standing_of(article)
    if _same(was, now):
        return False
    for one in filter(None, (was, now)):
        tell(*one.lists, at=one.since)
    tell(standing.row(article.pk), gone=now is None)
    if now is not None:
        now.save()
    elif was is not None:
        was.delete()
    return True


def _standing_of(article: Article) -> Standing | None:
    if article.published_at is None or not gate.may_read(article):
        return None
    lists = [standing.EVERY, standing.in_language(article.language)]
    if article.filed_under_id:
        lists.append(standing.in_section(article.filed_under_id))
    lists += [standing.by(pk) for pk in article.bylines.values_list("author_id", flat=True)]
    lists += [standing.about(pk) for pk in article.topics.values_list("pk", flat=True)]
    looks = "pictured" if article.lead_picture_id else ""
    return Standing(article=article, since=article.published_at, lists=sorted(lists), looks=looks)


def _same(one: Standing | None, other: Standing | None) -> bool:
    if one is None or other is None:
        return one is other
    facts = ("since", "lists", "looks")
    return all(getattr(one, fact) == getattr(other, fact) for fact in facts)


def tell_ended_embargoes(*, since: datetime | None = None) -> int:
    """Tell the press of articles whose embargo has ended; return how many there were.

    ``since`` is how far back to look; left out, through the whole archive.
    """
    rows = Article.objects.readable().filter(standing=None)
    if since is not None:
        rows = rows.later_than(since)
    waiting = rows.newest_first()[:ENDED_AT_ONCE]
    return sum(tell_standing(article=article) for article in waiting)


@transaction.atomic
def index_article(*, article: Article) -> SearchEntry | None:
    """Let readers' search find the article as it is now, or not at all when it is not live."""
    SearchEntry.objects.filter(article=article.pk).delete()
    entry = search.entry_of(article)
    if entry is not None:
        entry.save(force_insert=True)
    return entry


@transaction.atomic
def recompute_neighbours(*, article: Article) -> list[Neighbour]:
    """Find the articles that are near this one, and tell each of them as well."""
    near = related.nearest_to(article)
    wanted = {
        pair: round(nearness, 2)
        for pk, nearness in near
        for pair in ((article.pk, pk), (pk, article.pk))
    }
    # Only what differs is written: every page that shows a neighbour is made anew when it changes.
    known = Neighbour.objects.filter(Q(article=article) | Q(other=article))
    right = [row for row in known if wanted.get((row.article_id, row.other_id)) == row.nearness]
    for row in right:
        del wanted[row.article_id, row.other_id]
    known.exclude(pk__in=[row.pk for row in right]).delete()
    made = [Neighbour(article_id=a, other_id=b, nearness=how) for (a, b), how in wanted.items()]
    Neighbour.objects.bulk_create(made, ignore_conflicts=True)
    kept: dict[int, int] = {}
    too_far = []
    for row in Neighbour.objects.filter(article__in=[pk for pk, _near in near]):  # nearest first
        kept[row.article_id] = kept.get(row.article_id, 0) + 1
        if kept[row.article_id] > related.KEPT:
            too_far.append(row.pk)
    Neighbour.objects.filter(pk__in=too_far).delete()
    return list(Neighbour.objects.filter(article=article))


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
    log(
        article,
        "broadsheet.correct",
        user=by,
        data={"was_wrong": correction.was_wrong, "is_right": correction.is_right},
    )
    announce(signals.article_corrected, article_id=article.pk, correction_id=correction.pk)
    return correction


@transaction.atomic
def delete_correction(*, correction: Correction, by: Any = None) -> None:
    """Take back a correction that was itself wrong. The desk's history keeps its words."""
    article, gone = correction.article, correction.pk
    log(
        article,
        "broadsheet.delete_correction",
        user=by,
        data={"was_wrong": correction.was_wrong, "is_right": correction.is_right},
    )
    correction.delete()
    announce(signals.correction_deleted, article_id=article.pk, correction_id=gone)


@transaction.atomic
def withdraw_article(*, article: Article, reason: str, by: Any = None) -> Withdrawal:
    """Take an article off every surface and leave a public note at its address.

    Its preview links end, its schedule is cleared and a review under way is
    cancelled, so that nothing brings it back unseen. It does not wait for an edit
    lock. Raises Refused for an article that readers never saw: unpublishing is
    enough, and a note would tell that there had been something.
    """
    if not gate.may_read(article) or article.published_at is None:
        raise Refused(_("Readers have not seen this article. Unpublish it: no note is needed."))
    withdrawal = Withdrawal.objects.create(
        article=article, reason=reason.strip(), by=by, first_published_at=article.published_at
    )
    if review := article.current_workflow_state:
        review.cancel(user=by)
    UnpublishPageAction(article, user=by).execute(skip_permission_checks=True)
    article.preview_links.filter(revoked_at=None).update(revoked_at=timezone.now())
    log(article, "broadsheet.withdraw", user=by, data={"reason": withdrawal.reason})
    announce(signals.article_withdrawn, article_id=article.pk, withdrawal_id=withdrawal.pk)
    return withdrawal


@transaction.atomic
def make_preview_link(*, article: Article, by: Any) -> PreviewLink:
    """Make a link that shows the article's latest version to whoever holds it, for a while."""
    link = PreviewLink.objects.create(
        article=article,
        revision=article.get_latest_revision() or article.save_revision(user=by),
        by=by,
        ends_at=timezone.now() + timedelta(hours=conf.PREVIEW_HOURS.value),
    )
    data = {"until": link.ends_at.isoformat()}
    log(article, "broadsheet.preview_link", user=by, revision=link.revision, data=data)
    return link


@transaction.atomic
def revoke_preview_link(*, link: PreviewLink, by: Any = None) -> None:
    """End a preview link at once."""
    link.revoked_at = timezone.now()
    link.save(update_fields=["revoked_at"])
    log(link.article, "broadsheet.revoke_preview_link", user=by)

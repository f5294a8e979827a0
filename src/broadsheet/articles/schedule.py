"""Publishing on time: what is due, and what could not go out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page, PageLogEntry, Revision

from broadsheet.articles.models import NotReady

logger = logging.getLogger(__name__)

LEFT = "broadsheet.left_unpublished"


@dataclass
class Round:
    """What one round did: titles, and for what was left, why."""

    published: list[str] = field(default_factory=list)
    taken_off: list[str] = field(default_factory=list)
    left: dict[str, str] = field(default_factory=dict)


def due(at: datetime) -> QuerySet[Revision]:
    """Return the versions whose time has come, the earliest first."""
    return Revision.objects.filter(approved_go_live_at__lte=at).order_by(
        "approved_go_live_at", "pk"
    )


def publish_due() -> Round:
    """Publish every version whose time has come, and take off what has expired.

    Each stands for itself: one that is not ready, or fails, is told about and
    left for the next round, and holds up nobody. Two rounds at once publish
    nothing twice.
    """
    done = Round()
    now = timezone.now()
    for thing in _expired(now):
        _one(str(thing), done.taken_off, done, partial(_take_off, thing))
    for pk, title in list(due(now).values_list("pk", "object_str")):
        _one(title, done.published, done, partial(_publish, pk, now))
    return done


def _one(title: str, did: list[str], done: Round, act: Callable[[], bool]) -> None:
    try:
        with transaction.atomic():
            if act():
                did.append(title)
    except NotReady as problem:
        done.left[title] = " ".join(problem.messages)
        logger.warning("Not published at its time: “%s”. %s", title, done.left[title])
        _tell_history(problem)
    except Exception as error:
        done.left[title] = str(error)
        logger.exception("Not published at its time: “%s”.", title)


def _publish(pk: int, now: datetime) -> bool:
    # Whoever comes second waits for the row, and then finds that its time is no longer set.
    revision = due(now).select_for_update().filter(pk=pk).first()
    if revision is None:
        return False
    revision.publish(log_action="wagtail.publish.scheduled")
    return True


def _expired(now: datetime) -> Iterator[Any]:
    versioned: list[type[Model]] = [
        model for model in apps.get_models() if issubclass(model, DraftStateMixin)
    ]
    for model in [Page, *(model for model in versioned if not issubclass(model, Page))]:
        yield from list(model._default_manager.filter(expired=False, expire_at__lt=now))


def _take_off(thing: Any) -> bool:
    fresh = type(thing)._default_manager.get(pk=thing.pk)
    if not fresh.live:
        return False
    fresh = fresh.specific if isinstance(fresh, Page) else fresh
    fresh.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True


def _tell_history(problem: NotReady) -> None:
    """Write it in the article's history, once for each version."""
    article = problem.article
    revision = article.scheduled_revision
    told = PageLogEntry.objects.filter(page=article.pk, action=LEFT, revision=revision)
    if not told.exists():
        log(article, LEFT, revision=revision, data={"why": problem.messages})

"""What the desk needs beside Wagtail's own: review by section, preview links."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, Task, TaskState
from wagtail.permissions import policy_registry

from broadsheet.articles.models.article import Article


class DeskReview(Task):
    """Somebody who may publish in the article's section looks at it first.

    Wagtail's own task asks a group, whatever the section; this one asks the
    permission to publish the page at hand, so that a section editor approves
    in the own section only.
    """

    class Meta:
        verbose_name = _("review by the section’s desk")

    @staticmethod
    def _may_review(obj: Any, user: Any) -> bool:
        return bool(obj.permissions_for_user(user).can_publish())

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return self._may_review(obj, user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return not self._may_review(obj, user)

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        return self._may_review(obj, user)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        if not self._may_review(obj, user):
            return []
        return [
            ("reject", _("Ask for changes"), True),
            ("approve", _("Approve"), False),
            ("approve", _("Approve with a comment"), True),
        ]

    def user_can_unlock(self, obj: Any, user: Any) -> bool:
        return self._may_review(obj, user)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "publish")
        # A task's page is noted as text, since other things than pages may be reviewed.
        mine = pages.annotate(as_text=Cast("pk", models.CharField())).values("as_text")
        return TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            task=self.task_ptr,
            revision__base_content_type=ContentType.objects.get_for_model(Page),
            revision__object_id__in=mine,
        )

    @classmethod
    def get_description(cls) -> Any:
        """What Wagtail tells whoever builds a workflow."""
        return _("Whoever may publish in the section can approve or ask for changes.")


class PreviewLink(models.Model):
    """A link that shows one version of an article to whoever holds it, for a while."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    article = models.ForeignKey(Article, models.CASCADE, related_name="preview_links")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(_("works until"))
    revoked_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("preview link")
        ordering: ClassVar[list[str]] = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.article} until {self.ends_at:%Y-%m-%d %H:%M}"

    def works(self) -> bool:
        """Whether the link still shows something."""
        return self.revoked_at is None and self.ends_at > timezone.now()

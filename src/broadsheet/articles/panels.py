"""What the editor says about an article before its fields."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.panels import Panel

from broadsheet.articles import gate
from broadsheet.articles.blocks import kept_kinds
from broadsheet.publication.templatetags.broadsheet import when


def notices(article: Any) -> list[SafeString | str]:
    """Return what its editor must know: held, withdrawn, not ready, not installed."""
    found: list[SafeString | str] = []
    now = timezone.now()
    if gate.is_held(article):
        held = _("Held until {}. It is published, and no reader sees it anywhere before.")
        found.append(format_html(held, when(article.published_at)))
    elif not article.live and article.embargo_until and article.embargo_until > now:
        embargo = _("Under embargo until {}: published earlier, it is held until then.")
        found.append(format_html(embargo, when(article.embargo_until)))
    if note := article.public_withdrawal:
        withdrawn = _(
            "Withdrawn on {}. At its address stands: “{}” Publishing it again takes that away."
        )
        found.append(format_html(withdrawn, when(note.withdrawn_at), note.reason))
    found += missing_kinds(article)
    found += [
        _("Before it can be published: %(problem)s") % {"problem": line}
        for line in article.missing()
    ]
    return found


def missing_kinds(article: Any) -> list[str]:
    """Say which pieces of the body are of a kind that is not installed, if there are any."""
    kinds = kept_kinds(article.body)
    if not kinds:
        return []
    sentence = ngettext(
        "One piece of the text is of a kind that is not installed (%(kinds)s). "
        "It is kept as it is, and readers do not see it.",
        "%(count)s pieces of the text are of kinds that are not installed (%(kinds)s). "
        "They are kept as they are, and readers do not see them.",
        len(kinds),
    )
    return [sentence % {"count": len(kinds), "kinds": ", ".join(dict.fromkeys(kinds))}]


class NoticePanel(Panel):
    """Stands above the fields when there is something to know."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "broadsheet/articles/desk/notices.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk and self.notices)

        @property
        def notices(self) -> list[SafeString | str]:
            """The sentences."""
            return notices(self.instance)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "notices": self.notices}

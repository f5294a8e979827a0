"""Forms of the newsroom: the article itself, its correction, its withdrawal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm

from broadsheet.articles.blocks import kept_pieces

GOING_OUT = ("action-publish", "action-submit", "action-restart-workflow")


class ArticleForm(WagtailAdminPageForm):
    """The editor. What goes out, or to review, must be ready; a draft may be anything."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "update_matters" in self.fields:
            # Asked afresh each time: a tick that was left from the last version
            # would tell readers of an update that is a comma.
            self.ticked_in_version = bool(self.instance.update_matters)
            self.initial["update_matters"] = False
            if self.ticked_in_version and not self.is_bound:
                self.fields["update_matters"].help_text += " " + _(
                    "It was ticked when this version was saved: tick it again if that holds."
                )

    def has_changed(self) -> bool:
        """Say whether this version differs from the last, by the tick as well."""
        if super().has_changed() or "update_matters" not in self.fields:
            return bool(super().has_changed())
        return bool(self["update_matters"].data) != self.ticked_in_version

    def clean_body(self) -> Any:
        """Let pieces of unknown kind pass as they were: nobody writes one by hand.

        Their words pass no block's checks, and would be believed by the block
        that is installed again.
        """
        body = self.cleaned_data["body"]
        known = kept_pieces(self.instance.body)
        if any(piece not in known for piece in kept_pieces(body)):
            raise ValidationError(
                _("A piece that is not installed can be kept or taken out, not changed.")
            )
        return body

    def goes_out(self) -> bool:
        """Say whether this version is to be published, scheduled, approved or sent to review."""
        return any(self.data.get(action) for action in GOING_OUT) or (
            bool(self.data.get("action-workflow-action"))
            and self.data.get("workflow-action-name") == "approve"
        )

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.goes_out():
            return
        if problems := self.instance.missing():
            self.add_error(None, [ValidationError(problem) for problem in problems])
            self.add_error(None, ValidationError(self._where_to_mend()))

    def _where_to_mend(self) -> str:
        """Name each picture that lacks something."""
        lacking = {
            picture.pk: picture
            for picture, _alt in self.instance.pictures_shown()
            if picture.missing()
        }
        titles = ", ".join(f"“{picture.title}”" for picture in lacking.values())
        return _("Mend it under Pictures, then come back: %(titles)s.") % {"titles": titles}


class DeskCopyForm(CopyForm):
    """Copying a page. A copy is a page of its own: no aliases, which no list knows to be twins."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)


class CorrectionForm(forms.Form):
    """Saying in public what was wrong and what is right."""

    was_wrong = forms.CharField(
        label=gettext_lazy("What was wrong"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("“An earlier version said that twelve ships were in the harbour.”"),
    )
    is_right = forms.CharField(
        label=gettext_lazy("What is right"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("“There were twenty-one.”"),
    )


class WithdrawalForm(forms.Form):
    """Taking an article off, and saying why."""

    reason = forms.CharField(
        label=gettext_lazy("The reason, for readers"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("It stands at the article’s address, over the name of the paper."),
    )

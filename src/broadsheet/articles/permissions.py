"""What somebody may do with a page at the desk, where it differs from Wagtail's rule."""

from __future__ import annotations

from wagtail.models import PagePermissionTester


class DeskPermissions(PagePermissionTester):
    """Wagtail's permissions, with one more rule: what readers have seen is not deleted.

    It is withdrawn, and leaves a note. Only somebody who may delete whole
    branches of the site, a publisher, may delete it as well.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Say whether the page may be deleted; with ``ignore_bulk``, whether it may be moved."""
        if not super().can_delete(ignore_bulk):
            return False
        return ignore_bulk or self.rules() or self.page.first_published_at is None

    def rules(self) -> bool:
        """Say whether somebody is a publisher here."""
        return bool(
            self.user.is_active and (self.user.is_superuser or "bulk_delete" in self.permissions)
        )


class SectionPermissions(DeskPermissions):
    """A section is run by its editors; publishers begin and end it."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Say whether the section may be deleted, or moved."""
        return self.rules() and super().can_delete(ignore_bulk)

    def can_unpublish(self) -> bool:
        """Say whether the section may be taken off."""
        return bool(self.rules() and super().can_unpublish())

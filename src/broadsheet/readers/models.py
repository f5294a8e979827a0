"""People: readers and staff in one table (docs/decisions/0002-one-table-of-people.md)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from broadsheet.lib.fields import LowerEmailField


class ReaderManager(BaseUserManager["Reader"]):
    """Makes readers; an address is known by its normal form."""

    def create_user(self, email: str, password: str | None = None, **facts: Any) -> Reader:
        """Make a reader who signs in with ``email``; without a password none will do."""
        if not email:
            raise ValueError("A reader needs an email address.")
        reader: Reader = self.model(email=email, **facts)
        reader.set_password(password)
        reader.save(using=self._db)
        return reader

    def create_superuser(self, email: str, password: str | None = None, **facts: Any) -> Reader:
        """Make somebody who may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **facts)

    def get_by_natural_key(self, username: str | None) -> Reader:
        return self.get(email=(username or "").strip().lower())


class Reader(AbstractBaseUser, PermissionsMixin):
    """Somebody with an account. What they may do follows from their groups."""

    email = LowerEmailField(_("email address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    is_staff = models.BooleanField(_("may sign in to the desk"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects: ClassVar[ReaderManager] = ReaderManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("reader")
        verbose_name_plural = _("readers")

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """The name, as Wagtail prints it."""
        return self.name

    def get_short_name(self) -> str:
        """The first word of the name."""
        return self.name.split(" ")[0]

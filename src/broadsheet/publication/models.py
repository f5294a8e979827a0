"""The publication itself, its mastheads and menus, and its pictures."""

from __future__ import annotations

from typing import Any, ClassVar
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    get_rendition_storage,
    get_rendition_upload_to,
    get_upload_to,
)
from wagtail.models import Orderable

from broadsheet.lib.languages import direction
from broadsheet.publication import pictures, sockets
from broadsheet.publication.keys import key_for


def _zone_exists(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("There is no time zone “%(name)s”."), params={"name": name})


@register_setting(icon="site")
class Publication(BaseGenericSetting, ClusterableModel):
    """Who we are: one row."""

    name = models.CharField(_("name"), max_length=120, default="A new newspaper")
    place = models.CharField(_("place"), max_length=80, blank=True)
    description = models.CharField(
        _("description"), max_length=200, blank=True, help_text=_("For search engines and feeds.")
    )
    language = models.CharField(
        _("language"), max_length=12, choices=settings.LANGUAGES, default="en-gb"
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=40,
        default="UTC",
        validators=[_zone_exists],
        help_text=_("For example Europe/Lisbon. Every time a reader sees is in this zone."),
    )
    publisher = models.CharField(_("publisher"), max_length=120, blank=True)
    imprint = models.TextField(
        _("imprint"), blank=True, help_text=_("At the foot of every page: address, ownership.")
    )
    copyright_line = models.CharField(_("copyright line"), max_length=160, blank=True)
    share_picture = models.ForeignKey(
        "broadsheet_publication.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture for sharing"),
        help_text=_("Shown by other sites for pages that have no picture."),
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("place"), FieldPanel("language"), FieldPanel("time_zone")]),
        FieldPanel("description"),
        FieldPanel("publisher"),
        FieldPanel("imprint"),
        FieldPanel("copyright_line"),
        FieldPanel("share_picture"),
        InlinePanel(
            "mastheads", label=_("masthead"), heading=_("Mastheads, one for each language")
        ),
        InlinePanel("menu_links", label=_("link"), heading=_("Links in the menus")),
    ]

    class Meta:
        verbose_name = _("publication")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> Publication:
        """Return the publication with its mastheads and links: three queries, however used."""
        row = cls.objects.prefetch_related("mastheads", "menu_links__page").order_by("pk").first()
        return row or cls.load()

    @property
    def zone(self) -> ZoneInfo:
        """The paper's own time zone."""
        return ZoneInfo(self.time_zone)

    def masthead_in(self, language: str) -> Masthead:
        """Return the masthead for ``language``, or one made of the paper's name."""
        base = language.split("-")[0]
        mastheads: list[Masthead] = list(self.mastheads.all())
        for masthead in mastheads:
            if masthead.language.split("-")[0] == base:
                return masthead
        return Masthead(publication=self, language=language, name=self.name, place=self.place)

    def menu_in(self, language: str) -> dict[str, list[MenuLink]]:
        """Return the links of each menu for ``language``, by menu code.

        A link to a page that readers may not see is left out.
        """
        base = language.split("-")[0]
        menus: dict[str, list[MenuLink]] = {code: [] for code in MenuLink.Menu.values}
        for link in self.menu_links.all():
            if (link.language or self.language).split("-")[0] == base and self._is_open(link):
                menus[link.menu].append(link)
        return menus

    def _is_open(self, link: MenuLink) -> bool:
        return link.page is None or link.page_id in self._open_pages

    @cached_property
    def _open_pages(self) -> set[int]:
        """The pages of all links that readers may see: a query for each kind of page."""
        by_model: dict[type[models.Model], set[str]] = {}
        for link in self.menu_links.all():
            if link.page is not None:
                by_model.setdefault(link.page.specific_class, set()).add(str(link.page_id))
        return {
            int(pk)
            for model, ids in by_model.items()
            for pk in sockets.public_among(model, ids) or ()
        }


class Masthead(Orderable):
    """The paper's name as it is set in one language."""

    publication = ParentalKey(Publication, related_name="mastheads")
    language = models.CharField(_("language"), max_length=12, choices=settings.LANGUAGES)
    name = models.CharField(_("name"), max_length=120)
    place = models.CharField(_("place"), max_length=80, blank=True)
    plate_path = models.TextField(
        _("drawn nameplate"),
        blank=True,
        help_text=_("The path of an SVG (its d attribute). Left empty, the name is set in type."),
    )
    plate_box = models.CharField(
        _("view box of the nameplate"), max_length=60, blank=True, help_text="0 0 3420 314"
    )
    imprint = models.TextField(_("imprint"), blank=True)

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("language"), FieldPanel("name"), FieldPanel("place")]),
        FieldPanel("plate_path"),
        FieldPanel("plate_box"),
        FieldPanel("imprint"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("masthead")
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "language"], name="a_language_has_one_masthead"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def direction(self) -> str:
        """``"ltr"`` or ``"rtl"``."""
        return direction(self.language)


class MenuLink(Orderable):
    """A link in the masthead or the footer, beside the sections, which list themselves."""

    class Menu(models.TextChoices):
        MORE = "more", _("masthead, after the sections")
        WORK = "work", _("footer, how we work")
        READING = "reading", _("footer, reading")

    publication = ParentalKey(Publication, related_name="menu_links")
    menu = models.CharField(_("menu"), max_length=12, choices=Menu.choices)
    language = models.CharField(
        _("language"),
        max_length=12,
        choices=settings.LANGUAGES,
        blank=True,
        help_text=_("Left empty: the paper's own."),
    )
    label = models.CharField(_("label"), max_length=60)
    page = models.ForeignKey(
        "wagtailcore.Page",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page"),
    )
    address = models.CharField(
        _("address"), max_length=200, blank=True, help_text=_("When it is not a page: /archive/ …")
    )

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("menu"), FieldPanel("language"), FieldPanel("label")]),
        FieldRowPanel([PageChooserPanel("page"), FieldPanel("address")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("menu link")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(page__isnull=False) ^ ~models.Q(address=""),
                name="a_menu_link_leads_to_one_place",
            )
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        if bool(self.page_id) == bool(self.address):
            raise ValidationError(_("Choose a page or give an address: one of the two."))
        if self.address and not self.address.startswith(("/", "https://", "mailto:")):
            raise ValidationError({"address": _("An address begins with / or https://.")})

    @property
    def url(self) -> str:
        """Where the link leads."""
        return self.page.url if self.page is not None else self.address


class Licence(models.TextChoices):
    """Under what terms a picture may be used again."""

    # Translators: for readers, after the credit of a picture
    RESERVED = "all-rights-reserved", _("All rights reserved")
    # Translators: for readers, after the credit of a picture
    AGENCY = "agency", _("Agency, one use")
    # Translators: for readers, after the credit of a picture
    HANDOUT = "handout", _("Handout")
    CC_BY = "cc-by-4.0", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
    CC0 = "cc0-1.0", "CC0 1.0"
    # Translators: for readers, after the credit of a picture
    PUBLIC_DOMAIN = "public-domain", _("Public domain")

    @property
    def url(self) -> str:
        """The licence's own page, where it has one."""
        return {
            "cc-by-4.0": "https://creativecommons.org/licenses/by/4.0/",
            "cc-by-sa-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
            "cc0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
            "public-domain": "https://creativecommons.org/publicdomain/mark/1.0/",
        }.get(self.value, "")


# Kinds that stand before a credit in the language of the page; any other stands as it was typed.
KINDS = (
    # Translators: for readers, before the credit of a picture
    gettext_noop("Photograph"),
    # Translators: for readers, before the credit of a picture
    gettext_noop("Illustration"),
    # Translators: for readers, before the credit of a picture
    gettext_noop("Map"),
    # Translators: for readers, before the credit of a picture
    gettext_noop("Chart"),
)


class Picture(AbstractImage):
    """A picture with its credit, its licence and what is on it.

    ``description`` (Wagtail's own field) is the alternative text. ``width`` and
    ``height`` are the upright picture's, however the camera was held.
    """

    file = pictures.MeasuredImageField(
        _("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    credit = models.CharField(
        _("credit"), max_length=160, blank=True, help_text=_("Who made it, and for whom.")
    )
    kind = models.CharField(
        _("kind"),
        max_length=40,
        blank=True,
        help_text=_("Printed before the credit: Photograph, Illustration, Map."),
    )
    licence = models.CharField(
        _("licence"), max_length=24, choices=Licence.choices, default=Licence.RESERVED
    )

    admin_form_fields = (
        "title", "file", "collection", "description", "credit", "kind", "licence", "tags",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def is_upright(self) -> bool:
        """Whether it is clearly taller than wide: such a picture is never cropped."""
        return bool(self.height > 1.1 * self.width)

    @property
    def shape(self) -> str:
        """The shape in which it leads an article (``picture`` tag)."""
        return "whole" if self.is_upright else "wide"

    @property
    def credit_line(self) -> str:
        """The credit as it is printed: “Illustration: Ines Tarrow”."""
        kind = gettext(self.kind) if self.kind in KINDS else self.kind
        return f"{kind}: {self.credit}" if kind else self.credit

    @property
    def licence_url(self) -> str:
        """The page of the licence, or nothing."""
        return Licence(self.licence).url if self.licence else ""

    def create_rendition(self, filter: Filter) -> Rendition:
        """Make one size; see ``create_renditions``."""
        return self.create_renditions(filter)[filter]

    def create_renditions(self, *filters: Filter) -> dict[Filter, Rendition]:
        """Make several sizes, in the jail and from one reading of the original.

        Raises PictureLost when the original is missing or broken. A filter with
        an operation of the newsroom's own is run by Wagtail, in the worker.
        """
        files = pictures.develop(self, [spec for spec in filters if pictures.can_develop(spec)])
        made: dict[Filter, Rendition] = {}
        for spec in filters:
            known = spec in files
            made[spec] = self._keep(spec, files[spec]) if known else super().create_rendition(spec)
        return made

    def _keep(self, filter: Filter, file: Any) -> Rendition:
        # Somebody else may have made the same size meanwhile.
        rendition, _made = self.renditions.get_or_create(
            filter_spec=filter.spec,
            focal_point_key=filter.get_cache_key(self),
            defaults={"file": file},
        )
        return rendition

    def missing(self) -> list[str]:
        """What keeps this picture from being published: names of fields, translated."""
        wanted = {"credit": _("credit"), "description": _("alternative text")}
        return [str(label) for field, label in wanted.items() if not getattr(self, field).strip()]


class Rendition(AbstractRendition):
    """A picture at one size. Its address asks the gate before it answers."""

    file = pictures.MeasuredImageField(
        upload_to=get_rendition_upload_to,
        storage=get_rendition_storage,
        width_field="width",
        height_field="height",
    )
    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    @property
    def url(self) -> str:
        """Where the file is served; with a key while a preview is rendered."""
        name = self.file.name
        # Wagtail stands in "not-found" for a size that cannot be made.
        path = name if "/" in name else f"images/{name}"
        return reverse("picture", args=[path]) + key_for(self.image)

"""Pieces that an editor can put into an article."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks import StreamValue
from wagtail.blocks.stream_block import StreamBlockAdapter
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from broadsheet.publication import conf as publication_conf
from broadsheet.publication import sockets

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "superscript", "subscript"]


class TextBlock(blocks.RichTextBlock):
    """Running text, paragraph by paragraph."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "broadsheet/articles/blocks/text.html"


class HeadingBlock(blocks.CharBlock):
    """A heading between paragraphs."""

    class Meta:
        icon = "title"
        label = _("Heading")
        max_length = 160
        template = "broadsheet/articles/blocks/heading.html"


class PictureBlock(blocks.StructBlock):
    """A picture with a caption of its own."""

    picture = ImageChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=400)
    alt = blocks.CharBlock(
        label=_("Alternative text here"),
        required=False,
        max_length=400,
        help_text=_("Left empty, the picture’s own is used."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "broadsheet/articles/blocks/picture.html"


class GalleryBlock(blocks.StructBlock):
    """Several pictures under one caption."""

    caption = blocks.CharBlock(label=_("Caption of the gallery"), required=False, max_length=400)
    pictures = blocks.ListBlock(PictureBlock(), label=_("Pictures"), min_num=2, max_num=24)

    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "broadsheet/articles/blocks/gallery.html"


class QuotationBlock(blocks.StructBlock):
    """Somebody's words, set large, with who said them and how they are known."""

    text = blocks.TextBlock(label=_("Words"), help_text=_("Without quotation marks."))
    speaker = blocks.CharBlock(label=_("Speaker"), max_length=120)
    role = blocks.CharBlock(label=_("Who that is"), required=False, max_length=160)
    source = blocks.CharBlock(
        label=_("Where it was said"),
        required=False,
        max_length=200,
        help_text=_("“in a recorded interview on 6 October”"),
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "broadsheet/articles/blocks/quotation.html"


class ListingBlock(blocks.StructBlock):
    """A list with bullets or numbers."""

    ordered = blocks.BooleanBlock(label=_("Numbered"), required=False)
    items = blocks.ListBlock(
        blocks.RichTextBlock(features=["bold", "italic", "link"]), label=_("Items"), min_num=1
    )

    class Meta:
        icon = "list-ul"
        label = _("List")
        template = "broadsheet/articles/blocks/listing.html"


class FiguresBlock(blocks.StructBlock):
    """A table with its caption and source."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=200)
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Text"), required=False, max_length=400)),
            ("number", blocks.CharBlock(label=_("Figure"), required=False, max_length=60)),
        ],
        label=_("Table"),
    )
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=300)

    class Meta:
        icon = "table"
        label = _("Table")
        template = "broadsheet/articles/blocks/figures.html"


class TimelineBlock(blocks.StructBlock):
    """What has happened so far, in the side column."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    entries = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("when", blocks.CharBlock(label=_("When"), max_length=40)),
                ("what", blocks.CharBlock(label=_("What"), max_length=240)),
            ]
        ),
        label=_("Entries"),
        min_num=1,
    )

    class Meta:
        icon = "history"
        label = _("So far")
        template = "broadsheet/articles/blocks/timeline.html"


class FileBlock(blocks.StructBlock):
    """A document to download."""

    file = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=200)

    class Meta:
        icon = "doc-full"
        label = _("File")
        template = "broadsheet/articles/blocks/file.html"


def player_address(url: str) -> str:
    """Return the address of the player for a page such as a YouTube video; or nothing.

    Only https, only hosts of BROADSHEET_EMBED_HOSTS.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").lower()
    if parts.scheme != "https" or port is not None or parts.username is not None:
        return ""
    tail = parts.path.strip("/").split("/")[-1]
    if host in {"youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be"}:
        video = parse_qs(parts.query).get("v", [tail])[0]
        if not video.replace("-", "").replace("_", "").isalnum():
            return ""
        host, url = "www.youtube-nocookie.com", f"https://www.youtube-nocookie.com/embed/{video}"
    elif host in {"vimeo.com", "www.vimeo.com"}:
        if not tail.isdigit():
            return ""
        host, url = (
            "player.vimeo.com",
            f"https://player.vimeo.com/video/{tail}?{urlencode({'dnt': 1})}",
        )
    return url if host in publication_conf.EMBED_HOSTS.value else ""


class EmbedBlock(blocks.StructBlock):
    """Something from another site. Nothing is loaded from there until the reader asks."""

    url = blocks.URLBlock(label=_("Address"), max_length=1000)
    title = blocks.CharBlock(label=_("Title"), max_length=200)

    class Meta:
        icon = "media"
        label = _("Embed")
        template = "broadsheet/articles/blocks/embed.html"

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if not player_address(value["url"]):
            hosts = ", ".join(publication_conf.EMBED_HOSTS.value)
            raise blocks.StructBlockValidationError(
                block_errors={
                    "url": ValidationError(
                        _("No player for this address. It must lead, with https, to: %(hosts)s."),
                        params={"hosts": hosts},
                    )
                }
            )
        return value

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        player = player_address(value["url"])
        context.update(player=player, provider=urlsplit(player or value["url"]).hostname or "")
        return context


class RelatedBlock(blocks.PageChooserBlock):
    """A card in the text that leads to another article."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("page_type", "broadsheet_articles.Article")
        super().__init__(**kwargs)

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        # The article's own view gathers every card of the text in one query.
        cards = (parent_context or {}).get("cards", {})
        context["card"] = cards.get(value.pk) if value else None
        return context

    class Meta:
        icon = "link"
        label = _("Related article")
        template = "broadsheet/articles/blocks/related.html"


class KeptWidget(forms.HiddenInput):
    """Shows the desk that something is here which this version does not know."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        return format_html(
            '<p class="help-block help-warning">{}</p>{}',
            _(
                "This piece is of a kind that is not installed. "
                "It is kept as it is, and readers do not see it."
            ),
            super().render(name, value, attrs, renderer),
        )


class KeptBlock(blocks.FieldBlock):
    """Holds a piece of a kind that is no longer known, so that saving does not lose it."""

    def __init__(self, **kwargs: Any) -> None:
        self.field = forms.JSONField(required=False, widget=KeptWidget())
        super().__init__(**kwargs)

    def value_from_form(self, value: Any) -> Any:
        """Read what the browser sends back; what is no piece becomes None, which is refused."""
        if isinstance(value, str):
            try:
                value = json.loads(value)
            except ValueError:
                value = None
        return value if isinstance(value, dict) else None

    class Meta:
        icon = "warning"
        label = _("A piece that is not installed")
        template = "broadsheet/articles/blocks/kept.html"
        group = _("Not installed")
        default = None


KEPT = "kept"


class Body(blocks.StreamBlock):
    """The body of an article: Broadsheet's blocks and whatever newsrooms plug in."""

    text = TextBlock()
    heading = HeadingBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    quotation = QuotationBlock()
    listing = ListingBlock()
    figures = FiguresBlock()
    timeline = TimelineBlock()
    file = FileBlock()
    embed = EmbedBlock()
    related = RelatedBlock()

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        plugged = [(code, block()) for code, block in sockets.BODY_BLOCKS.load().items()]
        kept = [(KEPT, KeptBlock())]
        super().__init__([*plugged, *(local_blocks or []), *kept], **kwargs)

    def _keep(self, raw: Any) -> Any:
        """Wrap pieces of unknown kind, so that they survive."""
        kept: list[Any] = []
        for piece in raw or []:
            if isinstance(piece, dict) and piece.get("type") not in self.child_blocks:
                piece = {"type": KEPT, "value": dict(piece), "id": piece.get("id")}
            kept.append(piece)
        return kept

    def to_python(self, value: Any) -> StreamValue:
        if isinstance(value, str) and value:
            with suppress(ValueError):
                value = json.loads(value)
        return super().to_python(self._keep(value) if isinstance(value, list) else value)

    def bulk_to_python(self, values: Any) -> list[StreamValue]:
        return list(super().bulk_to_python([self._keep(value) for value in values]))

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        unwrapped = (piece["value"] if piece["type"] == KEPT else piece for piece in prepared)
        return [piece for piece in unwrapped if piece]

    class Meta:
        template = "broadsheet/articles/blocks/body.html"


class BodyAdapter(StreamBlockAdapter):
    """Lets the editor in the browser offer no new pieces of a kind that is not installed."""

    js_constructor = "broadsheet.articles.Body"

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=["broadsheet/articles/body.js"])


register(BodyAdapter(), Body)


def pictures_in(body: StreamValue) -> list[tuple[Any, str]]:
    """Return each picture of a body with its alternative text here, in order."""
    found = []
    for piece in body:
        if piece.block_type == "picture":
            found.append((piece.value["picture"], piece.value["alt"]))
        elif piece.block_type == "gallery":
            found += [(item["picture"], item["alt"]) for item in piece.value["pictures"]]
    # A piece that came from elsewhere may lack what an editor's form always sends.
    return [(picture, alt or "") for picture, alt in found if picture is not None]


def kept_kinds(body: StreamValue) -> list[str]:
    """Return the kind of each piece of a body that no installed block knows, in order."""
    return [str(piece.get("type")) for piece in kept_pieces(body) if piece]


def kept_pieces(body: StreamValue) -> list[dict[str, Any] | None]:
    """Return the pieces of a body that no installed block knows; None for one that was mangled."""
    return [piece.value for piece in body if piece.block_type == KEPT]


def words_of(body: StreamValue) -> str:
    """Return the text of a body, for search and for counting: a line for each piece."""
    lines: list[str] = []
    for piece in body:
        if piece.block_type != KEPT:
            # Text already, no markup: “a < b” must stay.
            lines += [
                " ".join(str(text).split())
                for text in piece.block.get_searchable_content(piece.value)
            ]
    return "\n".join(line for line in lines if line)

"""Pieces that our editors can put into an article, beside Broadsheet's."""

from wagtail import blocks


class TidesBlock(blocks.StructBlock):
    """The tides of one day, at one place."""

    place = blocks.CharBlock(label="Place", max_length=80)
    tides = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("time", blocks.CharBlock(label="Time", max_length=5, help_text="06:12")),
                ("metres", blocks.CharBlock(label="Metres", max_length=6, help_text="3.4")),
            ]
        ),
        label="Tides",
        min_num=1,
        max_num=5,
    )

    class Meta:
        icon = "table"
        label = "Tides"
        template = "newsroom/tides.html"

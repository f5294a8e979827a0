"""The newsroom's tables from which public pages are made."""

from broadsheet.delivery.watch import Watched

PARTS = (
    "Byline", "Contribution", "Correction", "Neighbour", "RelatedChoice", "Withdrawal",
    "Article_topics",
)  # fmt: skip
TABLES = [
    Watched(
        "broadsheet_articles.Article",
        # What is true of the embargo stands in published_at.
        quiet=("update_matters", "embargo_until"),
        shown_by="title",
    ),
    Watched("broadsheet_articles.Author", quiet=("person",), shown_by="name"),
    Watched("broadsheet_articles.Topic", shown_by="name"),
    *(Watched(f"broadsheet_articles.{name}", part_of="article") for name in PARTS),
    Watched("broadsheet_articles.FrontPlacement", part_of="front"),
    Watched("broadsheet_articles.SectionPlacement", part_of="front"),
    Watched("broadsheet_articles.FrontStrip", part_of="front"),
    Watched("broadsheet_articles.SectionName", part_of="section"),
]

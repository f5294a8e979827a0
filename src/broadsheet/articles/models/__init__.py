"""The newsroom's nouns."""

from broadsheet.articles.models.article import Article, ArticleQuerySet, NotReady
from broadsheet.articles.models.credits import Byline, Contribution, RelatedChoice
from broadsheet.articles.models.desk import DeskReview, PreviewLink
from broadsheet.articles.models.fronts import (
    Front,
    FrontPlacement,
    FrontStrip,
    Place,
    PlainPage,
    Section,
    SectionName,
    SectionPlacement,
)
from broadsheet.articles.models.people import Author, Topic
from broadsheet.articles.models.search import Neighbour, SearchEntry, Standing
from broadsheet.articles.models.trace import Correction, Withdrawal

__all__ = [
    "Article",
    "ArticleQuerySet",
    "Author",
    "Byline",
    "Contribution",
    "Correction",
    "DeskReview",
    "Front",
    "FrontPlacement",
    "FrontStrip",
    "Neighbour",
    "NotReady",
    "Place",
    "PlainPage",
    "PreviewLink",
    "RelatedChoice",
    "SearchEntry",
    "Section",
    "SectionName",
    "SectionPlacement",
    "Standing",
    "Topic",
    "Withdrawal",
]

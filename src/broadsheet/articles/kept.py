"""Finding articles with pieces of a kind that is not installed."""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.db import connection

from broadsheet.articles.blocks import Body, kept_kinds
from broadsheet.articles.models import Article

SHOWN = 50
KEEP = 60 * 60 * 24

# Each database unfolds the pieces of every body in its own words.
QUERIES = {
    "sqlite": (
        "SELECT DISTINCT page_ptr_id FROM {table}, json_each({table}.body) AS piece "
        "WHERE json_type({table}.body) = 'array' "
        "AND json_extract(piece.value, '$.type') NOT IN ({kinds}) ORDER BY 1 DESC LIMIT %s"
    ),
    "postgresql": (
        "SELECT DISTINCT page_ptr_id FROM {table}, "
        "jsonb_array_elements(CASE jsonb_typeof({table}.body) WHEN 'array' THEN {table}.body "
        "ELSE '[]'::jsonb END) AS piece "
        "WHERE piece->>'type' NOT IN ({kinds}) ORDER BY 1 DESC LIMIT %s"
    ),
}


def articles_with_kept_pieces() -> list[Article]:
    """Return articles with pieces that no installed block knows: the latest fifty.

    Looking through every body takes seconds in a large archive, and only a
    change of what is installed makes new ones: so it is looked up once a day
    and whenever the installed kinds change.
    """
    kinds = sorted(Body().child_blocks)
    key = "broadsheet.kept:" + hashlib.sha256(" ".join(kinds).encode()).hexdigest()[:16]
    found: list[int] | None = cache.get(key)
    if found is None:
        found = _look(kinds)
        cache.set(key, found, KEEP)
    articles = Article.objects.filter(pk__in=found).select_related("filed_under").order_by("-pk")
    return [article for article in articles if kept_kinds(article.body)]


def _look(kinds: list[str]) -> list[int]:
    query = QUERIES.get(connection.vendor, "")
    if not query:
        return []
    places = ", ".join(["%s"] * len(kinds))
    # Only names of our own are put into the statement; values are passed beside it.
    statement = query.format(table=Article._meta.db_table, kinds=places)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*kinds, SHOWN])
        return [row[0] for row in cursor.fetchall()]

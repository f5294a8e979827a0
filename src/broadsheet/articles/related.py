"""Which articles are near each other, by their words and topics.

A word says more the fewer articles have it. How many have it is counted among
the newest articles in the same language, which costs the same in a small archive
and in a large one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log, sqrt

from broadsheet.articles.models import Article, SearchEntry
from broadsheet.articles.search import places_of_any
from broadsheet.lib.words import words_in

KEPT = 12  # neighbours of each article
SAMPLE = 150  # newest articles in which words are counted
ASKED = 10  # distinctive words asked of the index
CANDIDATES = 80  # from the index, and as many again by topic
LEAST = 0.04  # below this, two articles merely share a language
TOPICS_WEIGH = 0.3
TITLE_COUNTS = 3

Vector = dict[str, float]


def nearest_to(article: Article) -> list[tuple[int, float]]:
    """Return the ids of the nearest articles and how near each is, from 0 to 1, nearest first."""
    entry = SearchEntry.objects.filter(article=article).first()
    if entry is None:
        return []
    others = SearchEntry.objects.filter(language=entry.language).exclude(article=article)
    spread = Counter[str]()
    sample = [_counted(other) for other in others.order_by("-place")[:SAMPLE]]
    for words in sample:
        spread.update(words.keys())
    mine = _weighed(_counted(entry), spread, len(sample))
    distinctive = sorted(mine, key=lambda word: -mine[word])[:ASKED]
    places = places_of_any(distinctive, CANDIDATES)
    topics = set(article.topics.values_list("pk", flat=True))
    by_topic = (
        Article.objects.filter(topics__in=topics, published_at__isnull=False)
        .newest_first()
        .values_list("pk", flat=True)[:CANDIDATES]
    )
    found = {
        other.article_id: other
        for rows in (others.filter(place__in=places), others.filter(article__in=list(by_topic)))
        for other in rows
    }
    shared = _topics_shared(found, topics)
    near = [
        (pk, _nearness(mine, _weighed(_counted(other), spread, len(sample)), shared.get(pk, 0.0)))
        for pk, other in found.items()
    ]
    near.sort(key=lambda pair: (-pair[1], -pair[0]))
    return [(pk, nearness) for pk, nearness in near[:KEPT] if nearness >= LEAST]


def _counted(entry: SearchEntry) -> Counter[str]:
    title = f"{entry.title}\n" * TITLE_COUNTS
    return Counter(
        word
        for word in words_in(f"{title}{entry.standfirst}\n{entry.text}".casefold())
        if len(word) > 2 and not word.isdigit()
    )


def _weighed(counts: Counter[str], spread: Counter[str], among: int) -> Vector:
    return {
        word: (1 + log(count)) * log((among + 2) / (spread[word] + 1))
        for word, count in counts.items()
    }


def _nearness(mine: Vector, other: Vector, topics: float) -> float:
    product = sum(weight * other[word] for word, weight in mine.items() if word in other)
    lengths = sqrt(_square(mine.values()) * _square(other.values()))
    by_words = product / lengths if lengths else 0.0
    return min(1.0, (1 - TOPICS_WEIGH) * by_words + TOPICS_WEIGH * topics)


def _square(weights: Iterable[float]) -> float:
    return sum(weight * weight for weight in weights)


def _topics_shared(found: Iterable[int], topics: set[int]) -> dict[int, float]:
    """Return which part of all their topics each of ``found`` shares."""
    theirs: dict[int, set[int]] = {}
    through = Article.topics.through.objects.filter(article_id__in=list(found))
    for pk, topic in through.values_list("article_id", "topic_id"):
        theirs.setdefault(pk, set()).add(topic)
    return {pk: len(topics & other) / len(topics | other) for pk, other in theirs.items()}

"""Words as a search sees them."""

import re
import unicodedata

from broadsheet.lib.html import visible

# Vowel points and cantillation of Hebrew, vowel marks of Arabic: readers do not type them.
POINTS = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670]"
)
# Direction marks, soft hyphens, private letters, halves of letters: nobody sees them.
UNPRINTED = re.compile("[\u00ad\u061c\u200c-\u200f\ud800-\udfff\ue000-\uf8ff]")
WORD = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*)*")


def searchable(text: str) -> str:
    """Return ``text`` without what keeps a typed word from being found in it."""
    return POINTS.sub("", UNPRINTED.sub("", unicodedata.normalize("NFC", visible(text))))


def words_in(text: str) -> list[str]:
    """Return the runs of letters and digits in ``text``, in order."""
    return WORD.findall(text)

"""From markup to words."""

import html
import re

BREAKS = re.compile(r"</(?:p|li|h[1-6]|blockquote|td|th|tr|figcaption)>|<br\s*/?>", re.IGNORECASE)
TAGS = re.compile(r"<[^>]*>")
SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")
# Controls that reorder or hide text: they may forge what a headline seems to say
# (Unicode Technical Report 36, "bidirectional text spoofing").
UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)


def plain_text(markup: str) -> str:
    """Return the words of ``markup``, a line for each paragraph, entities resolved."""
    text = html.unescape(TAGS.sub("", BREAKS.sub("\n", markup)))
    lines = (SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def visible(text: str) -> str:
    """Return ``text`` without characters that reorder or hide what a reader sees."""
    return UNSEEN.sub("", text)

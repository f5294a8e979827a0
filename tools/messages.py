"""Collect the texts for people, and press their translations.

Every room keeps its own: ``src/broadsheet/<room>/locale/<language>/LC_MESSAGES/django.po``,
which translators write, and ``django.mo``, which Django reads. Both are committed, so that a
running Broadsheet needs no tools.

    python tools/messages.py               collect into every .po, press every .mo
    python tools/messages.py --check       change nothing; fail if something is missing or stale
    python tools/messages.py --language de begin another language
    python tools/messages.py --forget      also drop translations of texts that are gone

Needs Babel; GNU gettext is not needed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent / "src" / "broadsheet"

KEYWORDS: dict[str, Any] = {
    **DEFAULT_KEYWORDS,
    **{f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("ngettext", "pgettext", "npgettext")},
    "gettext_lazy": None,
    "gettext_noop": None,
}
MARK = "Translators:"
TEMPLATES = {".html", ".txt", ".xml"}

# Readers see public templates and what these files say; a comment before a text that begins
# with "Translators: for readers" adds what stands elsewhere. The rest is the desk's.
FOR_READERS = "for readers"
DOORS_FOR_READERS = ("templatetags/", "views", "feeds", "slots.py", "islands.py")
ROOMS_FOR_READERS = {"readers": ("forms.py", "mail.py")}
DESK_TEMPLATES = ("/desk/", "/admin/", "/wagtailadmin/", "/wagtailusers/")

# Where we count otherwise than Babel. Hebrew: one, two, all others (CLDR 42).
PLURALS = {"he": "nplurals=3; plural=(n == 1 ? 0 : n == 2 ? 1 : 2)"}
HEADER = (
    "Content-Type: text/plain; charset=utf-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Language: {language}\n"
    "Plural-Forms: {plurals};\n"
)


Words = str | tuple[str, ...]
Found = tuple[Words, list[str], str | None]


@dataclass
class Text:
    """A text for people, as the source has it."""

    id: Words
    context: str | None
    places: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    for_readers: bool = False

    def __str__(self) -> str:
        words = self.id if isinstance(self.id, str) else self.id[0]
        return f"“{words}”" + (f" ({self.context})" if self.context else "")


def rooms(source: Path = SOURCE) -> list[Path]:
    """Return the rooms: Django looks for translations in apps only."""
    return sorted(found.parent for found in source.glob("*/apps.py"))


def texts_of(room: Path) -> list[Text]:
    """Return every text for people in a room, in the order of its files."""
    found: dict[tuple[Any, str | None], Text] = {}
    for path in sorted(room.rglob("*")):
        if path.suffix not in TEMPLATES | {".py"} or "migrations" in path.parts:
            continue
        place = path.relative_to(room).as_posix()
        for id, comments, context in texts_in(path.read_text(encoding="utf-8"), path.suffix):
            text = found.setdefault((id, context), Text(id, context))
            text.for_readers |= _for_readers(room.name, place, comments)
            text.places += [place] if place not in text.places else []
            text.comments += [line for line in comments if line not in text.comments]
    return list(found.values())


def texts_in(source: str, suffix: str) -> Iterator[Found]:
    """Give each text in the source of a file, with the comments for translators and its context."""
    if suffix in TEMPLATES:
        # Django makes calls of the tags and blanks what stood around them, except the indents.
        source = "\n".join(line.lstrip() for line in templatize(source).splitlines())
    lines = BytesIO(source.encode())
    calls = extract("python", lines, KEYWORDS, [MARK], strip_comment_tags=True)
    for _line, id, comments, context in calls:
        if id:
            yield id, [comment.strip() for comment in comments], context


def _for_readers(room: str, place: str, comments: Iterable[str]) -> bool:
    if any(comment.lower().startswith(FOR_READERS) for comment in comments):
        return True
    if place.endswith(".py"):
        return place.startswith((*DOORS_FOR_READERS, *ROOMS_FOR_READERS.get(room, ())))
    return not any(folder in f"/{place}" for folder in DESK_TEMPLATES)


# Catalogues ---------------------------------------------------------------------


def book_path(room: Path, language: str) -> Path:
    """Return where a room keeps its texts in a language."""
    return room / "locale" / to_locale(language) / "LC_MESSAGES" / "django.po"


def languages_of(room: Path) -> list[str]:
    """Return the languages into which a room is translated."""
    books = room.glob("locale/*/LC_MESSAGES/django.po")
    return sorted(book.parts[-3].replace("_", "-").lower() for book in books)


def read_book(path: Path, language: str) -> Catalog:
    """Return a catalogue as it stands; an empty one when there is no file yet."""
    text = path.read_bytes() if path.exists() else _header(language).encode()
    return read_po(BytesIO(text), locale=to_locale(language), charset="utf-8")


def merge(book: Catalog, texts: Iterable[Text]) -> None:
    """Bring a catalogue to the texts of the source, keeping translations."""
    template = Catalog(locale=book.locale, charset="utf-8")
    for text in texts:
        template.add(
            text.id,
            locations=[(place, 0) for place in text.places],
            auto_comments=text.comments,
            context=text.context,
        )
    book.update(template, no_fuzzy_matching=True)


def written(book: Catalog, language: str, *, forget: bool = False) -> bytes:
    """Return the .po: without dates and line numbers, so that only texts make a difference."""
    out = BytesIO()
    write_po(out, book, width=100, omit_header=True, include_lineno=False, ignore_obsolete=forget)
    return _header(language).encode() + out.getvalue().rstrip() + b"\n"


class _Sheets(list[Message]):
    """What is pressed into a .mo, the header first."""

    charset = "utf-8"


def pressed(book: Catalog, language: str) -> bytes:
    """Return the .mo. The same texts make the same bytes, on any machine and day."""
    lines = HEADER.format(language=language, plurals=_plurals(language))
    whole = (message for message in book if message.id and _is_done(message))
    out = BytesIO()
    write_mo(out, _Sheets([Message("", lines), *whole]))  # type: ignore[arg-type]
    return out.getvalue()


def _plurals(language: str) -> str:
    forms = get_plural(to_locale(language))
    return PLURALS.get(language, f"nplurals={forms.num_plurals}; plural={forms.plural_expr}")


def _header(language: str) -> str:
    lines = HEADER.format(language=language, plurals=_plurals(language)).splitlines()
    return "\n".join(['msgid ""', 'msgstr ""', *(f'"{line}\\n"' for line in lines)]) + "\n\n"


def _is_done(message: Message) -> bool:
    """Say whether a text is translated, in all its plural forms, and nobody doubts it."""
    strings = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return all(strings) and not message.fuzzy


# Checks -------------------------------------------------------------------------


def faults(room: Path, language: str) -> Iterator[str]:
    """Give a sentence for whatever keeps a room from being whole in a language."""
    path = book_path(room, language)
    book = read_book(path, language)
    for text in texts_of(room):
        message = book.get(text.id, text.context)
        where = f"{room.name} in {language}: {text}, in {text.places[0]},"
        if message is None:
            yield f"{where} is not in the .po. Run python tools/messages.py."
        elif text.for_readers and not _is_done(message):
            yield f"{where} is seen by readers and not translated."
    for message, errors in book.check():
        yield from (f"{room.name} in {language}: “{message.id}”: {error}." for error in errors)
    sheet = path.with_suffix(".mo")
    if not sheet.exists() or sheet.read_bytes() != pressed(book, language):
        yield f"{room.name} in {language}: the .mo is stale. Run python tools/messages.py."


def untranslated(room: Path, language: str) -> int:
    """Count the texts, the desk's included, that have no translation yet."""
    book = read_book(book_path(room, language), language)
    return sum(1 for message in book if message.id and not _is_done(message))


def collect(room: Path, language: str, *, forget: bool = False) -> None:
    """Write the .po and the .mo of a room in a language."""
    path = book_path(room, language)
    book = read_book(path, language)
    merge(book, texts_of(room))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(book, language, forget=forget))
    path.with_suffix(".mo").write_bytes(pressed(book, language))


def main(arguments: list[str] | None = None, source: Path = SOURCE) -> int:
    """Collect and press, or check; return 1 when a check found something."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--check", action="store_true", help="only look, and fail if something is wrong"
    )
    parser.add_argument("--language", help="begin another language, for example de or pt-br")
    parser.add_argument("--forget", action="store_true", help="drop translations of lost texts")
    options = parser.parse_args(arguments)
    if not settings.configured:
        settings.configure()  # templatize asks for the charset
    speaking = [room for room in rooms(source) if texts_of(room)]
    known = {language for room in speaking for language in languages_of(room)}
    wrong: list[str] = []
    for room in speaking:
        for language in sorted(known | ({options.language} if options.language else set())):
            if options.check:
                wrong += faults(room, language)
                continue
            collect(room, language, forget=options.forget)
            print(f"{room.name} in {language}: {untranslated(room, language)} still to translate")
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

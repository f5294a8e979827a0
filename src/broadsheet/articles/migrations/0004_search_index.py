"""The full-text index over search entries: FTS5 in SQLite, tsvector with GIN in PostgreSQL.

Both are told the same things: words are runs of letters and digits, accents and
case do not matter, English endings are cut, and no word is too common to be found.
"""

from django.db import migrations

TABLE = "broadsheet_articles_searchentry"
INDEX = "broadsheet_articles_found"
COLUMNS = "title, standfirst, names, text, marks"
NEW = "new.place, new.title, new.standfirst, new.names, new.text, new.marks"
OLD = "old.place, old.title, old.standfirst, old.names, old.text, old.marks"
FORGET = f"INSERT INTO {INDEX} ({INDEX}, rowid, {COLUMNS}) VALUES ('delete', {OLD});"
TAKE = f"INSERT INTO {INDEX} (rowid, {COLUMNS}) VALUES ({NEW});"

SQLITE = [
    f"""
    CREATE VIRTUAL TABLE {INDEX} USING fts5 (
        {COLUMNS},
        content = '{TABLE}', content_rowid = 'place', columnsize = 0,
        tokenize = 'porter unicode61 remove_diacritics 2'
    )
    """,
    f"CREATE TRIGGER {INDEX}_insert AFTER INSERT ON {TABLE} BEGIN {TAKE} END",
    f"CREATE TRIGGER {INDEX}_delete AFTER DELETE ON {TABLE} BEGIN {FORGET} END",
    f"CREATE TRIGGER {INDEX}_update AFTER UPDATE ON {TABLE} BEGIN {FORGET} {TAKE} END",
    f"INSERT INTO {INDEX} ({INDEX}) VALUES ('rebuild')",
]
SQLITE_BACK = [
    f"DROP TRIGGER {INDEX}_update",
    f"DROP TRIGGER {INDEX}_delete",
    f"DROP TRIGGER {INDEX}_insert",
    f"DROP TABLE {INDEX}",
]

# Everything that is neither a letter nor a digit parts words. PostgreSQL's own parser would
# take "before/after" for a file and "end.Next" for a host.
APART = (
    r"\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb"
    r"\u00bf\u00d7\u00f7\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u060c\u061b\u061f\u066a-\u066d\u06d4"
    r"\u2000-\u206f\u20a0-\u20bf\u2190-\u245f\u2500-\u2bff\u2e00-\u2e5d\u3000-\u3004\u3008-\u3020"
    r"\u3030\ue000-\uf8ff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff0f\uff1a-\uff20\U0001f000-\U0001faff"
)
KINDS = (
    "asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, "
    "hword_numpart, int, uint, float, sfloat, version"
)
POSTGRES = [
    "CREATE EXTENSION IF NOT EXISTS unaccent",
    # The stock English dictionary drops "the" and "who": a search for The Who would find nothing.
    "CREATE TEXT SEARCH DICTIONARY broadsheet_endings (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION broadsheet_words (PARSER = default)",
    f"ALTER TEXT SEARCH CONFIGURATION broadsheet_words ADD MAPPING FOR {KINDS} "
    "WITH unaccent, broadsheet_endings",
    f"""
    CREATE FUNCTION broadsheet_words_of(words text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT to_tsvector('SCHEMA.broadsheet_words', regexp_replace(words, '[{APART}]+', ' ', 'g'))
    $$
    """,
    f"""
    ALTER TABLE {TABLE}
    ADD COLUMN head_words tsvector GENERATED ALWAYS AS (
        setweight(broadsheet_words_of(title), 'A') || broadsheet_words_of(standfirst)
        || broadsheet_words_of(names) || array_to_tsvector(string_to_array(marks, ' '))
    ) STORED,
    ADD COLUMN all_words tsvector GENERATED ALWAYS AS (
        broadsheet_words_of(title) || broadsheet_words_of(standfirst)
        || broadsheet_words_of(names) || broadsheet_words_of(text)
        || array_to_tsvector(string_to_array(marks, ' '))
    ) STORED
    """,
    # Without a list of what is pending: articles are written seldom, and every search would
    # have to read that list from end to end.
    f"CREATE INDEX {INDEX}_head ON {TABLE} USING gin (head_words) WITH (fastupdate = off)",
    f"CREATE INDEX {INDEX}_all ON {TABLE} USING gin (all_words) WITH (fastupdate = off)",
]
POSTGRES_BACK = [
    f"ALTER TABLE {TABLE} DROP COLUMN head_words, DROP COLUMN all_words",
    "DROP FUNCTION broadsheet_words_of(text)",
    "DROP TEXT SEARCH CONFIGURATION broadsheet_words",
    "DROP TEXT SEARCH DICTIONARY broadsheet_endings",
]


def run(apps, schema_editor, sqlite, postgres):
    connection = schema_editor.connection
    statements = {"sqlite": sqlite, "postgresql": postgres}[connection.vendor]
    schema = ""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT quote_ident(current_schema())")
            schema = cursor.fetchone()[0]
    for statement in statements:
        # A restored dump makes the table anew with no schema to look in: names must be whole.
        schema_editor.execute(statement.replace("SCHEMA", schema), params=None)


def make(apps, schema_editor):
    run(apps, schema_editor, SQLITE, POSTGRES)


def unmake(apps, schema_editor):
    run(apps, schema_editor, SQLITE_BACK, POSTGRES_BACK)


class Migration(migrations.Migration):
    dependencies = [("broadsheet_articles", "0003_initial")]

    operations = [
        migrations.RunPython(make, unmake),
    ]

"""The tables of the search index."""

from dvcrawler.derived.searching.sets.postings import SCHEMA as _POSTINGS
from dvcrawler.derived.searching.word_pairs.frequent import SCHEMA as _FREQUENT
from dvcrawler.derived.searching.word_pairs.pairs import SCHEMA as _PAIRS
from dvcrawler.derived.tables import KEYED, STRICT

VERSION = 9
SCHEMA = (
    f"""
CREATE TABLE files(
  file INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, head BLOB NOT NULL, size INTEGER NOT NULL) {STRICT};
CREATE TABLE names(
  name INTEGER PRIMARY KEY, kind INTEGER NOT NULL, text TEXT NOT NULL, folded TEXT NOT NULL,
  UNIQUE(kind, text)) {STRICT};
CREATE TABLE articles(
  article INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, is_live INTEGER NOT NULL,
  captured INTEGER NOT NULL, date INTEGER, site INTEGER NOT NULL, section INTEGER, source INTEGER,
  kind INTEGER NOT NULL,  file INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
  day TEXT GENERATED ALWAYS AS (
    CASE WHEN date THEN printf('%04d-%02d-%02d', date / 10000, date / 100 % 100, date % 100) END)) {STRICT};
CREATE TABLE credits(
  article INTEGER NOT NULL, name INTEGER NOT NULL, PRIMARY KEY(article, name)) {KEYED};
CREATE INDEX by_date ON articles(date);
CREATE TABLE facets(
  facet INTEGER PRIMARY KEY, site INTEGER NOT NULL, section INTEGER, year TEXT,
  kind INTEGER NOT NULL) {STRICT};
CREATE INDEX by_site ON facets(site, section, year, kind);
CREATE TABLE bylines(byline INTEGER PRIMARY KEY, names TEXT NOT NULL UNIQUE) {STRICT};
CREATE TABLE codes(block INTEGER PRIMARY KEY, facets BLOB NOT NULL, bylines BLOB NOT NULL) {STRICT};
"""
    + _POSTINGS
    + _PAIRS
    + _FREQUENT
)
#: Page size in bytes: most bitmaps fit without overflow pages, which would be half empty.
PAGE = 16384
SITE, SECTION, AUTHOR, SOURCE, KIND = range(5)
#: The kinds of names, by the filter of a search.
KINDS = {"site": SITE, "section": SECTION, "author": AUTHOR, "source": SOURCE, "kind": KIND}
#: Selects an article by its id: (article, revision, is_live, captured, path, start, end).
HELD = (
    "SELECT article, revision, is_live, captured, files.path, start, end FROM articles "
    "JOIN files USING(file) WHERE id = ?"
)
#: Selects the place of an article by its number: (path, start, end).
PLACE = "SELECT files.path, start, end FROM articles JOIN files USING(file) WHERE article = ?"


def as_date(day: str | None) -> int | None:
    """The day (YYYY-MM-DD) as `articles.date` has it, which takes half the space of the text: YYYYMMDD."""
    return int(day.replace("-", "")) if day else None

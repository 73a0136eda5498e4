"""Machine-readable data of a page: JSON-LD, Open Graph and other `<meta>`."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

import orjson

from dvcrawler.extract.generic.authors.stated_authors import MOST_AUTHORS, name_of, read_authors, types_of
from dvcrawler.extract.generic.loose_json import read_loose_json
from dvcrawler.extract.generic.other_scopes import read_properties
from dvcrawler.extract.generic.own_statements import OwnStatements, Standing
from dvcrawler.extract.generic.stated_tags import read_keywords, read_meta_tags, read_path
from dvcrawler.extract.page import Page
from dvcrawler.normalize.dates import as_iso
from dvcrawler.normalize.numbers import read_json
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

_ARTICLES = lazy_regex(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report)$", re.I)
_LONGEST_SCRIPT = 400_000
_DEEPEST = 6
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage")
#: Caps the characters of a stated text. The longest description has 1,200; a headline of more than 1,000 is
#: refused by `normalize.article`, so a truncated one never counts as complete.
_LONGEST_TEXT = 5_000

_TITLES = ("og:title", "twitter:title", "headline", "title")
_SUMMARIES = ("og:description", "description", "twitter:description")
_DATES = tuple(
    "article:published_time datepublished og:article:published_time pubdate publishdate"
    " article.published dc.date.issued dc.date published_time date its_publication cms:pubdate"
    " sailthru.date parsely-pub-date dable:article:published_time citation_publication_date"
    " citation_date dcterms.issued dcterms.date dcterms:issued dcterms:date dc:date"
    " citation_online_date prism.publicationdate og:published_time article:published publish-date"
    " publication_date dc.date.created dcterms.created".split()
)
_MODIFIED = tuple(
    "article:modified_time og:updated_time datemodified lastmod article.updated dcterms.modified"
    " dcterms:modified dc.date.modified".split()
)
#: Keywords of Dublin Core. Those of `<meta name="keywords">` are often the site's.
_SUBJECTS = frozenset(("dc.subject", "dcterms.subject", "dc:subject", "dcterms:subject", "citation_keywords"))
_SECTIONS = ("article:section", "articlesection", "prism.section", "parsely-section")
_AUTHORS = tuple(
    "article:author author dable:author dc.creator article.author its_author citation_author"
    " dc.creator.personalname dcterms.creator dcterms:creator dc:creator".split()
)


class Doubts(NamedTuple):
    """What an article under another headline states; `is_used`: it may be the page's own."""

    headline: str
    authors: tuple[str, ...]
    dates: tuple[str, ...]
    is_used: bool


@dataclass(frozen=True, slots=True)
class Structured:
    """Texts as stated, cleaned, best first; any may be empty. `is_article`: the page says it is one.

    `authors` are the names that each statement gives, persons or not. `organisations` are the names of its
    publisher and of authors that are not persons. `kind` is "video" where the page is about one, else None.
    `keywords` and `path`, the steps of a breadcrumb, are tags and section where the page prints none.
    `is_restricted`: the page says that it is not free to read. `doubts`: what is stated under
    another headline.
    """

    titles: tuple[str, ...] = ()
    summaries: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    authors: tuple[tuple[str, ...], ...] = ()
    organisations: frozenset[str] = frozenset()
    tags: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    section: str | None = None
    path: tuple[str, ...] = ()
    kind: str | None = None
    is_article: bool = False
    is_restricted: bool = False
    doubts: Doubts | None = None


def read_structured(page: Page) -> Structured:
    """Never raises: skips scripts that are not JSON or hold no objects."""
    objects = list(_load_objects(page))
    own = OwnStatements(page)
    articles, doubts = _select_articles(own, list(filter(_is_article, objects)))
    stated = articles[0] if articles else {}
    people, organisations = read_authors(articles, objects)
    publisher = name_of(stated.get("publisher"))
    meta = own.meta
    kind = (meta.get("og:type") or "").lower()
    authors = (people, *_list_stated_authors(own.metas))
    names = frozenset(_clean_texts([*organisations, publisher, meta.get("og:site_name")]))
    titles = _clean_texts([stated.get("headline"), *_list_metas(meta, _TITLES), stated.get("name")])
    return Structured(
        titles=titles,
        summaries=_clean_texts([*_list_metas(meta, _SUMMARIES), stated.get("description")]),
        dates=_clean_dates([*(each.get("datePublished") for each in articles), *_list_metas(meta, _DATES)]),
        modified=_clean_dates([stated.get("dateModified"), *_list_metas(meta, _MODIFIED)]),
        authors=tuple(filter(None, map(_clean_texts, authors))),
        organisations=names,
        tags=read_meta_tags(own.metas),
        keywords=read_keywords([stated.get("keywords"), *_list_keywords(page, own)], (*names, *titles)),
        path=read_path(objects),
        section=next(iter(_clean_texts([stated.get("articleSection"), *_list_sections(page, own)])), None),
        kind="video" if kind.startswith("video") else None,
        is_article=bool(articles) or kind == "article",
        doubts=doubts,
        is_restricted=str(stated.get("isAccessibleForFree", "")).lower().endswith("false"),
    )


def _list_sections(page: Page, own: OwnStatements) -> list[str]:
    return _list_metas(own.meta, _SECTIONS) or list(
        islice(read_properties(page, "articleSection", own.scopes.are_about), 1)
    )


def _list_keywords(page: Page, own: OwnStatements) -> list[str]:
    """The keywords in microdata, else in Dublin Core."""
    metas = [each for each in page.tagged["meta"] if each.get("itemprop") == "keywords"]
    stated = [each.get("content") or "" for each in metas if not own.scopes.are_about(each)]
    stated += read_properties(page, "keywords", own.scopes.are_about)
    return stated or [content for name, content in own.metas if name in _SUBJECTS]


def _select_articles(
    own: OwnStatements, stated: Sequence[dict[str, Any]]
) -> tuple[list[dict[str, Any]], Doubts | None]:
    """The page's own, else the one that may be; and the doubt about what is stated under another headline."""
    judged = [(own.judge(each), each) for each in stated]
    sure = [each for standing, each in judged if standing is Standing.OWN]
    if sure:
        return sure, None
    unsure = [each for standing, each in judged if standing is Standing.UNSURE]
    if len(unsure) == 1:
        return unsure, _read_doubts(unsure[0], is_used=True)
    is_strange = len(judged) == 1 and judged[0][0] is Standing.STRANGE  # several are a list of others
    return [], _read_doubts(stated[0], is_used=False) if is_strange else None


def _read_doubts(stated: dict[str, Any], *, is_used: bool) -> Doubts:
    people, _ = read_authors([stated], ())
    headline = next(iter(_clean_texts([stated.get("headline"), stated.get("name")])), "")
    return Doubts(headline, _clean_texts(people), _clean_dates([stated.get("datePublished")]), is_used)


def _load_objects(page: Page) -> Iterator[dict[str, Any]]:
    for script in page.tagged["script"]:
        if "ld+json" in (script.get("type") or "").lower():
            yield from _flatten(_load((script.text or "")[:_LONGEST_SCRIPT]), 0)


def _load(text: str) -> Any:
    text = text.strip("\ufeff \t\r\n").rstrip("; \n")
    for parse in (orjson.loads, read_json, read_loose_json):  # each reads a little more, more slowly
        try:
            return parse(text)
        except ValueError:
            continue
    return None


def _flatten(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The objects of a document, those of its lists, of `@graph`, and what a page says it is about."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value[:200]:
            yield from _flatten(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in _NESTED:
            yield from _flatten(value.get(name), depth + 1)


def _is_article(stated: dict[str, Any]) -> bool:
    return any(map(is_article_type, types_of(stated)))


def is_article_type(name: str) -> bool:
    """Whether a type of schema.org is that of an article."""
    return _ARTICLES.match(name) is not None


def read_types(page: Page) -> Iterator[str]:
    """The types of the objects that the page states, the outer ones first."""
    for stated in _load_objects(page):
        yield from types_of(stated)


def _list_stated_authors(metas: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The names in `<meta>`, by what they are called; a page of two authors has two of them."""
    named: dict[str, list[str]] = {name: [] for name in _AUTHORS}
    for name, content in metas:
        if name in named and len(named[name]) < MOST_AUTHORS:
            named[name].append(content)
    return list(named.values())


def _list_metas(meta: Mapping[str, str], names: Iterable[str]) -> list[str]:
    return [meta[name] for name in names if meta.get(name)]


def _clean_texts(values: Iterable[Any]) -> tuple[str, ...]:
    found = []
    for value in values:
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, str) and value.strip():
            found.append(clean_text(value[:_LONGEST_TEXT]))
    return tuple(dict.fromkeys(filter(None, found)))


def _clean_dates(values: Iterable[Any]) -> tuple[str, ...]:
    """As `_clean_texts`; a date that is stated as one number, such as seconds since 1970, in ISO 8601."""
    texts = _clean_texts(str(value) if type(value) is int else value for value in values)
    return tuple(dict.fromkeys(as_iso(text) or text for text in texts))

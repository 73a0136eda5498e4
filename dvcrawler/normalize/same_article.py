"""Whether two addresses, or the records of two pages, belong to one article."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import chain, pairwise
from typing import Any

from dvcrawler.normalize.slugs import (
    DISTINCT_FOLDERS,
    FILE_ENDING,
    MIN_SLUG_WORDS,
    find_folder,
    find_slug,
    is_alike,
    list_words,
    read_distinct_folders,
)
from dvcrawler.normalize.url_form import read_edition
from dvcrawler.normalize.urls import Address
from dvcrawler.patterns import lazy_regex

#: A number that ends an address, and what separates its parts.
_LAST_NUMBER, _BETWEEN = lazy_regex(r"(?<![0-9a-z])[0-9]+$", re.I), lazy_regex(r"[/?&=:;]")
#: An article that is published again keeps its text; a portal is installed again after years.
_REUSED_AFTER = timedelta(days=60)


def contradicts(one: Address, other: Address) -> bool:
    """Whether two addresses with the same number visibly belong to different articles.

    A moved or retitled article keeps its month; an article that was given a new date keeps its slug.
    """
    if one.url == other.url:
        return False
    if read_edition(one.url) != read_edition(other.url):
        return True
    folders = read_distinct_folders(one), read_distinct_folders(other)
    if all(folders):
        return folders[0] != folders[1]
    if one.month and other.month:
        return one.month != other.month and not is_alike(find_slug(one), find_slug(other))
    slugs = find_slug(one), find_slug(other)
    return all(slugs) and find_folder(one) != find_folder(other) and not is_alike(*slugs)


def may_differ(one: Address, other: Address) -> bool:
    """Whether two addresses with the same number belong to different articles, or may do so."""
    return contradicts(one, other) or _has_another_title(one, other)


def _has_another_title(one: Address, other: Address) -> bool:
    """Whether the slugs name two articles, or one under two titles. Numbers begin again when a portal is
    installed again, and only the page tells the one from the other.
    """
    slugs = find_slug(one), find_slug(other)
    is_named = all(len(list_words(slug)) >= MIN_SLUG_WORDS for slug in slugs)
    return is_named and not (one.month or other.month) and not is_alike(*slugs)


def has_bare_number(address: Address) -> bool:
    """Whether a number is all that names the article in its address."""
    if address.shared is not None or address.month:
        return False
    path = FILE_ENDING.sub("", address.url)
    parts = _BETWEEN.split(path)
    return _LAST_NUMBER.search(path) is not None and all(
        part.count("-") + 1 < MIN_SLUG_WORDS for part in parts
    )


def is_reused(address: Address, held: date | None, listed: date | None) -> bool:
    """Whether the number probably names another article than the known one of the day `held`. `listed`: the
    day that a list prints next to it.
    """
    if held is None or listed is None or listed - held < _REUSED_AFTER:
        return False
    return has_bare_number(address)


def names_another(address: Address, *texts: str | None, most: float = 0.0) -> bool:
    """Whether the slug names another article than the one with these texts, its headline and lead: of its
    pairs of words, no more than the share `most` follow one another in them. A new headline keeps some.
    """
    slug = list_words(find_slug(address))
    shown = [list_words(text) for text in texts if text]
    is_named = len(slug) >= MIN_SLUG_WORDS and sum(map(len, shown)) >= MIN_SLUG_WORDS
    pairs = {*pairwise(slug)}
    shared = pairs.intersection(chain.from_iterable(map(pairwise, shown)))
    return is_named and len(shared) <= most * len(pairs)


def is_same_article(held: Mapping[str, Any], shown: Mapping[str, Any]) -> bool:
    """Whether a page shows the article of the stored record with the same number, by the record of the page.

    The day counts if the addresses have no month: a retitled article may appear in two sections. Articles of
    a column share slug and title, so that only the text tells them apart.
    """
    if read_edition(held["url"]) != read_edition(shown["url"]):
        return bool(held["body"] == shown["body"])
    base, _, suffix = shown["id"].rpartition("-")
    same_day = _share(held, shown, "date")
    has_title = is_alike(held["title"], shown["title"])
    is_slug = "-" in base.rpartition("/")[2].rpartition(":")[2]
    suffix = suffix.removeprefix(f"{read_edition(shown['url'])}_")
    if is_slug and DISTINCT_FOLDERS.match(f"/{suffix.replace('_', '-')}/"):
        return bool(held["body"] == shown["body"]) or (same_day and has_title and suffix[0].isdecimal())
    return has_title or ((same_day or _share(held, shown, "body")) and not suffix.isdecimal())


def _share(held: Mapping[str, Any], shown: Mapping[str, Any], field: str) -> bool:
    return bool(held[field]) and bool(held[field] == shown[field])

"""Two articles with one id: which address gets a separate id, and what that id is.

An id of seven hex digits can consist of decimal digits alone and then equal an older article's number;
a portal may also number the articles of each section separately, and a column has one slug on all its days.
A translation may have either, and numbers begin again when a portal is installed again. If the addresses
contradict each other, or have slugs that are not alike, the article found second is stored as
`<number>-<month>`, `<number>-<section>` or `<slug>-` with day, commune or language, built from its address.
Where addresses have nothing but a number, the day in the list tells the new article from the old one.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from difflib import SequenceMatcher
from itertools import chain, pairwise
from typing import Any
from urllib.parse import urlsplit

from dvcrawler.normalize.text import fold
from dvcrawler.normalize.url_form import read_edition
from dvcrawler.normalize.urls import Address
from dvcrawler.patterns import lazy_regex

_WORD = lazy_regex(r"\w+")
#: A number and what `own_id` adds to it: a month or a section.
_OWN_ID = lazy_regex(r"([0-9a-z]+)-(?:[0-9]{6}|[a-z][a-z0-9_]*)")
#: Folders of a day or month, and those of communes whose portals share a host.
_APART = lazy_regex(
    r"/([0-9][0-9.-]*|(?:xa-(?!hoi|luan)|phuong-(?!tien|phap|an)|thi-tran-|dac-khu-)[a-z0-9-]+)(?=/)"
)
#: Last parts of paths that show an article in another form.
_VIEWS = ("", "amp", "print", "in-bai", "mobile")
#: Words from which a slug without a number names an article.
_MIN_SLUG_WORDS = 5
_ENDING = lazy_regex(r"\.[a-z]{3,5}$")
#: A number that ends an address, and what separates its parts.
_LAST_NUMBER, _BETWEEN = lazy_regex(r"(?<![0-9a-z])[0-9]+$", re.I), lazy_regex(r"[/?&=:;]")
#: An article that is published again keeps its text; a portal is set up anew after years.
_REUSED_AFTER = timedelta(days=60)
#: Number of characters compared: different texts differ at their beginning.
_COMPARED_LENGTH = 200
#: Similarity from which two texts are the same except for typing errors and small corrections.
_MIN_SIMILARITY = 0.8
#: Characters from which a text that is the beginning of the other counts as truncated.
_MIN_TRUNCATED_LENGTH = 12


def settle(
    address: Address, url_of: Callable[[str], str | None], read: Callable[[str], Address | None]
) -> Address:
    """Returns the address with the id of its article: its own id if another article has the number.

    `url_of` returns the address under which an id is known, None if it is unknown; `read` parses that
    address. Once either article is known, the result does not depend on which was found first.
    """
    if address.shared is not None:
        return address
    known, own = url_of(address.native_id), own_id(address)
    if known == address.url:
        return address
    if known is None:
        return address if url_of(own) is None else with_id(address, own)
    if not _is_other(address, read(known)):
        return address
    holder = url_of(own)
    is_taken = holder not in (None, address.url) and _is_other(address, read(holder or ""))
    return with_id(address, named_id(address) if is_taken else own)


def with_id(address: Address, native_id: str) -> Address:
    """Returns the address with `native_id`, the id its article is stored under, if it can have that id."""
    if native_id == address.native_id or native_id not in (own_id(address), named_id(address)):
        return address
    return replace(address, native_id=native_id, shared=address.native_id)


def contradicts(one: Address, other: Address) -> bool:
    """Whether two addresses with the same number visibly belong to different articles.

    A moved or retitled article keeps its month; an article that was given a new date keeps its slug.
    """
    if one.url == other.url:
        return False
    if read_edition(one.url) != read_edition(other.url):
        return True
    apart = _read_apart(one), _read_apart(other)
    if all(apart):
        return apart[0] != apart[1]
    if one.month and other.month:
        return one.month != other.month and not is_alike(_find_slug(one), _find_slug(other))
    slugs = _find_slug(one), _find_slug(other)
    return all(slugs) and _place(one) != _place(other) and not is_alike(*slugs)


def may_differ(one: Address, other: Address) -> bool:
    """Whether two addresses with the same number belong to different articles, or may do so."""
    return contradicts(one, other) or _has_another_title(one, other)


def _is_other(one: Address, other: Address | None) -> bool:
    return other is not None and may_differ(one, other)


def _has_another_title(one: Address, other: Address) -> bool:
    """Whether the slugs name two articles, or one under two titles. Numbers begin again when a portal is
    installed again, and only the page tells the one from the other.
    """
    slugs = _find_slug(one), _find_slug(other)
    is_named = all(len(_split_words(slug)) >= _MIN_SLUG_WORDS for slug in slugs)
    return is_named and not (one.month or other.month) and not is_alike(*slugs)


def has_bare_number(address: Address) -> bool:
    """Whether a number is all that names the article in its address."""
    if address.shared is not None or address.month:
        return False
    path = _ENDING.sub("", address.url)
    parts = _BETWEEN.split(path)
    return _LAST_NUMBER.search(path) is not None and all(
        part.count("-") + 1 < _MIN_SLUG_WORDS for part in parts
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
    slug = _WORD.findall(fold(_find_slug(address)).replace("_", " "))
    shown = [_WORD.findall(fold(text)) for text in texts if text]
    is_named = len(slug) >= _MIN_SLUG_WORDS and sum(map(len, shown)) >= _MIN_SLUG_WORDS
    pairs = {*pairwise(slug)}
    shared = pairs.intersection(chain.from_iterable(map(pairwise, shown)))
    return is_named and len(shared) <= most * len(pairs)


def own_id(address: Address) -> str:
    """Builds an id from the address alone: without month and section, that of the Vietnamese edition."""
    number = address.shared or address.native_id
    edition = read_edition(address.url) if "-" in number or "?" in address.url else ""
    if apart := "_".join(filter(None, (edition, _read_apart(address)))):
        return f"{number}-{apart}"
    if address.month:
        return "{}-{}{:02}".format(number, *address.month)
    place = re.sub(r"[^a-z0-9]+", "_", _place(address).lower()).strip("_")
    return f"{number}-{place or 'vi'}"


def named_id(address: Address) -> str:
    """Builds an id out of number and slug, for the third article with the number."""
    slug = re.sub(r"[^a-z0-9]+", "_", _find_slug(address)).lstrip("_0123456789")
    return f"{address.shared or address.native_id}-{slug or 'vi'}"


def _read_apart(address: Address) -> str:
    """What the folders say of an article whose id is a slug: its day or month, or its commune."""
    if "-" not in _find_number(address) or (address.shared or address.native_id).count("/") > 1:
        return ""
    return re.sub("[.-]", "_", "_".join(_APART.findall(urlsplit(address.url).path.lower())))


def is_number_of(landed: Address, asked: Address) -> bool:
    """Whether a redirect from `asked` to `landed` leads to the same article."""
    if asked.shared is None:
        return landed.native_id == asked.native_id
    return landed.native_id == asked.shared and not contradicts(landed, asked)


def base_of(id: str) -> str:
    """The shared number in an own id."""
    return id.rpartition("-")[0]


def number_of(id: str) -> str:
    """The part of an id (without its site) that stays the same if the article is listed in another section or
    under a new title: the number without what an own id adds to it. Of an id that is a path, the slug.
    """
    own = _OWN_ID.fullmatch(id)
    if own:
        return own[1]
    path, _, query = id.partition("?")
    parts = [part for part in path.split("/") if part not in _VIEWS]
    slug = _ENDING.sub("", parts[-1]) if parts else ""
    return slug if id.startswith("/") and not query and _names_article(slug) else id


def _names_article(slug: str) -> bool:
    """Whether a slug has a number or many words; a shorter one may be in all addresses (`chi-tiet.html`)."""
    words = [word for word in slug.split("-") if word]
    has_number = any(each.isdigit() for each in slug)
    return any(each.isalpha() for each in slug) and (
        len(words) >= _MIN_SLUG_WORDS or (has_number and len(words) > 1)
    )


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
    if is_slug and _APART.match(f"/{suffix.replace('_', '-')}/"):
        return bool(held["body"] == shown["body"]) or (same_day and has_title and suffix[0].isdecimal())
    return has_title or ((same_day or _share(held, shown, "body")) and not suffix.isdecimal())


def _share(held: Mapping[str, Any], shown: Mapping[str, Any], field: str) -> bool:
    return bool(held[field]) and bool(held[field] == shown[field])


def is_alike(one: str, other: str) -> bool:
    """Whether two titles or slugs differ only by typing errors, accents and truncation, never by numbers."""
    a, b = _split_words(one), _split_words(other)
    if a == b:
        return True
    first, second = sorted((" ".join(a), " ".join(b)), key=len)
    if len(first) >= _MIN_TRUNCATED_LENGTH and second.startswith(first):
        return True
    if [word for word in a if word.isdecimal()] != [word for word in b if word.isdecimal()]:
        return False
    return bool(first) and SequenceMatcher(None, first, second, autojunk=False).ratio() >= _MIN_SIMILARITY


def _split_words(text: str) -> list[str]:
    return _WORD.findall(fold(text[:_COMPARED_LENGTH]).replace("_", " "))


def _find_slug(address: Address) -> str:
    """Returns the last part of the path that is not the id, without the number and the file extension."""
    number, parts = _find_number(address), _split_path(address)
    slug = _ENDING.sub("", parts[-1]) if parts else ""
    return slug.lower().replace(number.lower(), "").strip("-._")


def _place(address: Address) -> str:
    """Returns the path before the slug, without the id: the section."""
    return "/".join(_split_path(address)[:-1])


def _find_number(address: Address) -> str:
    return (address.shared or address.native_id).rpartition("/")[2]


def _split_path(address: Address) -> list[str]:
    """Returns the parts of the path without the number."""
    number = _find_number(address)
    return [part for part in urlsplit(address.url).path.split("/") if part and part.lower() != number]

"""Two articles with one id: which address gets a separate id, and what that id is.

An id of seven hex digits can consist of decimal digits alone and then equal an older article's number;
a portal may also number the articles of each section separately, and a column has one slug on all its days.
A translation may have either, and numbers begin again when a portal is installed again. If the addresses
contradict each other, or have slugs that are not alike, the article found second is stored as
`<number>-<month>`, `<number>-<section>` or `<slug>-` with day, commune or language, built from its address.
Where addresses have nothing but a number, the day in the list tells the new article from the old one.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from dvcrawler.normalize.same_article import contradicts, may_differ
from dvcrawler.normalize.slugs import (
    FILE_ENDING,
    MIN_SLUG_WORDS,
    find_folder,
    find_slug,
    read_distinct_folders,
)
from dvcrawler.normalize.url_form import read_edition
from dvcrawler.normalize.urls import Address
from dvcrawler.patterns import lazy_regex

#: A number and what `own_id` adds to it: a month or a section.
_OWN_ID = lazy_regex(r"([0-9a-z]+)-(?:[0-9]{6}|[a-z][a-z0-9_]*)")
#: Last parts of paths that show an article in another form.
_VIEWS = ("", "amp", "print", "in-bai", "mobile")


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


def _is_other(one: Address, other: Address | None) -> bool:
    return other is not None and may_differ(one, other)


def own_id(address: Address) -> str:
    """Builds an id from the address alone: without month and section, that of the Vietnamese edition."""
    number = address.shared or address.native_id
    edition = read_edition(address.url) if "-" in number or "?" in address.url else ""
    if apart := "_".join(filter(None, (edition, read_distinct_folders(address)))):
        return f"{number}-{apart}"
    if address.month:
        return "{}-{}{:02}".format(number, *address.month)
    folder = re.sub(r"[^a-z0-9]+", "_", find_folder(address).lower()).strip("_")
    return f"{number}-{folder or 'vi'}"


def named_id(address: Address) -> str:
    """Builds an id out of number and slug, for the third article with the number."""
    slug = re.sub(r"[^a-z0-9]+", "_", find_slug(address)).lstrip("_0123456789")
    return f"{address.shared or address.native_id}-{slug or 'vi'}"


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
    slug = FILE_ENDING.sub("", parts[-1]) if parts else ""
    return slug if id.startswith("/") and not query and _names_article(slug) else id


def _names_article(slug: str) -> bool:
    """Whether a slug has a number or many words; a shorter one may be in all addresses (`chi-tiet.html`)."""
    words = [word for word in slug.split("-") if word]
    has_number = any(each.isdigit() for each in slug)
    return any(each.isalpha() for each in slug) and (
        len(words) >= MIN_SLUG_WORDS or (has_number and len(words) > 1)
    )

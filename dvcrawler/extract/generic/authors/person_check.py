"""Whether the text in the place of an author names a person, and not the paper, an office or an account."""

import re

from dvcrawler.extract.generic.metadata import Structured
from dvcrawler.normalize.bylines import Byline, read_byline
from dvcrawler.normalize.bylines.names import is_reporters, is_sure_name
from dvcrawler.normalize.bylines.outlets import is_body, is_outlet
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

_ACCOUNT = lazy_regex(r"@|\d|https?:|www\.|admin|editor|^bbt$|^ban biên tập$|_", re.I)


def names_person(text: str, stated: Structured) -> bool:
    """Whether the text in the place of an author names a person; one word is not enough."""
    byline = read_byline(text) if may_name_person(text, stated) else None
    if byline is None:
        return False
    return all(is_sure_name(author.name) or len(author.name.split()) > 1 for author in byline.authors)


def may_name_person(text: str, stated: Structured) -> bool:
    """Whether the text may name a person, if the page prints and states the same: one word is enough."""
    byline = read_byline(text)
    bare = _drop_office(byline) or _drop_outlet(text)
    if _ACCOUNT.search(bare) or is_reporters(bare) or is_body(bare) or _names_organisation(text, stated):
        return False
    return byline is not None and bool(byline.authors)


def _drop_office(byline: Byline | None) -> str:
    """The name of an author whose office is printed too, which may have a digit; empty for other bylines."""
    named = byline.authors[0] if byline is not None and byline.authors else None
    return named.name if named is not None and named.office else ""


def _drop_outlet(text: str) -> str:
    """The names before a slash and an outlet, whose name may have a digit: "Lan Anh/VOV1"."""
    names, _, outlet = text.rpartition("/")
    return names if names and is_outlet(outlet.strip()) else text


def _names_organisation(text: str, stated: Structured) -> bool:
    folded, names = fold(text), list(map(fold, stated.organisations))
    return any(folded in (name, name.replace(" ", "")) for name in names)

"""The tags and the section that a page states for machines alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import islice
from typing import Any

from dvcrawler.normalize.text import clean_text, fold
from dvcrawler.patterns import lazy_regex

_LONGEST_TEXT, _LONGEST_TAG, _MOST_TAGS, _MOST_WORDS, _MOST_STEPS = 5_000, 60, 30, 8, 12
_SEPARATORS = lazy_regex(r"[,;]")
#: Keywords for search engines that are the same on every page, folded.
_OF_SITE = lazy_regex(
    r"(?:doc )?(?:bao|tin|trang|cong)(?: (?:tuc|moi|nhanh|dien tu|thong tin|bao|online|24h))*"
)
#: Names of a front page as a step of a path, folded.
HOMES = frozenset(("trang chu", "home", "trang nhat"))
_STATED_HOMES = HOMES | {"homepage"}


def read_meta_tags(metas: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Those of `article:tag`, one or several in each; else the keywords for news."""
    values: dict[str, list[str]] = {"article:tag": [], "news_keywords": []}
    for name, content in metas:
        if name in values:
            values[name].append(content)
    return next(filter(None, map(_split_tags, values.values())), ())


def read_keywords(stated: Iterable[Any], others: Iterable[str]) -> tuple[str, ...]:
    """The keywords of an article in JSON-LD and microdata. `others`: names of the site: not tags."""
    known = {fold(each) for each in others}
    names = (name for each in stated for name in _list_names(each))
    tags = _split_tags(each for each in names if fold(each) not in known)
    own = (tag for tag in tags if not _names_site(fold(tag), known))
    return tuple(tag for tag in own if tag.count(" ") < _MOST_WORDS)


def _names_site(folded: str, known: Set[str]) -> bool:
    return folded in known or _OF_SITE.fullmatch(folded) is not None


def read_path(objects: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The steps of the breadcrumb in JSON-LD, below the front page."""
    found = next((each for each in objects if each.get("@type") == "BreadcrumbList"), None)
    items = found.get("itemListElement") if found is not None else None
    steps = map(_name_step, islice(items, _MOST_STEPS)) if isinstance(items, list) else ()
    return tuple(step for step in islice(steps, 1, None) if step and fold(step) not in _STATED_HOMES)


def find_stated_section(path: Sequence[str], title: str) -> str | None:
    """The last step that is not the headline, which may be cut."""
    own = [step for step in path if not fold(title).startswith(fold(step).rstrip(" .…"))]
    return own[-1] if own and len(own[-1]) <= _LONGEST_TAG else None


def _name_step(item: Any) -> str:
    if not isinstance(item, dict):
        return ""
    page = item.get("item")
    return next(_list_names(item.get("name") or page), "")


def _list_names(value: Any) -> Iterator[str]:
    """The texts of a value: a text, an object with a name, or several of them."""
    for each in value[:_MOST_TAGS] if isinstance(value, list) else [value]:
        name = each.get("name") if isinstance(each, dict) else each
        if isinstance(name, str):
            yield clean_text(name[:_LONGEST_TEXT])


def _split_tags(texts: Iterable[str]) -> tuple[str, ...]:
    parts = (part for text in texts for part in _SEPARATORS.split(text[:_LONGEST_TEXT]))
    tags = (tag for part in parts if 1 < len(tag := clean_text(part)) < _LONGEST_TAG)
    return tuple(islice(dict.fromkeys(tags), _MOST_TAGS))

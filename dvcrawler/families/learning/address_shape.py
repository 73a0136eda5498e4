"""The shape of an address: its folders, last part and query, each as a kind instead of a value.

`/tin-tuc/hoi-nghi-tong-ket-57.html` and `/kinh-te/mua-vang-58.html` have one shape, a folder and a slug
with a number; `/node/12` has another.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from dvcrawler.families.learning.address_parts import (
    PATH,
    Kind,
    Part,
    path_before,
    read_folder,
    read_part,
    read_value,
)
from dvcrawler.normalize.urls import canonical_url

#: Regular expressions for the parts of each kind.
KIND_PATTERNS: dict[Kind, str] = {
    "number": "[0-9]+",
    "date": "[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,4}",
    "hash": "[0-9A-Fa-f{}-]+",
    "number-slug": "[0-9]+[-_.:][^/?]+",
    "slug-number": "[^/?]*[0-9]",
    "path": "[^&]*/[0-9]+",
    "token": "(?:[0-9A-Za-z]|%3[Dd]|=)+",
    "words": "[^/?]+",
}
_SHOWN: dict[Kind, str] = {
    "number": "<number>",
    "date": "<date>",
    "hash": "<hash>",
    "number-slug": "<number>-<slug>",
    "slug-number": "<slug>-<number>",
    "path": "<slug>/<number>",
    "token": "<token>",
    "words": "<slug>",
}
#: Files that show a folder.
INDEXES = ("index", "default")
#: Words of the names of folders and scripts; slugs have more.
_NAME_WORDS = 3
#: A query that is a value alone; a few words may be the name of an option, those of a headline or a path not.
_BARE_VALUE = re.compile(
    r"[0-9]{1,20}|[0-9a-f]{8}[0-9a-f-]{8,60}|/?[\w.%-]{1,80}(?:/[\w.%-]{1,200}){1,8}/?|[^\W_]{1,40}(?:[-_.][^\W_]{1,40}){3,40}",
    re.I,
)
_ENDING = re.compile(r"[a-z][a-z0-9]{1,4}", re.I)


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart. `text` is what address patterns match: the canonical path without a trailing
    slash, and the query. `last` is None if the path is empty.
    """

    text: str
    folders: tuple[Part, ...]
    last: Part | None
    ending: str
    query: tuple[tuple[str, Part], ...]

    @property
    def slug_words(self) -> int:
        """Number of words, without numbers, in the part with the most of them; 0 without a slug."""
        parts = [*self.folders, *([self.last] if self.last else []), *(part for _, part in self.query)]
        return max((part.words - ("number" in part.kind) for part in parts), default=0)


@dataclass(frozen=True, slots=True)
class Shape:
    """The common shape of targets, which then differ in values only."""

    folders: tuple[Kind, ...]
    last: Kind | None
    ending: str
    #: Names, in the order of the address, with the value if it is a word, as in `view=article`.
    query: tuple[tuple[str, Kind | str], ...]

    @property
    def has_number(self) -> bool:
        """Whether the last part or the query carries a number or a hash."""
        values = [self.last, *(value for _, value in self.query)]
        numbered = ("number", "hash", "slug-number", "number-slug", "token")
        is_numbered = any(value in numbered for value in values)
        return is_numbered or any(PATH.fullmatch(value or "") for value in values)


def read_target(url: str) -> Target | None:
    """The address taken apart; None if it is not an http(s) address."""
    try:
        parts = urlsplit(canonical_url(url))
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    segments = path.split("/")[1:]
    stem, ending = _split_ending(segments[-1]) if segments else ("", "")
    pairs = _read_query(parts.query)
    return Target(
        path + (f"?{parts.query}" if parts.query else ""),
        tuple(map(read_folder, segments[:-1])),
        read_part(stem) if segments else None,
        ending,
        tuple((name, read_value(value)) for name, value in pairs),
    )


def _read_query(query: str) -> list[tuple[str, str]]:
    """The parameters; a value without a name, as in `/bai-viet?4107`, has the name ""."""
    if _BARE_VALUE.fullmatch(query):
        return [("", query)]
    return parse_qsl(query, keep_blank_values=True)


def shape_of(target: Target) -> Shape:
    return Shape(
        tuple(part.kind for part in target.folders),
        target.last.kind if target.last else None,
        target.ending.lower(),
        tuple((name, _query_value(part)) for name, part in target.query),
    )


def show_target(target: Target) -> str:
    """The target's shape for people: `/tin-tuc/<slug>-<number>.html`."""
    shown = "".join(f"/{_show_folder(part)}" for part in target.folders)
    if target.last is not None:
        name = target.last
        is_script = name.kind == "words" and (
            (bool(target.query) and name.words <= _NAME_WORDS) or name.value.lower() in INDEXES
        )
        shown += "/" + (name.value if is_script else _SHOWN[name.kind]) + target.ending
    pairs = (f"{name}={_show_value(part)}".removeprefix("=") for name, part in target.query)
    return (shown or "/") + ("?" + "&".join(pairs) if target.query else "")


def kind_of(url: str) -> str:
    """The shape of the address, with the names of its folders; empty for one that cannot be an article's."""
    target = read_target(url)
    return show_target(target) if target is not None else ""


def _show_folder(part: Part) -> str:
    return _SHOWN[part.kind] if part.kind != "words" or part.words > _NAME_WORDS else part.value


def _show_value(part: Part) -> str:
    value = _query_value(part)
    if part.kind == "path":
        return value
    return _SHOWN[part.kind] if value == part.kind else part.value


def _query_value(part: Part) -> Kind | str:
    """The kind, or the value itself if it is a name: `view=article` is not `view=category`, `q=node/12` is
    not `q=user/12`, and `page=news.detail` is not `page=news.send`.
    """
    if part.kind == "path":
        return f"{path_before(part)}<number>"
    return part.value if part.is_name else part.kind


def _split_ending(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending) if stem and _ENDING.fullmatch(ending) else (name, "")

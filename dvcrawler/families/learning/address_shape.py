"""The shape of an address: its folders, last part and query, each as a kind instead of a value.

`/tin-tuc/hoi-nghi-tong-ket-57.html` and `/kinh-te/mua-vang-58.html` have one shape, a folder and a slug
with a number; `/node/12` has another.
"""

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from dvcrawler.normalize.urls import canonical_url

#: "number", "date" and "hash" alone; "slug-number" and "number-slug" together; "path" for a path in a query
#: with a number at its end, as in Drupal's `?q=node/12`; "token" for a random value of a query, as in
#: `?x=aWQ9NDEx`; "words" for the rest.
Kind = Literal["number", "date", "hash", "slug-number", "number-slug", "path", "token", "words"]

_NUMBER, _DATE = re.compile(r"[0-9]+"), re.compile(r"[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,4}")
_HASH = re.compile(r"\{?[0-9a-f]{8}[0-9a-f-]{8,60}\}?", re.I)
_NUMBER_FIRST = re.compile(r"[0-9]{1,20}[-_.:][^0-9]")
#: The value of a query that is a path: what precedes its number belongs to the shape.
_PATH = re.compile(r"\A(/?(?:[a-z][a-z_-]{0,40}+/)++)(?:[0-9]++|<number>)", re.I)
#: Runs of one kind of character in a value; random values have many short ones. A capital begins a word.
_RUN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_TOKEN, _LONGEST_RUN, _LEAST_RUNS = re.compile(r"[0-9A-Za-z]{6,128}(={0,2})"), 3, 4
_DIGITS, _LETTERS = "0123456789", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: Digits from which the number after a slug is an id.
_LONG_NUMBER = 5
#: Letters that may precede such a number: `-post123456`.
_MARK_LENGTH = 4
#: Kinds of folders; numbers within a slug are irrelevant there.
_FOLDER_KINDS = ("number", "date", "hash")
_PARTS: dict[Kind, str] = {
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
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Part:
    """One folder, or the last part without its ending, or the value of a query parameter."""

    kind: Kind
    value: str

    @property
    def words(self) -> int:
        """Number of words, whichever characters join them."""
        return len(_WORD.findall(unquote(self.value)))


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
        return is_numbered or any(_PATH.fullmatch(value or "") for value in values)


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
        tuple(map(_read_folder, segments[:-1])),
        _read_part(stem) if segments else None,
        ending,
        tuple((name, _read_value(value)) for name, value in pairs),
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


def kind_pattern(kind: Kind) -> str:
    """A regular expression for parts of this kind."""
    return _PARTS[kind]


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


def _show_folder(part: Part) -> str:
    return _SHOWN[part.kind] if part.kind != "words" or part.words > _NAME_WORDS else part.value


def _show_value(part: Part) -> str:
    value = _query_value(part)
    if part.kind == "path":
        return value
    return _SHOWN[part.kind] if value == part.kind else part.value


def _query_value(part: Part) -> Kind | str:
    """The kind, or the value itself if it is one word: `view=article` is not `view=category`, and
    `q=node/12` is not `q=user/12`.
    """
    if part.kind == "path":
        return f"{path_before(part)}<number>"
    return part.value if part.kind == "words" and part.words <= 1 else part.kind


def path_before(part: Part) -> str:
    """The part of a path before its number: `node/` of `node/12`."""
    found = _PATH.fullmatch(part.value)
    return found[1] if found else ""


def _read_part(text: str) -> Part:
    return Part(_find_kind(text), text)


def _read_value(text: str) -> Part:
    if _PATH.fullmatch(text):
        return Part("path", text)
    part = _read_part(text)
    return Part("token", text) if part.kind in ("words", "slug-number") and _is_random(text) else part


def _is_random(text: str) -> bool:
    """Whether the value is one that nobody wrote: base64, or letters and digits in turn."""
    found = _TOKEN.fullmatch(text)
    if found is None:
        return False
    runs = _RUN.findall(text)
    is_mixed = len(runs) >= _LEAST_RUNS and sum(map(len, runs)) < _LONGEST_RUN * len(runs)
    return is_mixed or bool(found[1])


def _find_kind(text: str) -> Kind:
    if _NUMBER.fullmatch(text):
        return "number"
    if _DATE.fullmatch(text):
        return "date"
    if _HASH.fullmatch(text) and any(digit in text for digit in _DIGITS):
        return "hash"
    digits = _count_digits_behind_slug(text)
    if digits < _LONG_NUMBER and _NUMBER_FIRST.match(text):
        return "number-slug"
    return "slug-number" if digits else "words"


def _count_digits_behind_slug(text: str) -> int:
    """Number of digits at the end of `slug-123`, `slug-post123` or `tin&id=123`; 0 without any."""
    rest = text.rstrip(_DIGITS)
    slug = rest.rstrip(_LETTERS)
    if len(rest) - len(slug) > _MARK_LENGTH or not slug.endswith(("-", "_", ".", "=")):
        return 0
    return len(text) - len(rest)


def _read_folder(text: str) -> Part:
    part = _read_part(text)
    return part if part.kind in _FOLDER_KINDS else Part("words", text)


def _split_ending(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending) if stem and _ENDING.fullmatch(ending) else (name, "")

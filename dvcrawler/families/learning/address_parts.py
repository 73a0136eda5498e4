"""The parts of an address, each with its kind: a number, a date, a slug with a number, words."""

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

#: "number", "date" and "hash" alone; "slug-number" and "number-slug" together; "path" for a path in a query
#: with a number at its end, as in Drupal's `?q=node/12`; "token" for a random value of a query, as in
#: `?x=aWQ9NDEx`; "words" for the rest.
Kind = Literal["number", "date", "hash", "slug-number", "number-slug", "path", "token", "words"]
_NUMBER, _DATE = re.compile(r"[0-9]+"), re.compile(r"[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,4}")
_HASH = re.compile(r"\{?[0-9a-f]{8}[0-9a-f-]{8,60}\}?", re.I)
_NUMBER_FIRST = re.compile(r"[0-9]{1,20}[-_.:][^0-9]")
#: The value of a query that is a path: what precedes its number belongs to the shape.
PATH = re.compile(r"\A(/?(?:[a-z][a-z_-]{0,40}+/)++)(?:[0-9]++|<number>)", re.I)
#: Runs of one kind of character in a value; random values have many short ones. A capital begins a word.
_RUN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_TOKEN, _LONGEST_RUN, _LEAST_RUNS = re.compile(r"[0-9A-Za-z]{6,128}(={0,2})"), 3, 4
_DIGITS, _LETTERS = "0123456789", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: Digits from which the number after a slug is an id.
_LONG_NUMBER = 5
#: Letters that may precede such a number: `-post123456`.
_MARK_LENGTH = 4
#: The code of a document in a query: `dDocName=TAND280013`; the names of options have fewer digits.
_CODE = re.compile(r"[A-Za-z]{1,12}[0-9]{4,12}")
#: Kinds of folders; numbers within a slug are irrelevant there.
_FOLDER_KINDS = ("number", "date", "hash")
_WORD = re.compile(r"[^\W_]+")
#: `news.detail`, `news:view`; the words of a headline or a section are joined by hyphens.
_VIEW = re.compile(r"[^\W\d_]{1,30}(?:[.:/][^\W\d_]{1,30}){1,2}")


@dataclass(frozen=True, slots=True)
class Part:
    """One folder, or the last part without its ending, or the value of a query parameter."""

    kind: Kind
    value: str

    @property
    def words(self) -> int:
        """Number of words, whichever characters join them."""
        return len(_WORD.findall(unquote(self.value)))

    @property
    def is_name(self) -> bool:
        """Whether the value of a query is the name of an option: one word, or a module with its view."""
        return self.kind == "words" and (self.words <= 1 or _VIEW.fullmatch(self.value) is not None)


def path_before(part: Part) -> str:
    """The part of a path before its number: `node/` of `node/12`."""
    found = PATH.fullmatch(part.value)
    return found[1] if found else ""


def read_part(text: str) -> Part:
    return Part(_find_kind(text), text)


def read_value(text: str) -> Part:
    if PATH.fullmatch(text):
        return Part("path", text)
    if _CODE.fullmatch(text) and not _HASH.fullmatch(text):
        return Part("slug-number", text)
    part = read_part(text)
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


def read_folder(text: str) -> Part:
    part = read_part(text)
    return part if part.kind in _FOLDER_KINDS else Part("words", text)

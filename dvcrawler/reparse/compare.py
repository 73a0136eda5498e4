"""Compares a stored record with the same capture read again."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import takewhile
from operator import itemgetter
from typing import Any

import orjson

from dvcrawler.items import RECORD_FIELDS, ProblemCode, Record

#: Fields that describe the capture or the reading, not the content of the page.
_NOT_COMPARED = frozenset(
    ("revision", "via", "fetched_from", "captured_at", "capture", "content_hash", "extractor", "url")
)
COMPARED = tuple(name for name in RECORD_FIELDS if name not in _NOT_COMPARED)
#: Compared as they are: what a listing or a whole run adds to a record is in the others.
_PLAIN = itemgetter(*(name for name in COMPARED if name not in ("section", "problems")))
_ADDED = frozenset((ProblemCode.SAME_BODY, ProblemCode.SECTION_FROM_LISTING, ProblemCode.ALTERED_CAPTURE))
_DIGEST_SIZE = 16
_EXAMPLES = 3
_LONGEST_EXAMPLE = 60


@dataclass(slots=True)
class Difference:
    """Changes by field, with a few examples as `(id, before, after)`. `fresh`: not stored before."""

    fields: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[tuple[str, str, str]]] = field(default_factory=lambda: defaultdict(list))
    changed: int = 0
    fresh: int = 0
    same: int = 0

    def note(self, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> bool:
        """Counts one article; returns whether a line must be stored."""
        if before is None:
            self.fresh += 1
            return True
        names = changed_fields(before, after)
        if not names:
            self.same += 1
            return False
        self.changed += 1
        for name in names:
            self.fields[name] += 1
            if len(self.examples[name]) < _EXAMPLES:
                self.examples[name].append((after["id"], *_quote_difference(before[name], after[name])))
        return True


def content_digest(record: Mapping[str, Any]) -> bytes:
    """Equal for a stored record and the same capture read again only where nothing has changed.

    Comparing it takes a tenth of the time of reading a line of the store. It covers neither the section that
    a listing named nor the doubts that only a whole run can raise.
    """
    section, own = _select_own(record) if record["problems"] else (record["section"], [])
    return blake2b(orjson.dumps((_PLAIN(record), section, own)), digest_size=_DIGEST_SIZE).digest()


def _select_own(record: Mapping[str, Any]) -> tuple[str | None, list[tuple[str, str]]]:
    """Section and problems, without what a listing or a whole run added."""
    problems = {(problem["field"], problem["code"]) for problem in record["problems"]}
    is_from_listing = any(code == ProblemCode.SECTION_FROM_LISTING for _, code in problems)
    section = None if is_from_listing else record["section"]
    return section, sorted(each for each in problems if each[1] not in _ADDED)


def keep_told(before: Mapping[str, Any], after: Record) -> None:
    """Copies what a listing or a given archive told into the record read again, in place: no page has it."""
    is_kept = {
        ProblemCode.SECTION_FROM_LISTING: after["section"] is None,
        ProblemCode.ALTERED_CAPTURE: after["capture"] == before["capture"],
    }
    carried = [problem for problem in before["problems"] if is_kept.get(problem["code"])]
    if any(problem["field"] == "section" for problem in carried):
        after["section"] = before["section"]
    after["problems"] = [*after["problems"], *carried]


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Names of the fields that differ; ignores doubts that only a whole run can raise."""
    return [name for name in COMPARED if _select_value(before, name) != _select_value(after, name)]


def _select_value(record: Mapping[str, Any], name: str) -> object:
    """The compared fields; excludes the reasons of problems, which are for people."""
    if name != "problems":
        return record.get(name)
    codes = ((problem["field"], problem["code"]) for problem in record["problems"])
    return {(field, code) for field, code in codes if code != ProblemCode.SAME_BODY}


def _quote_difference(before: object, after: object) -> tuple[str, str]:
    """Both values on one line, without control characters; long ones from shortly before they differ."""
    texts = [
        "".join(character if character.isprintable() else " " for character in str(value))
        for value in (before, after)
    ]
    equal = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*texts, strict=False)))
    begin = equal - _LONGEST_EXAMPLE // 3
    if begin > 1 and max(map(len, texts)) > _LONGEST_EXAMPLE:
        texts = ["…" + text[begin:] for text in texts]
    first, second = map(_shorten, texts)
    return first, second


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST_EXAMPLE else text[: _LONGEST_EXAMPLE - 1] + "…"

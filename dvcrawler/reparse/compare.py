"""What differs between a stored record and the same capture read again."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dvcrawler.items import RECORD_FIELDS, ProblemCode

#: Of the capture and of the reading itself, not of what the page says.
_ASIDE = frozenset(
    ("revision", "via", "fetched_from", "captured_at", "capture", "content_hash", "extractor", "url")
)
COMPARED = tuple(name for name in RECORD_FIELDS if name not in _ASIDE)
_EXAMPLES = 3
_LONGEST = 60


@dataclass(slots=True)
class Difference:
    """Counts by field, with a few examples as `(id, before, after)`; `fresh` were not stored before."""

    fields: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[tuple[str, str, str]]] = field(default_factory=lambda: defaultdict(list))
    changed: int = 0
    fresh: int = 0
    same: int = 0

    def note(self, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> bool:
        """Enters one article; whether a line is due."""
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
                self.examples[name].append((after["id"], _short(before[name]), _short(after[name])))
        return True


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Names of the fields that differ; doubts that only a whole run can see are left aside."""
    return [name for name in COMPARED if _value(before, name) != _value(after, name)]


def _value(record: Mapping[str, Any], name: str) -> object:
    """What is compared; of a problem, the reason for people is not."""
    if name != "problems":
        return record.get(name)
    codes = ((problem["field"], problem["code"]) for problem in record["problems"])
    return {(field, code) for field, code in codes if code != ProblemCode.SAME_BODY}


def _short(value: Any) -> str:
    """On one line, without signs that a terminal obeys."""
    text = "".join(sign if sign.isprintable() else " " for sign in str(value))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"

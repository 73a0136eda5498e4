"""Lines of schema 1 as records of schema 2, and pages of run records that were named without a code.

Both files are append-only, so both forms must be readable forever.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from dvcrawler.items import RECORD_FIELDS, SCHEMA, PageCode, ProblemCode, Record

#: The keys of schema 1, in the order of storing.
FIELDS_1 = tuple(name for name in RECORD_FIELDS if name != "documents")
#: The sentences that schema 1 was written with, which had no codes. They never change: rewording a reason
#: today does not affect them.
_SENTENCES = (
    ("date", r"no printed date", ProblemCode.NO_DATE),
    ("date", r"more than one date in ", ProblemCode.AMBIGUOUS_DATE),
    ("date", r"no date in |no ISO 8601 |relative time ", ProblemCode.UNREADABLE_DATE),
    ("date", r"'.*' (?:does not tell|is too long)", ProblemCode.UNREADABLE_DATE),
    ("date", r"impossible date", ProblemCode.IMPOSSIBLE_DATE),
    ("date", r"impossible time ", ProblemCode.IMPOSSIBLE_TIME),
    ("date", r"time zone ", ProblemCode.IMPOSSIBLE_ZONE),
    ("date", r"date lies before ", ProblemCode.DATE_TOO_EARLY),
    ("date", r"date lies in the future", ProblemCode.DATE_IN_FUTURE),
    ("date", r"weekday printed ", ProblemCode.WRONG_WEEKDAY),
    ("date", r"the printed date is outside the address's month", ProblemCode.DATE_OUTSIDE_MONTH),
    ("date_raw", r"no printed date", ProblemCode.DATE_FROM_ADDRESS),
    ("published_at", r"time is known to be false", ProblemCode.MIGRATED_TIME),
    ("author", r"the author is the site's own name", ProblemCode.AUTHOR_IS_SITE),
    ("body", r"the page ends without </html>", ProblemCode.TRUNCATED_PAGE),
    ("body", r"the body is shorter than the summary", ProblemCode.BODY_SHORTER_THAN_SUMMARY),
    ("body", r"the same body as ", ProblemCode.SAME_BODY),
    ("id", r"another article has the number ", ProblemCode.SHARED_ID),
    ("revision", r"captured before revision ", ProblemCode.EARLIER_CAPTURE),
)
_CODES = tuple((field, re.compile(pattern, re.DOTALL), code) for field, pattern, code in _SENTENCES)
_CONVERTED = "converted from "


def upgrade_record(record: Mapping[str, Any]) -> Record:
    """The record as schema 2. `record` has passed `is_record`; one of schema 2 is returned as it is."""
    if record["schema"] == SCHEMA:
        return cast("Record", record)
    images = [{**image, "capture": None} for image in record["images"]]
    problems = [
        {"field": field, "code": _find_code(field, reason).value, "reason": reason}
        for field, reason in record["problems"].items()
    ]
    new = {"schema": SCHEMA, "images": images, "documents": [], "problems": problems}
    return cast("Record", {name: new[name] if name in new else record[name] for name in RECORD_FIELDS})


def is_earlier(record: Mapping[str, Any]) -> bool:
    """Whether an archive had captured the text before the newest one. `record` has passed `is_record`."""
    problems = upgrade_record(record)["problems"] if record["problems"] else []
    return any(each["code"] == ProblemCode.EARLIER_CAPTURE for each in problems)


def _find_code(field: str, reason: str) -> ProblemCode:
    if reason.startswith(_CONVERTED):
        return ProblemCode.CONVERTED
    found = (code for name, pattern, code in _CODES if name == field and pattern.match(reason))
    return next(found, ProblemCode.OTHER)


@dataclass(frozen=True, slots=True)
class NamedPage:
    """A page that a run record names. `code` may be one of a later version, `target` and `list` may be ""."""

    outcome: str
    url: str
    code: str
    reason: str
    target: str
    list: str = ""


_TLS = re.compile(r"TLS failed: ")
#: Reasons in run records before they had codes, as far as a verdict of `health` depends on them.
_PAGE_SENTENCES = (
    (re.compile(r"\Aa listing that is no page"), PageCode.LISTING_UNREADABLE),
    (re.compile(r"\Athe home page is gone"), PageCode.HOME_GONE),
    (_TLS, PageCode.TLS_FAILED),
    (re.compile(r"401|403|429"), PageCode.HTTP_REFUSED),
)


def read_page(problem: Mapping[str, str]) -> NamedPage:
    """An entry of a run record's `problems`, of any version."""
    reason, code, target = problem.get("reason", ""), problem.get("code"), problem.get("target", "")
    if code is None:
        found = (code for pattern, code in _PAGE_SENTENCES if pattern.search(reason))
        code, target = next(found, PageCode.OTHER).value, target or reason
    elif code == PageCode.NO_ANSWER and _TLS.search(reason):  # before these pages had a code of their own
        code = PageCode.TLS_FAILED.value
    outcome, url, kind = (problem.get(key, "") for key in ("outcome", "url", "list"))
    return NamedPage(outcome, url, code, reason, target, kind)

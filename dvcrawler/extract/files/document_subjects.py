"""The title of an official document whose page is headed by what it shows: "Thông tin văn bản"."""

import re
from dataclasses import replace

from dvcrawler.extract.site import Reading
from dvcrawler.items import ProblemCode
from dvcrawler.patterns import lazy_regex

#: The row of the table of facts that is the title: "Trích yếu | Về việc …".
_SUBJECT = lazy_regex(
    r"^(?:(?:nội dung )?trích yếu(?: nội dung)?|tên văn bản)\s?(?:[:|]\s?){1,2}(?P<subject>[^|\n]{10,400})$",
    re.I | re.M,
)
_DIGIT = lazy_regex("[0-9]")


def with_subject(reading: Reading) -> Reading:
    """The reading with the subject of its document in place of an unconfirmed headline that names none."""
    doubts = [each for each in reading.problems if each.code == ProblemCode.UNCONFIRMED_TITLE]
    if not (doubts and reading.documents) or _DIGIT.search(reading.title or ""):
        return reading
    found = next(filter(None, map(_SUBJECT.search, reading.body)), None)
    if found is None:
        return reading
    problems = tuple(each for each in reading.problems if each not in doubts)
    return replace(reading, title=found["subject"].strip(), problems=problems)

"""Photo credits at the end of captions: "…. Ảnh: Văn Huỳnh"."""

import re

from dvcrawler.normalize.text import clean_text

_CREDIT = re.compile(
    r"[\s.]*[(\[]?\s*(?P<label>(?:Nguồn ảnh|Ảnh)(?P<kind>\s+(?:tư liệu|minh họa|minh hoạ|internet))?)"
    r"\s*:\s*(?P<credit>[^()\[\]|:]{2,80}?)\s*[)\]]?\s*\|?\s*\.?\s*$",
    re.IGNORECASE,
)
_PHOTO_BY = re.compile(r"^(?:của|do)\s+", re.IGNORECASE)
#: A caption closes with its own mark; what the credit's bracket left behind is dropped.
_LEFT_OPEN = " \t([|"


def split_credit(caption: str) -> tuple[str | None, str | None]:
    """(caption without its credit, photographer). Either is None where it is not printed.

    "Ảnh minh họa: Internet" keeps "Ảnh minh họa" as caption: it says what the picture is.
    """
    text = clean_text(caption).strip(" |")
    found = _CREDIT.search(text)
    if found is None:
        return text or None, None
    credit = _PHOTO_BY.sub("", found["credit"]).strip(" .,;-")
    before = text[: found.start()].rstrip(_LEFT_OPEN)
    if before and text[found.start() : found.start() + 1] == ".":
        before += "."
    kind = found["kind"]
    if not before and kind and kind.strip().lower() != "internet":
        before = found["label"]
    return before or None, credit or None

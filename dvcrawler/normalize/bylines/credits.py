"""Photo credits at the end of captions: "…. Ảnh: Lan Anh"."""

import re

from dvcrawler.normalize.bylines.labels import AND, CLIP
from dvcrawler.normalize.bylines.names import is_initials, is_possible_name, is_sure_name, tidy_name
from dvcrawler.normalize.bylines.outlets import is_body, is_outlet
from dvcrawler.normalize.text import clean_text

_TEXT = "(?:[Tt]in|[Bb]ài(?: viết)?|TIN|BÀI)"
_KIND = "(?:tư liệu|minh họa|minh hoạ|chụp màn hình|lưu trữ|cắt từ clip|TƯ LIỆU|MINH HỌA)"
#: "Ảnh:" with a capital stands anywhere; "ảnh:" only after a mark ("… nông thôn, ảnh: Lan Anh"),
#: for "Trong ảnh: …", "Triển lãm ảnh: …" go on with the caption itself.
_LABEL = re.compile(
    rf"(?:(?<![^\W_])(?:{_TEXT}{AND})?(?:Ảnh|ẢNH|Nguồn ảnh|Photo)|(?<![^\W_]){_TEXT}{AND}ảnh"
    rf"|(?:^|(?<=[.,;|(\[–—-])|(?<=[.,;|(\[–—-]\s))ảnh)"
    rf"(?P<kind>\s{_KIND})?(?:{AND}{CLIP})?\s?:"
)
_UNMARKED = re.compile(r"[(\[]\s?[Ảả]nh\s([^()\[\]]{2,60})[)\]]\s?\.?$")
_FIXED = re.compile(
    r"(?:nvcc|ctv|tư liệu|internet|sưu tầm|minh họa|tác giả|.*cung cấp"
    r"|(?:facebook|fb|zalo|youtube)\b.*)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s?[,;&/|+]\s?|\s?[-–—]\s?|\svà\s")
_LONGEST = 80
_TAIL = " .,;:|)]"
#: What stands between a caption and its credit; the caption's own full stop stays.
_JOINT = " ([|-–—,;:"


def split_credit(caption: str) -> tuple[str | None, str | None]:
    """(caption without its credit, photographer). Either is None where it is not printed.

    "Ảnh minh họa: Internet" leaves "Ảnh minh họa" in the caption: it says what the picture is.
    What follows "Ảnh:" is a credit only if it reads like one: "Ảnh: Các đại biểu dự họp" is text.
    """
    text = clean_text(caption).strip(" |")
    labels = list(_LABEL.finditer(text)) if ":" in text else []
    if labels:
        last = labels[-1]
        credit = _read_credit(text[last.end() :])
        if credit:
            return _without_joint(text[: last.start()], last["kind"]), credit
    elif (found := _UNMARKED.search(text)) and is_sure_name(found[1].strip()):
        return _without_joint(text[: found.start()], None), tidy_name(found[1])
    return text or None, None


def _without_joint(text: str, kind: str | None) -> str | None:
    text = text.rstrip(_JOINT)
    if kind:
        text = f"{text} Ảnh{kind.lower()}".strip()
    return text or None


def _read_credit(text: str) -> str | None:
    text = text.strip(" |)]")
    if is_initials(text):
        return text
    text = text.strip(_TAIL)
    if not text or len(text) > _LONGEST:
        return None
    if _FIXED.fullmatch(text) or is_outlet(text) or is_body(text):
        return text
    pieces = [piece.strip() for piece in _BETWEEN.split(text)]
    if not all(is_possible_name(p) or is_outlet(p) or _FIXED.fullmatch(p) for p in pieces if p):
        return None
    return tidy_name(text) if is_possible_name(text) else text

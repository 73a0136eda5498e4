"""Photo credits at the end of captions: "…. Ảnh: Lan Anh"."""

import re

from dvcrawler.normalize.bylines.labels import AND, CLIP
from dvcrawler.normalize.bylines.names import is_possible_name, is_sure_name, tidy_name
from dvcrawler.normalize.bylines.outlets import is_body, is_outlet
from dvcrawler.normalize.bylines.titles import is_initials
from dvcrawler.normalize.networks import NETWORK
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

_TEXT = "(?:[Tt]in|[Bb]ài(?: viết)?|TIN|BÀI)"
_KIND = "(?:tư liệu|minh họa|minh hoạ|chụp màn hình|lưu trữ|cắt từ clip|TƯ LIỆU|MINH HỌA)"
_DRAWN = "(?:(?:Ảnh )?[Đđ]ồ h(?:ọa|oạ)|ĐỒ HỌA|Infographics?|Tranh(?: minh h(?:ọa|oạ))?|Biếm họa)"
#: "Ảnh:" with a capital is a label anywhere; "ảnh:" only after punctuation ("… nông thôn, ảnh: Lan
#: Anh"), since "Trong ảnh: …" and "Triển lãm ảnh: …" continue the caption.
_LABEL = lazy_regex(
    rf"(?:(?<![^\W_])(?:{_TEXT}{AND})?(?:Ảnh(?: trong bài(?: viết)?)?|ẢNH|Nguồn ảnh|Photo|{_DRAWN})"
    rf"|(?<![^\W_]){_TEXT}{AND}ảnh"
    rf"|(?:^|(?<=[.,;|(\[–—-])|(?<=[.,;|(\[–—-]\s))ảnh)"
    rf"(?P<kind>\s{_KIND})?(?:{AND}{CLIP})?\s?:"
)
#: "… trên đồng. Ảnh Văn Hải": without a colon, in brackets or as a sentence of its own.
_UNMARKED = lazy_regex(
    r"(?:[(\[]\s?[Ảả]nh\s(?:[-–—]\s)?(?P<bracketed>[^()\[\]]{2,60})[)\]]"
    r"|(?:(?<=[.!?…”\"]\s)Ảnh\s(?:[-–—]\s)?|^(?:Ảnh|ẢNH)\s[-–—]\s)(?P<last>[^()\[\].!?:]{2,40}))\s?\.?$"
)
#: Where the picture is from: "(Nguồn: TTXVN)".
_SOURCE = lazy_regex(
    r"(?:[(\[]\s?Nguồn\s?:\s?(?P<bracketed>[^()\[\]:]{2,60})[)\]]"
    r"|(?<=[.!?…”\"]\s)Nguồn\s?:\s?(?P<last>[^()\[\]:]{2,60}))\s?\.?$"
)
_FIXED = lazy_regex(
    rf"(?:nvcc|ctv|tư liệu|internet|sưu tầm|minh họa|tác giả|.*cung cấp|(?:{NETWORK}|fb)\b.*)", re.IGNORECASE
)
_BETWEEN = lazy_regex(r"\s?[,;&/|+]\s?|\s?[-–—]\s?|\svà\s")
_MAX_LENGTH = 80
_TAIL = " .,;:|)]"
#: Characters between a caption and its credit; the full stop of the caption is kept.
_JOINT = " ([|-–—,;:"


def split_credit(caption: str) -> tuple[str | None, str | None]:
    """Splits a caption into (caption without credit, photographer). Either is None if it is not printed.

    "Ảnh minh họa: Internet" leaves "Ảnh minh họa" in the caption, as it describes the picture. The text
    after "Ảnh:" is a credit only if it reads like one: "Ảnh: Các đại biểu dự họp" is caption text.
    """
    text = clean_text(caption).strip(" |")
    labels = list(_LABEL.finditer(text)) if ":" in text else []
    if labels:
        last = labels[-1]
        credit = _read_credit(text[last.end() :])
        if credit:
            return _strip_joint(text[: last.start()], last["kind"]), credit
        return _split_source(text)
    if (found := _UNMARKED.search(text)) and is_sure_name(name := _words_of(found)):
        return _strip_joint(text[: found.start()], None), tidy_name(name)
    return _split_source(text)


def _split_source(text: str) -> tuple[str | None, str | None]:
    """The same for the source of a picture."""
    found = _SOURCE.search(text) if "Nguồn" in text else None
    credit = _read_credit(_words_of(found)) if found else None
    if found is None or credit is None or found.start() == 0:
        return text or None, None
    return _strip_joint(text[: found.start()], None), credit


def _words_of(found: re.Match[str]) -> str:
    return (found["bracketed"] or found["last"]).strip()


def _strip_joint(text: str, kind: str | None) -> str | None:
    text = text.rstrip(_JOINT)
    if kind:
        text = f"{text} Ảnh{kind.lower()}".strip()
    return text or None


def _read_credit(text: str) -> str | None:
    text = text.strip(" |)]")
    if is_initials(text):
        return text
    text = text.strip(_TAIL)
    if not text or len(text) > _MAX_LENGTH:
        return None
    if _FIXED.fullmatch(text) or is_outlet(text) or is_body(text):
        return text
    if not all(_is_creditable(piece.strip()) for piece in _BETWEEN.split(text)):
        return None
    return tidy_name(text) if is_possible_name(text) else text


def _is_creditable(piece: str) -> bool:
    """Whether a part of a credit may be a name, an outlet or a usual phrase; an empty part may."""
    return not piece or is_possible_name(piece) or is_outlet(piece) or _FIXED.fullmatch(piece) is not None

"""UTF-8 that was decoded as Windows-1252 and encoded again, once or several times: "Tiáº¿p" for "Tiếp".

Works on text as received: cleaning removes control characters and no-break spaces, which are part of
the evidence. Text in legacy fonts (TCVN3, VNI) is handled by `legacy_fonts`.
"""

import re
from unicodedata import normalize

from dvcrawler.normalize.encodings.charsets import WINDOWS_1252_BYTES
from dvcrawler.patterns import lazy_regex

_FOLLOWING = "[" + "".join(map(re.escape, sorted(c for c, b in WINDOWS_1252_BYTES.items() if b < 0xC0))) + "]"

#: Pairs and triples that proper Vietnamese never contains: the bytes of đ ă ĩ ũ ơ ư and U+1EA0-1EFF.
#: Behind a vowel or another one those of combining marks, in text that was decomposed.
_BEFORE_MARK = "(?<=[aeiouyAEIOUY£‚\x82†\x86›\x9b])"
_MARK = _BEFORE_MARK + "Ì[€\x80\x81‚\x82ƒ\x83†\x86‰\x89›\x9b£]"
_SURE = lazy_regex(f"á[º»]{_FOLLOWING}|[ÄÅÆ]{_FOLLOWING}|{_MARK}")
#: The letters of `_SURE` damaged once more: "Ã¡Âº", "Ã„â€˜" (đ), "Ã†Â°" (ư), "ÃŒÂ£" (dot below); or twice
#: more, "ÃƒÂ".
_DAMAGED_AGAIN = lazy_regex(
    f"Ã¡Â[º»]|Ã[ƒ\x83](?:Â|Æ’)|Ã[„\x84…\x85†\x86](?:Â|â[€\x80]|Æ’)|{_BEFORE_MARK}ÃŒ(?:Â|â)"
)
_MOST_TIMES = 4
#: Characters that one or more bytes beyond ASCII were decoded to.
_RUN = lazy_regex("[" + "".join(map(re.escape, sorted(WINDOWS_1252_BYTES))) + "]{2,}")
#: Windows-1258 has "Ă" where Windows-1252 has "Ã", the first byte of "à" and its like.
_OF_1258, _SURELY_OF_1258 = lazy_regex(f"Ă(?={_FOLLOWING})"), lazy_regex("Ă(?=[\xa0-¿])")
#: Includes what proper text may contain: "Ã " ends a word in capitals (XÃ, ĐÃ), "â€“" is a dash.
#: (The no-break space of a damaged "à" may already have become a plain space.)
_DAMAGED = lazy_regex(f"á[º»]{_FOLLOWING}|â[€\x80]{_FOLLOWING}|[ÂÃÄÅÆÌ]{_FOLLOWING}|Ã(?=\\s|$)")
_AMBIGUOUS = lazy_regex("[ÂÃ][\u00a0‘’“”–—…»]?")
_PROPER = lazy_regex("[\u1ea0-\u1ef9đăĩũơưĐĂĨŨƠƯ]")
_LOST = lazy_regex("[ÄÅÆ\ufffd]|á[º»]")


def has_mojibake(text: str) -> bool:
    """Whether the text certainly contains UTF-8 that was decoded as Windows-1252."""
    return not text.isascii() and (_SURE.search(text) or _DAMAGED_AGAIN.search(text)) is not None


def repair_mojibake(text: str) -> str | None:
    """Returns the repaired text; None if it is undamaged or some of the damage is beyond repair."""
    if not has_mojibake(text):
        return None
    text = undo_further(text)
    mixed = _PROPER.search(text) is not None
    repaired = _DAMAGED.sub(_repair_sparing if mixed else _repair, text)
    return None if _LOST.search(repaired) else normalize("NFC", repaired)


def undo_further(text: str) -> str:
    """The text damaged once, if it was damaged several times, or decoded as windows-1258."""
    for _ in range(_MOST_TIMES):
        if not _DAMAGED_AGAIN.search(text):
            break
        text = _RUN.sub(_decode, text)
    return _undo_1258(text) if "Ă" in text and _SURE.search(text) else text


def _undo_1258(text: str) -> str:
    is_mixed = is_proper(text.replace("Ă", ""))
    return (_SURELY_OF_1258 if is_mixed else _OF_1258).sub("Ã", text)


def _decode(found: re.Match[str]) -> str:
    try:
        return bytes(WINDOWS_1252_BYTES[char] for char in found[0]).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def is_proper(text: str) -> bool:
    """Whether the text has letters that only Vietnamese has, so that not all of it is damaged."""
    return _PROPER.search(text) is not None


def repair_all(text: str) -> str:
    """As `repair_mojibake`, of a piece of a page that is damaged throughout; unchanged if beyond repair."""
    repaired = _DAMAGED.sub(_repair, text)
    return text if _LOST.search(repaired) else normalize("NFC", repaired)


def _repair(found: re.Match[str]) -> str:
    return "à" if found[0] == "Ã" else _decode(found)


def _repair_sparing(found: re.Match[str]) -> str:
    """Leaves what may be correct ("XÃ”", never "lÃ ") in text that is only partly damaged."""
    follows_small_letter = found.string[max(found.start() - 1, 0) : found.start()].islower()
    if _AMBIGUOUS.fullmatch(found[0]) and not follows_small_letter:
        return found[0]
    return _repair(found)

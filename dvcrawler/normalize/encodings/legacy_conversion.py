"""Converts text of a known table to Unicode, except for the formulas in it."""

from string import punctuation
from unicodedata import normalize

from dvcrawler.normalize.encodings.legacy_tables import TABLES
from dvcrawler.normalize.encodings.syllables import is_syllable
from dvcrawler.patterns import lazy_regex

#: What may be around a word.
EDGES = punctuation + "“”‘’…–—"
#: Rimes that no Vietnamese syllable has, because the soft hyphen before them, the letter ư, was lost.
_LOST_U = lazy_regex(r"(?<![ưƯ])([ơờớởỡợ])(?=(?:ng|c|u)(?!\w))")
#: What stays as it is in a text that is converted: a measure, an operator between numbers or variables.
_MEASURE = lazy_regex(
    r"((?<![^\W\d_])(?:[kcdmn]?m[²³]|°[CFK]|µ[mgl])(?!\w)|(?<=\d)[²³¼½¾°]|(?<!\S)[¼½¾](?!\S)|±(?=\d)"
    r"|(?:(?<=\d)|(?<=\d )|(?<=[\s=][A-Za-z] ))[×÷](?!\w)|(?<!\w)[×÷](?= ?\d)"
    r"|(?<=\d[a-z])×(?=\d)|(?<=\d)×(?=\d))"
)
_WITH_CAPITAL_FONTS = ("TCVN3", "VNI")


def convert(text: str, table: str) -> str:
    pieces = _MEASURE.split(text)
    converted = "".join(
        piece if place % 2 else " ".join(_convert_word(word, table) for word in piece.split(" "))
        for place, piece in enumerate(pieces)
    )
    if table in _WITH_CAPITAL_FONTS:
        converted = " ".join(map(_unify_case, converted.split(" ")))
    if table == "TCVN3":
        converted = _LOST_U.sub(r"ư\1", converted)
    return normalize("NFC", converted)


def _convert_word(word: str, table: str) -> str:
    """Converts without the quotation marks around the word, unless they are letters: VISCII has "ố" for “."""
    whole, core = TABLES[table](word), word.strip(EDGES)
    if not core:
        return word
    if core == word or is_syllable(whole.strip(punctuation)):
        return whole
    before, _, after = word.partition(core)
    return before + TABLES[table](core) + after


def _unify_case(word: str) -> str:
    """Capital fonts (".VnTimeH") display lower-case codes as capitals: "TØNH" is typed "Tønh" or "TønH"."""
    plain = [letter for letter in word if letter.isascii() and letter.isalpha()]
    return word.upper() if len(plain) > 1 and all(letter.isupper() for letter in plain) else word

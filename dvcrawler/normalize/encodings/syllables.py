"""Recognises Vietnamese syllables by their parts, to distinguish words from text in a wrong charset."""

import re
from unicodedata import normalize

from dvcrawler.patterns import lazy_regex

_ONSETS = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x"
_RIMES = frozenset(
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo "
    "ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach "
    "oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op "
    "ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi "
    "uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyt uyp uyu ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn "
    "ương ươp ươt ươu y yêm yên yêng yêt yêu yt ăo".split()
)
_SYLLABLE = lazy_regex(rf"({_ONSETS})?(.+)")
#: Tone marks; circumflex, breve and horn are part of the letter.
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))


def is_syllable(word: str) -> bool:
    """Whether the word, in any case, could be one Vietnamese syllable or several joined by punctuation."""
    parts = re.split(r"[-/.,]", word.lower())
    return all(_is_one(part) for part in parts if part)


def _is_one(word: str) -> bool:
    plain = normalize("NFC", normalize("NFD", word).translate(_TONES))
    found = _SYLLABLE.fullmatch(plain)
    if found is None:
        return False
    return found[2] in _RIMES or plain in _RIMES or (found[1] == "gi" and f"i{found[2]}" in _RIMES)

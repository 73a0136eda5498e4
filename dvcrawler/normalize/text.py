"""Cleans text of Vietnamese sites: Unicode forms, spaces, remains of Word markup.

The position of the tone mark (hoà, hòa) is the writer's choice and is never changed.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from unicodedata import is_normalized, normalize

from dvcrawler.normalize.debris import DEBRIS_HINTS, remove_debris, unescape, unescape_letters
from dvcrawler.normalize.emoji import EMOJI
from dvcrawler.patterns import lazy_regex

#: Removed: controls other than white space, zero-width and direction marks, soft hyphen, byte
#: order mark, lone surrogates, non-characters, private use. All but U+FFFC are not printable.
_INVISIBLE = lazy_regex(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ud800-\udfff\ue000-\uf8ff\ufeff\ufff9-\ufffc\ufffe\uffff]"
    f"|(?<!{EMOJI})\u200d|\u200d(?!{EMOJI})"
)
#: Controls in the place of dashes, quotation marks and others: Windows-1252 that was taken for Latin-1.
_TYPOGRAPHIC = lazy_regex("[\x80\x82\x84\x8b\x91-\x97\x99\x9b]")
#: Word's Symbol and Wingdings characters, nearly always the bullets of a list.
_WORD_BULLET = lazy_regex("[\uf020-\uf0ff]")
#: Ligatures of PDF files, and bold or italic letters of posts on social networks: "𝗧𝗛𝗢̂𝗡𝗚", the marks apart.
_STYLED = lazy_regex("[\ufb00-\ufb06\U0001d400-\U0001d7ffℂℊ-ℎℐ-ℒℕℙ-ℝℤℨℬℭℯ-ℱℳℴ]+")
#: "Ð" (U+00D0, eth) is used for "Đ" (U+0110) on pages of 2020. In Vietnamese the letter begins a
#: syllable or a part of an abbreviation; inside a lower-case word it really is an eth (Guðni).
_ETH = lazy_regex(r"ð(?<![^\W\d_]ð)")
#: Of no Vietnamese word: text copied out of PDF files with an old font has "đƣợc" (U+01A3) for "được".
_TAKEN_FOR = {"Ƣ": "Ư", "ƣ": "ư", "Ɖ": "Đ"}
#: The tone typed before the circumflex or the breve, an order that no standard form puts right.
_TONE_FIRST = lazy_regex("[áàảãéèẻẽóòỏõ]\u0302|[áàảã]\u0306", re.IGNORECASE)
_LETTER_OR_DIGIT = lazy_regex(r"[^\W_]")
_NOT_WORD = lazy_regex(r"[\W_]+")
_COMBINING = lazy_regex("[\u0300-\u036f]")
#: Caps the cache of folded words at some 4 MB: longer words are addresses, and more words are an attack.
_LONGEST_WORD, _MOST_WORDS = 40, 20_000

#: Characters of a line that is folded once for all rules that ask for it.
_LONGEST_LINE = 400
#: Characters of a line that is cleaned once.
_LONGEST_SHORT = 100
#: Number of characters within which most texts differ.
_BEGINNING = 60


def clean_text(text: str) -> str:
    """Returns the text on one line, in NFC, with single spaces, nothing invisible and no remains of Word.

    References that were escaped twice become their characters. Idempotent.
    """
    return _clean_short(text) if len(text) <= _LONGEST_SHORT else _clean_line(text)


def _clean_line(text: str) -> str:
    if "&" in text:
        text = unescape(text)
    if "u1e" in text or "u1E" in text:
        text = unescape_letters(text)
    if not text.isprintable() or "  " in text or text[:1] == " " or text[-1:] == " ":
        text = " ".join(text.split())
        if not text.isprintable():
            return _clean(text, _join_words, " ")
    return text if _is_plain_form(text) else _clean(text, _join_words, " ")


#: Several rules ask for the same line, and the pages of a site share their short ones.
_clean_short = lru_cache(maxsize=256)(_clean_line)


def clean_block(text: str) -> str:
    """Like `clean_text` for each line: line breaks become "\\n", empty lines are removed."""
    if "&" in text:
        text = unescape(text)
    if "u1e" in text or "u1E" in text:
        text = unescape_letters(text)
    if "\n" not in text and _is_plain(text):
        return _join_words(text)
    return _clean(text, _fold_lines, "\n")


def undo_styles(text: str) -> str:
    """The text in NFC, each styled letter or digit as the plain one."""
    if is_normalized("NFKC", text):  # as nearly all text
        return text
    return normalize("NFC", _STYLED.sub(lambda found: normalize("NFKC", found[0]), text))


def fold(text: str) -> str:
    """Returns a form for comparison only: lower-case letters without marks (đ as d) and digits.

    Everything else becomes a single space. Idempotent.
    """
    return _fold_line(text) if len(text) <= _LONGEST_LINE else _fold_words(text)


def _fold_words(text: str) -> str:
    return " ".join(filter(None, map(_folded.__getitem__, text.split())))


#: Several rules ask for the same line of a page.
_fold_line = lru_cache(maxsize=128)(_fold_words)


class _FoldedWords(dict[str, str]):
    """Words as `fold` gives them: Vietnamese has some 7,000 syllables, and each is folded once."""

    def __missing__(self, word: str) -> str:
        folded = _fold_word(word)
        if len(word) <= _LONGEST_WORD:
            if len(self) >= _MOST_WORDS:
                self.clear()
            self[word] = folded
        return folded


_folded = _FoldedWords()


def _fold_word(word: str) -> str:
    word = word.lower()
    if not word.isascii():
        word = _COMBINING.sub("", normalize("NFD", word))
        word = normalize("NFC", word.replace("đ", "d").replace("ð", "d"))
    return _NOT_WORD.sub(" ", word).strip()


def same_text(a: str, b: str) -> bool:
    """Whether two texts differ at most in white space, case and punctuation; diacritics count."""
    if a == b:
        return True
    if len(a) > 2 * len(b) + 40 or len(b) > 2 * len(a) + 40:
        return False  # too different in length for punctuation to account for it
    if not a or not b or _read_first_letter(a) != _read_first_letter(b):
        return False
    beginnings = _build_comparison_key(a[:_BEGINNING]), _build_comparison_key(b[:_BEGINNING])
    shared = min(map(len, beginnings)) - 3  # the last letter may have lost a mark
    if shared > 0 and beginnings[0][:shared] != beginnings[1][:shared]:
        return False
    key = _build_comparison_key(a)
    return bool(key) and key == _build_comparison_key(b)


def _read_first_letter(text: str) -> str:
    """Returns the first letter without its diacritics, a quick way to see that two texts differ."""
    return _strip_marks(next(filter(str.isalnum, text), ""))


@lru_cache(maxsize=1024)
def _strip_marks(letter: str) -> str:
    return normalize("NFD", letter.lower())[:1]


def is_blank_mark(text: str) -> bool:
    """Whether the text has only separators, as sites leave them behind: "", ".", "./.", "|", "* * *"."""
    return not _LETTER_OR_DIGIT.search(text)


def _is_plain(text: str) -> bool:
    """Quickly checks that at most spaces are left to clean; False if in doubt."""
    return text.isprintable() and _is_plain_form(text)


def _is_plain_form(text: str) -> bool:
    """As `_is_plain`, for printable text. Tests single characters, the fastest search there is.

    Remains of Word's style sheets contain ":", "{" or "*".
    """
    if "<" in text or "{" in text or "*" in text or (":" in text and _may_be_style(text)):
        return False
    if text.isascii():
        return True
    if "Ð" in text or "ð" in text or "\u0302" in text or "\u0306" in text or "\ufffc" in text:
        return False
    if "ƣ" in text or "Ƣ" in text or "Ɖ" in text:
        return False
    return is_normalized("NFKC", text) or (is_normalized("NFC", text) and not _STYLED.search(text))


def _may_be_style(text: str) -> bool:
    return "mso-" in text or "Mso" in text or "o:p" in text


def _clean(text: str, fold_space: Callable[[str], str], line_break: str) -> str:
    if not text.isprintable() or "\ufffc" in text:
        text = _TYPOGRAPHIC.sub(lambda found: found[0].encode("latin-1").decode("cp1252"), text)
        text = _INVISIBLE.sub("", _WORD_BULLET.sub("-", text))
    for wrong, right in _TAKEN_FOR.items():
        text = text.replace(wrong, right)
    text = fold_space(undo_styles(text))
    if "\u0302" in text or "\u0306" in text:
        text = _TONE_FIRST.sub(_move_tone, text)
    if any(hint in text for hint in DEBRIS_HINTS):
        text = remove_debris(text, fold_space, line_break)
    if "Ð" in text or "ð" in text:
        text = _ETH.sub("đ", text.replace("Ð", "Đ"))
    return text


def _move_tone(found: re.Match[str]) -> str:
    plain = normalize("NFD", found[0])
    return normalize("NFC", plain[0] + plain[2] + plain[1])


def _join_words(text: str) -> str:
    return " ".join(text.split())


def _fold_lines(text: str) -> str:
    return "\n".join(filter(None, map(_join_words, text.splitlines())))


def _build_comparison_key(text: str) -> str:
    return _NOT_WORD.sub("", normalize("NFC", text).lower())

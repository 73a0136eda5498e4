"""Letters that only look different: bold and italic ones of posts on social networks, ligatures of PDF files.

The generators of such posts leave vowel and marks apart, so "𝗧𝗛𝗢̂𝗡𝗚" is a bold T, H, O, a circumflex, N and G.
"""

from unicodedata import normalize

from dvcrawler.patterns import lazy_regex

#: Ligatures, the styled alphabets, and those of their letters that Unicode had before: italic h, some script.
_STYLED = lazy_regex("[\ufb00-\ufb06\U0001d400-\U0001d7ffℂℊ-ℎℐ-ℒℕℙ-ℝℤℨℬℭℯ-ℱℳℴ]+")


def has_styled(text: str) -> bool:
    """Whether a letter or digit of the text is styled, or two are one."""
    return _STYLED.search(text) is not None


def undo_styles(text: str) -> str:
    """The text in NFC, each styled letter or digit as the plain one."""
    return normalize("NFC", _STYLED.sub(lambda found: normalize("NFKC", found[0]), text))

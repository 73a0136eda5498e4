"""The paper's name after a title that a page states."""

from dvcrawler.extract.generic.headlines.headings import is_headline
from dvcrawler.extract.generic.metadata import Structured
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

_SUFFIX = lazy_regex(r"(?<!\s)\s+(?:[-|–—»:•]|::)\s+[^-|–—»•]{2,60}$")


def without_suffix(text: str, stated: Structured) -> str:
    """A stated title without the paper's name after it."""
    cut = _SUFFIX.sub("", text)
    if cut == text or not is_headline(cut):
        return text
    rest = fold(text[len(cut) :])
    named = any(fold(name) in rest or rest in fold(name) for name in stated.organisations)
    is_site = named or rest.startswith(("bao ", "dai ", "cong ", "tap chi")) or "." in text[len(cut) :]
    return cut if is_site else text

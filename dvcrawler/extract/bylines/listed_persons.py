"""Lists of persons at the end of a text, which look like bylines: whom to call, who won, who gave."""

from collections.abc import Sequence
from itertools import takewhile

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.bylines.byline_form import LONGEST, is_right
from dvcrawler.patterns import lazy_regex

#: A telephone number.
_NUMBER = lazy_regex(r"(?<!\d)(?:\(?0\d|\+84)[\d .)-]{7,12}\d(?!\d)")
#: A name and what is said of it: "Trần Văn Lợi, thôn Đông".
_DESCRIBED = lazy_regex(r"(?P<name>[^\W\d]+(?: [^\W\d]+){1,4})\s?(?P<mark>[,:(–-])\s?\w")
_CALLED = "0"
#: Lines of a list; two authors may each have an office.
_FEWEST_CALLED, _FEWEST_DESCRIBED = 2, 3
_MOST_ABOVE = 3


def count_listed(above: Sequence[Block], names: Sequence[Block]) -> int:
    """How many of the first lines of names belong to a list of persons. `above`: the lines above them."""
    near = above[-_MOST_ABOVE:]
    forms = [_form_of(each) for each in (*near, *names)]
    for count in range(len(names), 0, -1):
        if _ends_list(forms[: len(near) + count]):
            return count
    return 0


def _ends_list(forms: Sequence[str]) -> bool:
    own = forms[-1]
    alike = sum(1 for _ in takewhile(own.__eq__, reversed(forms)))
    return own != "" and alike >= (_FEWEST_CALLED if own == _CALLED else _FEWEST_DESCRIBED)


def _form_of(block: Block) -> str:
    """What follows the name in the line; empty if it is nothing, or if the line is at the right."""
    if block.kind != TEXT or len(block.text) > LONGEST or is_right(block):
        return ""
    if _NUMBER.search(block.text):
        return _CALLED
    found = _DESCRIBED.match(block.text)
    is_name = found is not None and all(word[0].isupper() for word in found["name"].split())
    return found["mark"] if found is not None and is_name else ""

"""Numbers that show parts of a list which are all on the page: panes of which a script shows one."""

from dvcrawler.discovery.pagers.number_rows import printed_number
from dvcrawler.extract.elements import Element, holds_any
from dvcrawler.extract.page import Page
from dvcrawler.patterns import lazy_regex

#: An id with a number: `pane-2`, `trang2`.
_ID = lazy_regex(r"(?<![\w/?&=.-])#?([A-Za-z][\w-]{0,40}?([0-9]{1,4}))(?![\w./-])")


def opens_pane(page: Page, control: Element) -> bool:
    """Whether an attribute of the control, or of the entry around it, names an element with links by an id in
    its number, or in the one before where ids count from 0.
    """
    number = printed_number(control)
    around = control.getparent()
    if number is None or around is None:
        return False
    written = [*control.values(), *(around.values() if around.tag == "li" else ())]
    found = (each for text in written for each in _ID.findall(str(text)))
    named = {key for key, digits in found if int(digits) in (number, number - 1)}
    return any(_holds_list(page, key, control) for key in named)


def _holds_list(page: Page, key: str, control: Element) -> bool:
    return any(holds_any(each, "a") and each is not control for each in page.class_index.find(f"#{key}"))

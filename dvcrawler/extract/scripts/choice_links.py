"""Addresses that a drop-down list opens: the value of an option, or what a script puts together with it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from dvcrawler.extract.elements import Element, text_of
from dvcrawler.extract.page import MOST_LINKS, Page
from dvcrawler.extract.scripts.script_calls import CALL, GOES, find_definitions, read_handlers, selectors_of
from dvcrawler.extract.scripts.script_values import PIECES, put_together, read_globals, simplify
from dvcrawler.normalize.links import absolute_url
from dvcrawler.patterns import lazy_regex

#: An address that the script opens in a window.
OPENS = lazy_regex(rf"(?<![\w$])window\.open\(\s{{0,9}}({PIECES})\s{{0,9}}(?=[,)])")
_OPENS_CHOICE = lazy_regex(r"(?:\blocation\b|window\.open\()[^;]{0,100}\bvalue\b")
#: Values of choices that are addresses: `/kinh-te`, `?muc=2`, `chuyenmuc.asp?id=2`.
_ADDRESS = lazy_regex(
    r"(?:https?:/)?/[^/\s]|(?:\./)?\?\w"
    r"|(?:\.{0,2}/)?[\w/-]{1,100}\.(?:aspx?|php|html?|jsp|cfm)(?:$|[?#])",
    re.I,
)
_LEAST_CHOICES, _MOST_CALLS = 3, 3
#: Lists of a page whose scripts are read; each asks for all scripts of the page.
_MOST_LISTS = 20
#: The value of the choice, in its own script, and in a function that is given the list; then as a variable.
_VALUE = r"\.(?:value|options\[\s?[\w.]{1,40}\.selectedIndex\s?\]\.value)"
_OWN = lazy_regex(rf"(?<![\w$.])(?:this|(?:e|ev|evt|event)\.(?:currentTarget|target)){_VALUE}")
_ANY = lazy_regex(r"(?<![\w$.])([A-Za-z_$][\w$]{0,60})")
_OF_ANY = lazy_regex(rf"(?<![\w$.])([A-Za-z_$][\w$]{{0,60}}){_VALUE}")
_QUERIED = lazy_regex(r"(?:\$|jQuery)\(\s?this\s?\)\.(?:val\(\)|find\([^()]{1,40}\)\.val\(\))")
_CHOSEN = "chosen$"
#: Numbers of pages: pagers are read as such.
_MONTH = lazy_regex(r"(?:19|20)[0-9]{2}[-/._]?[01]?[0-9]|[01]?[0-9][-/._](?:19|20)[0-9]{2}")
_NUMBERED = lazy_regex(r"(?:trang|page)?\s{0,3}[0-9]{0,6}\s{0,3}(?:/\s{0,3}[0-9]{1,6})?", re.I)


def list_choices(page: Page) -> Iterator[tuple[str, Element]]:
    """The options of each `<select>` that opens an address: menus of sections are made so."""
    for place, select in enumerate(page.root.iter("select")):
        options = {
            each: (each.get("value") or "").strip() for each in islice(select.iter("option"), MOST_LINKS)
        }
        written = _find_written(page, select) if place < _MOST_LISTS else None
        for option, address in _read_choices(page, select, options, written):
            url = absolute_url(page.base, address)
            if url is not None:
                yield url, option


def _read_choices(
    page: Page, select: Element, options: Mapping[Element, str], written: str | None
) -> Iterable[tuple[Element, str]]:
    """Each option with the address that it opens. `written`: that of all, with the choice as a variable."""
    if _holds_addresses(options.values()):
        return options.items()
    if written is not None:
        return options.items() if written == _CHOSEN else _put_together(page, written, options)
    is_opened = _OPENS_CHOICE.search(select.get("onchange") or "") is not None
    return [(each, value) for each, value in options.items() if is_opened and _ADDRESS.match(value)]


def _put_together(page: Page, written: str, options: Mapping[Element, str]) -> Iterator[tuple[Element, str]]:
    known = read_globals(page, written)
    for option, value in options.items():
        is_page = _NUMBERED.fullmatch(text_of(option).strip()) and not _MONTH.fullmatch(value)
        if value and not is_page:
            yield option, put_together(written, {**known, _CHOSEN: value}) or ""


def _holds_addresses(values: Iterable[str]) -> bool:
    """Whether all values are addresses, which only a script can open: by a function of the page."""
    given = [value for value in values if value.strip("#0-")]
    return len(given) >= _LEAST_CHOICES and all(map(_ADDRESS.match, given))


def _find_written(page: Page, select: Element) -> str | None:
    """The one address that scripts of the list open, in which the choice is a variable."""
    for code in _list_scripts(page, select):
        found: set[str] = {*GOES.findall(code), *OPENS.findall(code)}
        if len(found) == 1 and any(_CHOSEN in each for each in found):
            return found.pop()
    return None


def _list_scripts(page: Page, select: Element) -> Iterator[str]:
    """The list's own script, the functions that it calls with the choice, and those bound to its changes."""
    script = select.get("onchange") or ""
    own = _name_choice(script)
    yield own
    for name, given in islice(CALL.findall(own), _MOST_CALLS):
        for parameters, code in find_definitions(page, name):
            yield _read_called(parameters.split(",")[0].strip(), given.split(",")[0].strip(), code)
    names = selectors_of(select) if b"change" in page.data and not script else set()
    for bound, code in read_handlers(page, "change") if names else ():
        if not names.isdisjoint(bound):
            yield _name_choice(code)


def _name_choice(code: str) -> str:
    return simplify(_QUERIED.sub(_CHOSEN, _OWN.sub(_CHOSEN, code)))


def _read_called(parameter: str, given: str, code: str) -> str:
    """The function's code with the choice as a variable: it is given the value, or the list."""
    if not parameter.isidentifier() or given not in (_CHOSEN, "this"):
        return ""
    form = _OF_ANY if given == "this" else _ANY
    return simplify(form.sub(lambda found: _CHOSEN if found[1] == parameter else found[0], code))

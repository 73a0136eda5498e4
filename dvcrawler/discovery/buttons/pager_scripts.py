"""Pagers that call a function of the page: it sets a field and submits a form, or goes to an address.

If anything that `script_calls` cannot read decides where the pager leads, the pager cannot be followed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from dvcrawler.discovery.buttons.page_forms import NextPage, find_forms, find_other_page, send_changed
from dvcrawler.discovery.buttons.script_handlers import ask, turn_by_handler
from dvcrawler.discovery.pagers.page_addresses import is_page_parameter
from dvcrawler.extract.elements import Element
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.control_names import ACCOUNTS, CALENDARS, COMMENTS, DAYS, POLLS, SEARCHES
from dvcrawler.extract.scripts.opening_code import write_attributes
from dvcrawler.extract.scripts.page_values import hidden_fields
from dvcrawler.extract.scripts.script_calls import (
    CALL,
    END,
    GOES,
    ScriptCall,
    find_definitions,
    read_calls,
    scripts_of,
)
from dvcrawler.extract.scripts.script_values import PIECES, VALUE, put_together, read_arguments, read_value
from dvcrawler.patterns import lazy_regex

_NAME = lazy_regex(r"[\w-]+")
#: `f.page.value = n`, `f['page'].value = n`, `getElementById("page").value = n`.
_SET_VALUE = lazy_regex(
    r"(?:\.([A-Za-z_]\w{0,60})|['\"]([^'\"\s]{1,80})['\"]\s{0,3}[\])](?:\[0\])?)\s{0,3}\.value\s{0,3}=(?!=)\s{0,3}"
    rf"({VALUE}){END}"
)
#: `$("#page").val(n)`, `$('input[name="page"]').val(n)`.
_SET_BY_QUERY = lazy_regex(
    r"\(\s{0,3}(?:\"([^\"\n]{1,120})\"|'([^'\n]{1,120})')\s{0,3}\)\s{0,3}\.val\(\s{0,3}"
    rf"({VALUE})\s{{0,3}}\)"
)
_QUERIED = lazy_regex(r"#([\w-]{1,80})$|\[name=['\"]?([\w.$:-]{1,80})['\"]?\]$")
_CHANGES_VALUE = lazy_regex(r"\.value\s{0,3}=(?!=)|\.val\(\s{0,3}[^)\s]")
_SUBMITS = lazy_regex(r"\.submit\s{0,3}\(|\.trigger\(\s{0,3}['\"]submit|\.requestSubmit\s{0,3}\(")
#: The form is sent to an address other than its own, or by a script.
_REDIRECTS = lazy_regex(r"\.action\s{0,3}=|['\"](?:form)?action['\"]|ajax", re.I)
#: `window.open('?page=' + n, '_self')`.
_OPENS = lazy_regex(rf"(?<![\w$])window\.open\(\s{{0,9}}({PIECES})\s{{0,9}},\s{{0,9}}['\"]_self['\"]")
#: Functions whose number is not that of a page.
_OTHER = lazy_regex(
    rf"{CALENDARS}|{DAYS}|{POLLS}|{COMMENTS}|{SEARCHES}|{ACCOUNTS}|danh-?gia|month|year|thang|share|lang",
    re.I,
)
_PAGE_FIELD = lazy_regex(
    r"(?:cur(?:rent)?|goto|hd|hdn|hid(?:den)?|txt|i|n)?[-_]?(?:pag(?:e|ing)|trang)"
    r"[-_]?(?:index|num(?:ber)?|no|id|idx|current|hien-?tai)?",
    re.I,
)
_PAGE_NAME = lazy_regex(r"pag(?:e|ing|inat)|trang|submit", re.I)
#: Functions that lengthen a list: `more()`, `taiThem()`, `loadNext()`.
_MORE_NAME = lazy_regex(r"more|them|tiep|next|append|load", re.I)


def turn_by_script(page: Page, control: Element, number: int) -> NextPage | str | None:
    """The page that the control's script requests; or, as text, the reason why it cannot be requested. None
    if the script is not understood.
    """
    for script in scripts_of(control):
        for called in read_calls(page, script):
            turn = replace(called, code=write_attributes(called.code, control))
            found = _go(page, turn) or _submit(page, control, turn) or _ask(page, turn, number)
            if found is not None:
                return found
        if (found := _submit_unseen(page, control, script, number)) is not None:
            return found
    return turn_by_handler(page, control, number)


def _ask(page: Page, turn: ScriptCall, number: int) -> NextPage | None:
    """The request that the code sends by a script, for a part of the list."""
    is_of_list = _is_about_pages(turn.name, turn.code) or _MORE_NAME.search(turn.name)
    return ask(page, turn, number) if turn.name and is_of_list and not _OTHER.search(turn.name) else None


def _go(page: Page, turn: ScriptCall) -> NextPage | None:
    """The address that the code opens, joined from strings and the call's arguments."""
    if not turn.name or not _is_about_pages(turn.name, turn.code):
        return None
    found = [*GOES.findall(turn.code), *_OPENS.findall(turn.code)]
    address = put_together(found[0], turn.values) if len(found) == 1 else None
    url = find_other_page(page, address or None)
    return NextPage(url) if url is not None else None


def _is_about_pages(*names: str) -> bool:
    return not any(map(_OTHER.search, names[:1])) and any(map(_PAGE_NAME.search, names))


def _submit(page: Page, control: Element, turn: ScriptCall) -> NextPage | str | None:
    """The request of the form that the code submits, with the fields that it sets."""
    if not _SUBMITS.search(turn.code) or _REDIRECTS.search(turn.code) or _OTHER.search(turn.name):
        return None
    settings = _read_values(turn)
    if not any(value.isdecimal() and _is_page_field(key) for key, value in settings.items()):
        return None
    form = _choose_form(page, control, turn.code, settings)
    return None if form is None else _send(page, form, settings)


def _read_values(turn: ScriptCall) -> dict[str, str]:
    """The values that the code sets, by name or id of the field; empty if one of them cannot be read."""
    written = dict(_read_settings(turn.code))
    read = {key: read_value(value, turn.values) for key, value in written.items()}
    values = {key: value for key, value in read.items() if value is not None}
    is_whole = len(values) == len(written) == len(_CHANGES_VALUE.findall(turn.code))
    return values if is_whole else {}


def _read_settings(code: str) -> Iterator[tuple[str, str]]:
    """(name or id of a field, value as written)."""
    for found in _SET_VALUE.finditer(code):
        yield found[1] or found[2], found[3]
    for found in _SET_BY_QUERY.finditer(code):
        asked = _QUERIED.search(found[1] or found[2])
        if asked is not None:
            yield asked[1] or asked[2], found[3]


def _is_page_field(name: str) -> bool:
    last = re.split(r"[$.:]", name)[-1]
    return is_page_parameter(last) or _PAGE_FIELD.fullmatch(last) is not None


def _choose_form(page: Page, control: Element, code: str, settings: Mapping[str, object]) -> Element | None:
    """The form that holds all the fields: the one that the code names, else the one around the control, else
    the only one.
    """
    forms, names = [form for form in find_forms(page) if _holds(form, settings)], set(_NAME.findall(code))
    named = [form for form in forms if not names.isdisjoint((form.get("name"), form.get("id")))]
    around = [form for form in forms if form in control.iterancestors("form")]
    for some in (named, around, forms):
        if len(some) == 1:
            return some[0]
    return None


def _holds(form: Element, settings: Mapping[str, object]) -> bool:
    if any(each.get("type", "").lower() == "password" for each in form.iter("input")):
        return False
    return all(_find_field(form, name) is not None for name in settings)


def _find_field(form: Element, name: str) -> Element | None:
    fields = form.iter("input", "select", "textarea")
    return next((each for each in fields if name in (each.get("name"), each.get("id"))), None)


def _send(page: Page, form: Element, settings: Mapping[str, str]) -> NextPage | str:
    return send_changed(page, form, {_name_field(form, key): value for key, value in settings.items()})


def _name_field(form: Element, key: str) -> str:
    """The name under which the field is sent that a script calls so, by its name or id."""
    field = _find_field(form, key)
    return (field.get("name") if field is not None else None) or key


def _submit_unseen(page: Page, control: Element, script: str, number: int) -> NextPage | str | None:
    """As `_submit`, for a function in an external file: sets the one hidden field that is named for the page
    and holds the number of this page to that of the next one.
    """
    if not _calls_unseen(page, script, number):
        return None
    around = next(control.iterancestors("form"), None)
    forms = [around] if around is not None else [*filter(_may_list, find_forms(page))]
    found = [(form, field) for form in forms if _holds(form, {}) for field in _find_page_fields(form, number)]
    if len(found) != 1:
        return None
    form, field = found[0]
    return _send(page, form, {field.get("name") or "": str(number + 1)})


def _calls_unseen(page: Page, script: str, number: int) -> bool:
    """Whether the script calls one function with the next number that the page itself does not define."""
    calls = CALL.findall(script)
    if len(calls) != 1 or _OTHER.search(calls[0][0]) or next(find_definitions(page, calls[0][0]), None):
        return False
    return str(number + 1) in read_arguments(calls[0][1])


def _may_list(form: Element) -> bool:
    """Whether the form is not that of a search, a poll or something similar."""
    return not _OTHER.search(" ".join(form.get(key) or "" for key in ("action", "id", "name", "class")))


def _find_page_fields(form: Element, number: int) -> Iterator[Element]:
    for field in hidden_fields(form):
        if _is_page_field(field.get("name") or "") and not _holds_other(field, number):
            yield field


def _holds_other(field: Element, number: int) -> bool:
    return (field.get("value") or "").strip() not in ("", "0", str(number))

"""The request that a page's script sends for the next page of a list."""

import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode, urlsplit

from dvcrawler.discovery.buttons.page_forms import NextPage, is_on_host
from dvcrawler.discovery.buttons.script_requests import ScriptRequest, may_request, read_requests
from dvcrawler.discovery.pagers.next_steps import is_part_after, is_part_after_mark, is_place
from dvcrawler.discovery.pagers.page_addresses import is_page_parameter, page_number
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.control_names import ACCOUNTS, COMMENTS, POLLS, SEARCHES
from dvcrawler.extract.scripts.script_values import Values
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.url_form import add_query
from dvcrawler.patterns import lazy_regex

#: `skip += 5`, `skip += size`, `parseInt(skip) + 5`.
_STEP = lazy_regex(r"(?:\+=|\)\s{0,3}\+)\s{0,3}([0-9]{1,4}|[A-Za-z_$][\w$]{0,60})(?![\w$.(])")
_NUMBERS = lazy_regex(r"([0-9]+)")
#: Requests that are not those of a list.
OTHER_LISTS = lazy_regex(rf"{POLLS}|{COMMENTS}|{SEARCHES}|{ACCOUNTS}|calend|share|weather|thoi-?tiet", re.I)


def find_request(page: Page, code: str, number: int, values_at: Callable[[int], Values]) -> NextPage | None:
    """The one request of the script for page `number + 1`. `values_at`: the variables at a place in it."""
    if not may_request(code):
        return None
    found = [*read_requests(code, values_at)]
    if len(found) != 1 or found[0] is None:
        return None
    url = absolute_url(page.base, found[0].address)
    # A section may be called so itself: `/thoi-tiet-nong-vu.html?page=2`.
    added = urlsplit(url or "").path.removeprefix(urlsplit(page.url).path)
    if url is None or not is_on_host(page, url) or OTHER_LISTS.search(added):
        return None
    sent = _send(url, found[0], number, _read_steps(code, values_at(0)))
    return sent or _send_counted(url, found[0], number, _read_counted(code, values_at))


def _read_counted(code: str, values_at: Callable[[int], Values]) -> tuple[int, int] | None:
    """The number of the request before the script has counted, and after; None if more than that changes."""
    before, after = (_split_request(code, values_at(place)) for place in (0, len(code)))
    changed = [pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]]
    is_counted = len(before) == len(after) and len(changed) == 1 and all(map(str.isdecimal, changed[0]))
    return (int(changed[0][0]), int(changed[0][1])) if is_counted else None


def _split_request(code: str, values: Values) -> list[str]:
    """The script's request, every second part of which is a number; empty if it cannot be read."""
    request = next(read_requests(code, lambda _: values), None)
    return _NUMBERS.split(_write(request)) if request is not None else []


def _write(request: ScriptRequest) -> str:
    return add_query(request.address, urlencode(request.query))


def _send_counted(
    url: str, request: ScriptRequest, number: int, counted: tuple[int, int] | None
) -> NextPage | None:
    """The request, if only a number that the script counts up changes in it, and has come to the next page,
    or to the articles after those of the first pages.
    """
    if request.is_post or counted is None:
        return None
    step = counted[1] - counted[0]
    wanted = number + 1 if step == 1 else number * step
    is_next = step > 0 and str(wanted) in _NUMBERS.findall(_write(request))
    return NextPage(add_query(url, urlencode(request.query))) if is_next and wanted in counted else None


def _read_steps(code: str, values: Values) -> list[int]:
    """What the script adds to its numbers."""
    written = (step if step.isdecimal() else values.get(step, "") for step in _STEP.findall(code))
    return [int(step) for step in written if step.isdecimal()]


def _send(url: str, request: ScriptRequest, number: int, steps: Sequence[int]) -> NextPage | None:
    """The request, if it is one for page `number + 1`. `steps`: what the script adds to its numbers."""
    if request.is_post:
        is_next = _posts_next(request.query, number, steps)
        return NextPage(url, request.form, is_part=True) if is_next else None
    url = add_query(url, urlencode(request.query))
    is_next = page_number(url) == number + 1 or is_part_after(url, number, steps)
    return NextPage(url) if is_next or (number == 1 and is_part_after_mark(url)) else None


def _posts_next(fields: Mapping[str, str], number: int, steps: Sequence[int]) -> bool:
    """Whether the fields ask for the next page, for the articles after those of the first pages, or after the
    place that the page keeps in a hidden field.
    """
    numbers = [value for key, value in fields.items() if is_page_parameter(key)]
    if numbers == [str(number + 1)] or (number == 1 and any(map(is_place, fields.items()))):
        return True
    return len(numbers) == 1 and numbers[0] in [str(step * number) for step in steps if step > 1]

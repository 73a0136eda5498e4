"""Sends forms of a page as a script or a button would, with the postbacks of ASP.NET: a script sends the
page's form with the name of the control.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote, urlencode, urlsplit

from dvcrawler.extract.elements import Element, text_of
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.page_values import hidden_fields
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.text import clean_text
from dvcrawler.normalize.url_form import host_of
from dvcrawler.patterns import lazy_regex

#: Most bytes of a form that is sent. View states of 100 KB are common; larger forms are not sent.
LARGEST_FORM = 512 * 1024
_UNSENT = ("submit", "button", "image", "file", "reset")
_UNTYPED = ("hidden", "submit", "button", "image", "reset")
_MOST_FORMS = 50
_POSTBACK = lazy_regex(
    r"(?:__doPostBack|WebForm_PostBackOptions)\s{0,9}\(\s{0,9}['\"](?P<target>[^'\"]{1,300})['\"]\s{0,9},"
    r"\s{0,9}['\"](?P<argument>[^'\"]{0,300})['\"]"
)


@dataclass(frozen=True, slots=True)
class NextPage:
    """`form`: the body of a POST; None for a GET. `is_part`: the answer is part of a page, without pager."""

    url: str
    form: bytes | None = None
    is_part: bool = False


def is_on_host(page: Page, url: str) -> bool:
    """Whether the address is on the page's own host, with or without `www.`."""
    own, other = urlsplit(page.url).netloc, urlsplit(url).netloc
    has_port = own.rpartition(":")[2].isdecimal() or other.rpartition(":")[2].isdecimal()
    return own == other or (not has_port and host_of(url) == host_of(page.url) != "")


def find_other_page(page: Page, written: str | None) -> str | None:
    """The address as absolute; None unless it is another one on the page's own host."""
    url = absolute_url(page.base, written) if written is not None else None
    return url if url is not None and url != page.url and is_on_host(page, url) else None


def find_forms(page: Page) -> Iterator[Element]:
    return islice(page.root.iter("form"), _MOST_FORMS)


def is_posted(form: Element) -> bool:
    return (form.get("method") or "get").strip().lower() == "post"


def typed_fields(form: Element) -> list[Element]:
    """The fields of the form in which a visitor types, or marks something."""
    fields = form.iter("input", "textarea")
    return [
        each for each in fields if each.tag != "input" or (each.get("type") or "text").lower() not in _UNTYPED
    ]


def hidden_values(page: Page) -> dict[str, str]:
    """The values of the page's hidden fields, by their ids and names."""
    fields = [*hidden_fields(page.root)]
    return {each.get(key) or "": each.get("value") or "" for key in ("id", "name") for each in fields}


def send_changed(
    page: Page, form: Element, changed: Mapping[str, str], *, method: str | None = None
) -> NextPage | str:
    """As `send_form`, for a form with its own values except for these."""
    return send_form(page, form, (dict(read_fields(form)) | dict(changed)).items(), method=method)


def send_form(
    page: Page, form: Element, fields: Iterable[tuple[str, str]], *, method: str | None = None
) -> NextPage | str:
    """The request that sends the form with these fields, by its own method unless one is given; or, as text,
    the reason why it is not sent.
    """
    url = find_target(page, form)
    if url is None or not is_on_host(page, url):
        return "its form leads to another host"
    body = urlencode(list(fields))
    if len(body) > LARGEST_FORM:
        return f"its form has more than {LARGEST_FORM // 1024} KB"
    if method == "post" or (method is None and is_posted(form)):
        return NextPage(url, body.encode())
    return NextPage(urlsplit(url)._replace(query=body, fragment="").geturl())


def find_target(page: Page, form: Element) -> str | None:
    """The address to which the form is sent."""
    return absolute_url(page.base, (form.get("action") or "").strip() or page.url)


def read_fields(form: Element) -> Iterator[tuple[str, str]]:
    """The names and values that a browser sends when a script submits the form."""
    for field in form.iter("input", "select", "textarea"):
        name, kind = field.get("name"), (field.get("type") or "").lower()
        if not name or kind in _UNSENT or field.get("disabled") is not None:
            continue
        if kind in ("checkbox", "radio") and field.get("checked") is None:
            continue
        yield name, _read_value(field)


def _read_value(field: Element) -> str:
    if field.tag == "textarea":
        return field.text or ""
    if field.tag == "select":
        return _read_choice(field)
    is_box = (field.get("type") or "").lower() == "checkbox"
    return field.get("value") or ("on" if is_box else "")


def _read_choice(field: Element) -> str:
    options = list(field.iter("option"))
    for option in (*(each for each in options if each.get("selected") is not None), *options):
        value = option.get("value")
        return value if value is not None else clean_text(text_of(option))
    return ""


def find_postback(script: str) -> tuple[str, str] | None:
    """(target, argument) of the postback in the script."""
    found = _POSTBACK.search(unquote(script).replace("\\'", "'"))
    return (found["target"], found["argument"]) if found else None


def send_postback(
    page: Page, form: Element, target: str, argument: str, changed: Mapping[str, str]
) -> NextPage | str:
    """The request of the postback, with some fields of the form `changed`."""
    control = {"__EVENTTARGET": target, "__EVENTARGUMENT": argument}
    return send_changed(page, form, control | dict(changed), method="post")

"""The postbacks of ASP.NET: a script sends the page's form with the name of the control."""

from collections.abc import Mapping
from urllib.parse import unquote

from lxml.etree import _Element as Element

from dvcrawler.discovery.buttons.page_forms import NextPage, send_changed
from dvcrawler.extract.page import Page
from dvcrawler.patterns import lazy_regex

_POSTBACK = lazy_regex(
    r"(?:__doPostBack|WebForm_PostBackOptions)\s{0,9}\(\s{0,9}['\"](?P<target>[^'\"]{1,300})['\"]\s{0,9},"
    r"\s{0,9}['\"](?P<argument>[^'\"]{0,300})['\"]"
)


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

"""Front pages that lead to the real one by a form that a script sends at once."""

import re

from lxml.etree import _Element as Element

from dvcrawler.discovery.pagers.page_forms import NextPage, read_fields, send_form
from dvcrawler.extract.page import Page

_SUBMITS = re.compile(r"\.(?:submit|requestSubmit)\s{0,3}\(\s{0,3}\)|\.trigger\(\s{0,3}['\"]submit['\"]")
_UNTYPED = ("hidden", "submit", "button", "image", "reset")


def find_form_refresh(page: Page) -> NextPage | None:
    """The request of the page's only form, if a script sends it and a visitor has nothing to type; None for a
    form to another host.
    """
    forms = list(page.root.iter("form"))
    if len(forms) != 1 or _is_typed(forms[0]) or not _is_sent(page):
        return None
    sent = send_form(page, forms[0], read_fields(forms[0]))
    return sent if isinstance(sent, NextPage) and (sent.form is not None or sent.url != page.url) else None


def _is_typed(form: Element) -> bool:
    fields = list(form.iter("input", "select", "textarea"))
    return any(each.tag != "input" or (each.get("type") or "").lower() not in _UNTYPED for each in fields)


def _is_sent(page: Page) -> bool:
    scripts = [script.text or "" for script in page.root.iter("script")]
    scripts += [body.get("onload") or "" for body in page.root.iter("body")]
    return any(map(_SUBMITS.search, scripts))

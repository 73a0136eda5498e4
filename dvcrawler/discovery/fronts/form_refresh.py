"""Front pages that lead to the real one by a form that a script sends at once."""

from lxml.etree import _Element as Element

from dvcrawler.discovery.buttons.page_forms import NextPage, find_forms, read_fields, send_form, typed_fields
from dvcrawler.discovery.fronts.refresh import list_scripts
from dvcrawler.extract.page import Page
from dvcrawler.patterns import lazy_regex

_SUBMITS = lazy_regex(r"\.(?:submit|requestSubmit)\s{0,3}\(\s{0,3}\)|\.trigger\(\s{0,3}['\"]submit['\"]")


def find_form_refresh(page: Page) -> NextPage | None:
    """The request of the page's only form, if a script sends it and a visitor has nothing to type; None for a
    form to another host.
    """
    forms = list(find_forms(page))
    if len(forms) != 1 or _is_filled_in(forms[0]) or not any(map(_SUBMITS.search, list_scripts(page))):
        return None
    sent = send_form(page, forms[0], read_fields(forms[0]))
    return sent if isinstance(sent, NextPage) and (sent.form is not None or sent.url != page.url) else None


def _is_filled_in(form: Element) -> bool:
    """Whether a visitor types or chooses something before the form is sent."""
    return bool(typed_fields(form)) or next(form.iter("select"), None) is not None

"""Pages that a script fills: what is asked for to fill them, and the page with its list."""

from dvcrawler.discovery.listings.loaded_lists import loads_list
from dvcrawler.discovery.pagers.link_templates import find_link_template
from dvcrawler.discovery.pagers.list_requests import find_list_requests
from dvcrawler.extract.page import Page

#: One of them is on any page that loads its list.
_MARKS = (b"fetch(", b"axios", b"$.", b"jQuery.", b".open(", b".load(", b"data-")


def plan_loading(body: bytes, url: str, kind: str | None) -> tuple[list[str], str | None]:
    """The addresses of the page's list, none for a page with a list of its own, and the form of its links."""
    if not any(mark in body for mark in _MARKS):
        return [], None
    page = Page(body, url, kind)
    asked = find_list_requests(page) if loads_list(page) else []
    return asked, find_link_template(page) if asked else None


def join_part(body: bytes, markup: str) -> bytes:
    """The page with the list at the end of its body, in a form that any charset has."""
    part = b"<div>" + markup.encode("ascii", "xmlcharrefreplace") + b"</div>"
    place = body.lower().rfind(b"</body")
    return body + part if place < 0 else body[:place] + part + body[place:]

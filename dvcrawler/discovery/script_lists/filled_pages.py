"""Pages that a script fills: what is asked for to fill them, and the page with its lists."""

from dataclasses import replace
from urllib.parse import urlsplit

from dvcrawler.discovery.buttons.page_forms import NextPage
from dvcrawler.discovery.buttons.script_requests import REQUEST_MARKS
from dvcrawler.discovery.listings.listing_state import Shell
from dvcrawler.discovery.listings.shared_parts import SharedParts
from dvcrawler.discovery.script_lists.link_templates import find_link_template
from dvcrawler.discovery.script_lists.list_data import read_list
from dvcrawler.discovery.script_lists.list_requests import FRAME_MARKS, find_list_requests
from dvcrawler.discovery.script_lists.loaded_lists import fills_list, loads_list
from dvcrawler.discovery.script_lists.outer_scripts import find_scripts, insert_scripts
from dvcrawler.discovery.script_lists.table_widgets import WIDGET_MARKS
from dvcrawler.extract.page import Page

#: One of them is on any page that loads its list, by a script of its own or by an external one.
_MARKS = (*(mark.encode() for mark in REQUEST_MARKS), b"data-", b".js", *FRAME_MARKS, *WIDGET_MARKS)


def may_load(body: bytes) -> bool:
    """Whether the page may load its list; says no to most pages before they are parsed."""
    return any(mark in body for mark in _MARKS)


def plan_loading(page: Page, body: bytes, kind: str | None, shared: SharedParts) -> tuple[Shell, str | None]:
    """The page with the addresses of its lists, none for a page with a list of its own, and the form of
    their links; or the page with the addresses of the external scripts that may ask for lists.
    """
    asked = _find_asked(page, shared)
    if asked:
        return Shell(page.url, body, kind, asked, is_front=shared.is_front), find_link_template(page)
    shell = Shell(page.url, body, kind, scripts=find_scripts(page, shared))
    return _plan_again(shell, shared) if shell.scripts else (shell, None)


def _find_asked(page: Page, shared: SharedParts) -> tuple[NextPage, ...]:
    """Front pages hold much beside their list, and are read once in a run."""
    is_filled = fills_list(page) if shared.is_front else loads_list(page, shared.texts)
    return tuple(find_list_requests(page)) if is_filled else ()


def add_script(shell: Shell, body: bytes | None, shared: SharedParts) -> tuple[Shell, str | None]:
    """As `plan_loading`, for the page with the next one of its scripts; None if that could not be fetched."""
    shared.note_script(shell.scripts[0], body)
    return _plan_again(insert_scripts(shell, {shell.scripts[0]: body}), shared)


def _plan_again(shell: Shell, shared: SharedParts) -> tuple[Shell, str | None]:
    """The page with the addresses of its lists, once it has all its scripts."""
    shell = insert_scripts(shell, shared.scripts)
    if shell.scripts:
        return shell, None
    page = Page(shell.body, shell.url, shell.content_type)
    asked = _find_asked(page, shared)
    return replace(shell, left=asked, is_front=shared.is_front), find_link_template(page) if asked else None


def add_part(shell: Shell, body: bytes | None, template: str | None) -> Shell:
    """The page with the answer to its next request; None if there was none."""
    asked, left = shell.left[0], shell.left[1:]
    came = read_list(body, template, asked.url) if body is not None else None
    if came is None:
        return replace(shell, left=left)
    return replace(shell, left=left, lists=(*shell.lists, replace(came, form=asked.form)))


def has_lists_apart(shell: Shell) -> bool:
    """Whether the further parts of the lists are not those of the page: of several lists, each has its own,
    and a list on another host has other addresses.
    """
    host = urlsplit(shell.url).netloc
    return len(shell.lists) > 1 or any(urlsplit(each.url).netloc != host for each in shell.lists)


def fill(shell: Shell) -> bytes:
    """The page with the lists at the end of its body, in a form that any charset has."""
    is_apart = has_lists_apart(shell)
    lists = [each.entries if is_apart else each.markup for each in shell.lists]
    return shell.add_markup(b"".join(map(_write_box, lists))).body


def _write_box(markup: str) -> bytes:
    return b"<div>" + markup.encode("ascii", "xmlcharrefreplace") + b"</div>"

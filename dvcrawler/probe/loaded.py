"""Fills a page whose list a script loads, as a crawl does."""

from dataclasses import replace

from dvcrawler.discovery.listings.listing_state import Shell
from dvcrawler.discovery.listings.shared_parts import SharedParts
from dvcrawler.discovery.script_lists.filled_pages import (
    add_part,
    add_script,
    fill,
    has_lists_apart,
    may_load,
    plan_loading,
)
from dvcrawler.extract.loading.watchdog import limit_reading
from dvcrawler.extract.page import NotAPageError
from dvcrawler.probe.answers import Answer, Fetch


async def fill_page(fetch: Fetch, answer: Answer, shared: SharedParts) -> Answer:
    """The answer with the lists of its page, which take as many requests as the page names, and with the
    scripts that were read for them.
    """
    if not answer.is_ok or answer.page is None or not may_load(answer.body):
        return answer
    try:
        with limit_reading():
            planned = plan_loading(answer.page, answer.body, answer.headers.get("content-type"), shared)
        shell = await _load(fetch, *planned, shared)
    except NotAPageError:
        return answer
    if not shell.lists and shell.body is answer.body:
        return answer
    loaded = shell.lists[0].url if shell.lists and not has_lists_apart(shell) else None
    return replace(answer, body=fill(shell), loaded=loaded)


async def _load(fetch: Fetch, shell: Shell, template: str | None, shared: SharedParts) -> Shell:
    while (url := shell.next_address) is not None:
        part = await fetch.get(url)
        body = part.body if part.is_ok else None
        if shell.scripts:
            shell, template = add_script(shell, body, shared)
        else:
            shell = add_part(shell, body, template)
    return shell

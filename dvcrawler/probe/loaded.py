"""Fills a page whose list a script loads, as a crawl does."""

from dataclasses import replace

from dvcrawler.discovery.listings.filled_pages import add_part, fill, may_load, plan_loading
from dvcrawler.extract.loading.watchdog import limit_reading
from dvcrawler.extract.page import NotAPageError
from dvcrawler.probe.answers import Answer, Fetch


async def fill_page(fetch: Fetch, answer: Answer) -> Answer:
    """The answer with the lists of its page, which take as many requests as the page names."""
    if not answer.is_ok or answer.page is None or not may_load(answer.body):
        return answer
    try:
        with limit_reading():
            shell, template = plan_loading(answer.page, answer.body, answer.headers.get("content-type"))
    except NotAPageError:
        return answer
    while shell.left:
        part = await fetch.get(shell.left[0])
        shell = add_part(shell, part.body if part.is_ok else None, template)
    return replace(answer, body=fill(shell)) if shell.lists else answer

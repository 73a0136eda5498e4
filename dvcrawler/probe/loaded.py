"""Fills a page whose list a script loads, as a crawl does."""

from dataclasses import replace

from dvcrawler.discovery.listings.filled_pages import join_part, plan_loading
from dvcrawler.discovery.pagers.list_data import read_list
from dvcrawler.extract.loading.watchdog import limit_reading
from dvcrawler.extract.page import NotAPageError
from dvcrawler.probe.answers import Answer, Fetch


async def fill_page(fetch: Fetch, answer: Answer) -> Answer:
    """The answer with the list of its page, which takes as many requests as the page names."""
    if not answer.is_ok:
        return answer
    try:
        with limit_reading():
            asked, template = plan_loading(answer.body, answer.url, answer.headers.get("content-type"))
    except NotAPageError:
        return answer
    for url in asked:
        part = await fetch.get(url)
        markup = read_list(part.body, template) if part.is_ok else None
        answer = answer if markup is None else replace(answer, body=join_part(answer.body, markup))
    return answer

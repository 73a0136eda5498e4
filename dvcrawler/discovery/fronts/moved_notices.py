"""Front pages that still list articles and say that the site is at another host now: nothing fails, and
nothing new appears. `dvcrawler health` tells it once nothing new was found for days.
"""

import logging
import re
from collections.abc import Iterator, Mapping

from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.block import Block
from dvcrawler.extract.elements import Element, has_at_least, is_within, text_of
from dvcrawler.extract.loading.placeholders import is_notice
from dvcrawler.extract.page import Page
from dvcrawler.normalize.networks import NETWORK
from dvcrawler.normalize.url_form import host_of
from dvcrawler.normalize.urls import is_own_host
from dvcrawler.patterns import lazy_regex
from dvcrawler.run.counters import CounterGroup

logger = logging.getLogger(__name__)

#: Links of a front page that is read line by line; the lines of a hundred thousand take 16 MB.
_MOST_LINKS = 10_000
#: A host as a line prints it, which is none of an e-mail address.
_PRINTED = lazy_regex(
    r"(?<![\w@.-])(?:https?://)?((?:[a-z0-9-]{1,63}\.){1,5}(?:vn|com|net|org|info))(?![\w@-])", re.I
)
#: Hosts of what else moves: accounts, and the province's services, mail and files.
_OTHERS = lazy_regex(rf"(?:^|\.)(?:{NETWORK}|dichvucong|dvc(?:tt)?|motcua|mail|thudientu|qlvb|vpdt)\.", re.I)


def note_moved(sources: Sources, page: Page, listing: Listing) -> None:
    """Counts and logs the host that a line of the front page names as the new one of the site."""
    host = find_new_host(page, sources.site.hosts) if listing.is_home else None
    if host is not None:
        sources.crawl.count(CounterGroup.NOW_AT.counter(host))
        logger.warning("%s: %s says that the site is at %s now", sources.name, page.url, host)


def find_new_host(page: Page, hosts: Mapping[str, str]) -> str | None:
    """The host that the first such line names or links to; None if none does. Headlines of the site's own
    articles are not such lines, whatever they say.
    """
    if has_at_least(page.root.iter("a"), _MOST_LINKS):
        return None
    notices = [block for block in page.blocks if block.text and is_notice(block.text)]
    if not notices:
        return None
    links = list(page.links)
    named = (host for block in notices for host in _list_hosts(block, links))
    return next((host for host in named if _is_foreign(host, hosts)), None)


def _list_hosts(block: Block, links: list[tuple[str, Element]]) -> Iterator[str]:
    """The hosts of the line's links, then those that it prints; of one that is a link, that alone."""
    line = block.parent
    own = [(url, link) for url, link in links if is_within(link, line) or is_within(line, link)]
    hosts = [host_of(url) for url, _ in own]
    if len(own) == 1 and len(text_of(own[0][1])) * 2 > len(block.text):
        return iter(hosts)
    return iter([*hosts, *(host_of(f"https://{each.lower()}/") for each in _PRINTED.findall(block.text))])


def _is_foreign(host: str, hosts: Mapping[str, str]) -> bool:
    is_own = not host or is_own_host(f"https://{host}/", hosts)
    return not is_own and _OTHERS.search(host) is None

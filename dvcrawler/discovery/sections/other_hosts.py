"""Hosts below that of a site to which its pages link: some portals give each section a host."""

from collections import Counter
from collections.abc import Mapping

from dvcrawler.extract.page import Page
from dvcrawler.messages.plurals import counted
from dvcrawler.normalize.url_form import read_host

#: Links from which a host may be that of a section, and hosts that a message names.
_LEAST_LINKS, _MOST_NAMED = 3, 6


def count_other_hosts(page: Page, hosts: Mapping[str, str]) -> Counter[str]:
    """Links of the page to each host below one of `hosts`."""
    found = Counter[str]()
    for url, _ in page.links:
        host = read_host(url)
        if host not in hosts and any(host.endswith(f".{own}") for own in hosts):
            found[host] += 1
    return found


def describe_other_hosts(found: Mapping[str, int]) -> str | None:
    """What to do about the hosts that many links lead to; None if there are none."""
    often = [host for host, links in Counter(found).most_common() if links >= _LEAST_LINKS]
    if not often:
        return None
    links = counted(sum(found[host] for host in often), "link")
    named = ", ".join(often[:_MOST_NAMED]) + (", …" if len(often) > _MOST_NAMED else "")
    return (
        f"{links} to hosts below its own, {named}; crawl each by its front page, such as https://{often[0]}/"
    )

"""The words and `-a` arguments of `dvcrawler crawl`, checked before any site is crawled."""

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from dvcrawler.discovery.argument_help import OF_SITES, takes
from dvcrawler.discovery.argument_parser import parse_arguments
from dvcrawler.discovery.sections.typed_address import check_section
from dvcrawler.errors import UsageError
from dvcrawler.messages.suggestions import suggest
from dvcrawler.normalize.site_names import is_portal_name
from dvcrawler.run.process import Job
from dvcrawler.spiders.base.news import NewsSpider

#: Arguments that name the host of a site without one.
_HOST_ARGUMENTS = {"host", "start"}
#: Arguments that if empty, as of an unset shell variable, would count as missing: all would be crawled.
_READ_AS_ABSENT = frozenset(
    ("archive", "article", "host", "listing", "section", "since", "start", "unit", "until", "url")
)
#: The port of a site `portal/<host>:<port>`; ids have more than a number.
_PORT = re.compile(r"[0-9]{1,5}/?")


def check_arguments(jobs: Sequence[Job], typed: Iterable[str]) -> None:
    """Raises UsageError if a site needs more arguments, does not take one, or does not have the section.

    `typed`: the names of the arguments that were typed, for all sites.
    """
    _check_own_arguments(jobs, set(typed))
    for job in jobs:
        spider = job.spider(name=job.site)
        if hasattr(spider, "choose_site"):  # a plain Scrapy spider has no site to choose
            arguments = parse_arguments(job.arguments)
            site = spider.choose_site(arguments)
            if arguments.section is not None:
                check_section(site, arguments.section)


def _check_own_arguments(jobs: Sequence[Job], typed: AbstractSet[str]) -> None:
    """Raises UsageError for a typed argument that none of the sites takes: it would have no effect."""
    given = [name for name in OF_SITES if name in typed]
    untaken = [name for name in given if not any(takes(job.spider, name) for job in jobs)]
    if untaken:
        site = OF_SITES[untaken[0]]
        names = " and ".join(f"{name}=" for name in untaken if OF_SITES[name] == site)
        raise UsageError(f"-a {names} is for {site}; {_deny(jobs)} it")


def _deny(jobs: Sequence[Job]) -> str:
    return f"{jobs[0].site} does not take" if len(jobs) == 1 else "none of the sites named takes"


def check_words(words: Iterable[str]) -> None:
    """Raises UsageError for an argument without -a."""
    for name in words:
        if "=" in name and "/" not in name.partition("=")[0]:
            raise UsageError(f"{name} is not a site; an argument follows -a, as in -a {name}")


def refuse_id(word: str, sites: Mapping[str, type[NewsSpider]]) -> None:
    """Raises UsageError for the id of an article, which may look like a host with a port."""
    name, colon, number = word.partition(":")
    if not colon or _is_address_with_colon(name, number):
        return
    if name in sites or is_portal_name(name):
        raise UsageError(
            f"{word[:200]} is the id of an article, which show, open, cite and remove take; "
            f"crawl takes a site (dvcrawler crawl {name}) or the web address of an article"
        )
    meant = suggest(name, sites)
    if meant and name != "localhost":
        raise UsageError(f"unknown site {name[:200]!r}{meant}")


def _is_address_with_colon(name: str, rest: str) -> bool:
    """Whether the words around a colon are an address, or a host and its port."""
    if is_portal_name(name):
        return _PORT.fullmatch(rest) is not None or rest.startswith("//")
    return rest.startswith("//") or ("." in name and "/" not in name)


def split_pairs(given: Iterable[str]) -> dict[str, str]:
    """The `-a NAME=VALUE` arguments by name. Raises UsageError for one without a value, or with two."""
    typed: dict[str, str] = {}
    for name, equals, value in (text.partition("=") for text in given):
        _check_pair(name, equals, value)
        if typed.setdefault(name, value) != value:
            raise UsageError(f"-a {name}= is given twice, with two values; give one of them in each run")
    if "url" in typed and "start" in typed:
        raise UsageError("-a url= and -a start= are the same; give one of them")
    return {"start" if name == "url" else name: value for name, value in typed.items()}


def _check_pair(name: str, equals: str, value: str) -> None:
    if not equals:
        raise UsageError(f"-a {name}: write it as NAME=VALUE")
    if name in _READ_AS_ABSENT and not value.strip():
        raise UsageError(f"-a {name}= has no value; leave it out, or write one")


def typed_addresses(arguments: Mapping[str, str]) -> list[str]:
    """The addresses in the arguments. Those of a list in a file were not typed."""
    urls = arguments.get("source", "").removeprefix("urls:")
    return [arguments.get("start", ""), arguments.get("archive", ""), *urls.split("\n")]


def find_all_sites(
    sites: Mapping[str, type[NewsSpider]], given: Mapping[str, Mapping[str, str]]
) -> list[str]:
    """The names of the sites that --all crawls. Leaves out sites with a placeholder host in .invalid, unless
    the arguments name the host.
    """
    return [
        name
        for name, spider in sites.items()
        if hasattr(spider, "site")
        and (given[name].keys() & _HOST_ARGUMENTS & spider.own_arguments or _has_host(spider))
    ]


def _has_host(spider: type[NewsSpider]) -> bool:
    return not any(host.endswith(".invalid") for host in spider.site.hosts)

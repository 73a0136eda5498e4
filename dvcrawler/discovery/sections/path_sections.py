"""Sections of a portal whose menu only a script draws: those in the paths above articles, "Trang chủ / Thời
sự", and the folders of its articles, `/thoi-su` of `/thoi-su/202403/bai-viet-so-mot-1234567/`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from urllib.parse import urlsplit, urlunsplit

from scrapy import Request
from scrapy.http import Response

from dvcrawler.discovery.links import section_key
from dvcrawler.discovery.listings.listing_requests import request_section
from dvcrawler.discovery.sections.menu_links import drop_duplicates
from dvcrawler.discovery.sources import Sources
from dvcrawler.discovery.surveys.survey_trials import read_page
from dvcrawler.extract.breadcrumb import MOST_STEPS
from dvcrawler.extract.elements import Element, names_of
from dvcrawler.extract.named_boxes import PATH_TAGS
from dvcrawler.extract.page import Page
from dvcrawler.families.non_sections import is_front_page, is_never_section
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.urls import is_own_host
from dvcrawler.patterns import lazy_regex

_NAMES = lazy_regex(r"bread-?_?crumb|duong-?dan", re.I)
_MOST_BOXES = 4
_MOST_FOLDERS, _DEEPEST = 20, 3


def request_path_sections(sources: Sources, response: Response) -> Iterator[Request]:
    """The sections in the path of the article that no other page of the run led to, of its first articles."""
    if not sources.shared_parts.take_path() or (page := read_page(sources, response)) is None:
        return
    for url in path_links(page, sources.site.hosts):
        key = section_key(url)
        if key not in sources.sections and sources.articles.read_id(url) is None:
            sources.sections.add(key)
            yield request_section(sources, url, 1)


def path_links(page: Page, hosts: Mapping[str, str]) -> list[str]:
    """The links in the boxes that are named as a path, without those to front pages."""
    urls = (absolute_url(page.base, (link.get("href") or "").strip()) for link in _links_of_paths(page))
    own = (url for url in urls if url is not None and url != page.url and is_own_host(url, hosts))
    return [*dict.fromkeys(url for url in own if not (is_front_page(url) or is_never_section(url)))]


def _links_of_paths(page: Page) -> Iterator[Element]:
    boxes = (each for each in page.body.iter(*PATH_TAGS) if _NAMES.search(_read_names(each)))
    for box in islice(boxes, _MOST_BOXES):
        links = [*islice(box.iter("a"), MOST_STEPS + 1)]
        if len(links) <= MOST_STEPS:
            yield from links


def _read_names(box: Element) -> str:
    return f"{names_of(box)} {box.get('aria-label')}"


def article_folders(articles: Iterable[str]) -> list[str]:
    """The addresses of the folders, without numbers at their end, nor those of scripts (`/tin.aspx/amp`);
    there may be no page at them.
    """
    found = filter(None, map(_find_folder, articles))
    return drop_duplicates(found)[:_MOST_FOLDERS]


def _find_folder(url: str) -> str | None:
    parts = urlsplit(url)
    names = parts.path.strip("/").split("/")[:-1]
    while names and names[-1].isdecimal():
        names.pop()
    if not 0 < len(names) <= _DEEPEST or any(map(str.isdecimal, names)) or "." in names[-1]:
        return None
    path = "/".join(["", *names, *([""] if parts.path.endswith("/") else [])])
    folder = urlunsplit(parts._replace(path=path, query="", fragment=""))
    return None if is_front_page(folder) or is_never_section(folder) else folder

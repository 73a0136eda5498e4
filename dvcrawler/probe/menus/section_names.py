"""Names of sections that differ in their query: without what all of them have in common."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from dvcrawler.probe.findings import Section
from dvcrawler.probe.menus.short_names import name_section

#: Sections of one path that show what they have in common.
_LEAST_SECTIONS = 3
_UNNAMED = re.compile(r"[^\w-]+")


def name_apart(sections: Sequence[Section]) -> list[Section]:
    """The sections; of those with one path, the words in which their queries differ are the names: `thoi-su`
    instead of `Default-xahaiminh-1263-31890-11-thoi-su`.
    """
    paths: defaultdict[str, list[str]] = defaultdict(list)
    for section in sections:
        parts = urlsplit(section.url)
        if parts.query and section.name == name_section(section.url):
            paths[parts.netloc + parts.path].append(section.url)
    names = {url: name for urls in paths.values() for url, name in _shorten(urls).items()}
    return [replace(each, name=names.get(each.url, each.name)) for each in sections]


def _shorten(urls: Sequence[str]) -> Mapping[str, str]:
    """Names by address; none where they would not distinguish the sections."""
    queries = {url: parse_qsl(urlsplit(url).query) for url in urls}
    pairs = [set(query) for query in queries.values()]
    shared = set.intersection(*pairs) if len(pairs) >= _LEAST_SECTIONS else set()
    names = {
        url: _choose([value for key, value in query if (key, value) not in shared])
        for url, query in queries.items()
    }
    is_apart = shared and all(names.values()) and len({*names.values()}) == len(names)
    return names if is_apart else {}


def _choose(values: Sequence[str]) -> str:
    """The words among the values; numbers alone say no more than the whole name."""
    return "-".join(_UNNAMED.sub("-", value) for value in values if any(map(str.isalpha, value)))

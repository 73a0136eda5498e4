"""Names of sections: without what all of them have in common, and short ones as for -a section=."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, unquote, urlsplit

from dvcrawler.families.learning.address_shape import INDEXES
from dvcrawler.normalize.text import fold
from dvcrawler.probe.findings import Section
from dvcrawler.storage.ledgers.sections import SectionLink

#: Sections of one path that show what they have in common.
_LEAST_SECTIONS = 3
#: Characters that a name has a hyphen for.
_NOT_OF_NAMES = re.compile(r"[^\w-]+")
_LONGEST_NAME = 60
_PAGE_FOLDERS = ("pages", "sitepages", "lists", "forms")
#: Files that show the list of their folder, as SharePoint calls them, beside `INDEXES`.
_WHOLE_LISTS = ("allitems", "allpages")
#: In the addresses of DotNetNuke: `/tin-xa/tabid/11/language/vi-VN/Default.aspx`.
_LANGUAGE = re.compile(r"[a-z]{2}-[A-Z]{2}|language")


def name_apart(sections: Sequence[Section], links: Iterable[SectionLink] = ()) -> list[Section]:
    """The sections with shorter names: those with one path by the words in which their queries differ,
    `thoi-su` instead of `Default-xahaiminh-1263-31890-11-thoi-su`; those whose names differ by a number alone
    are named as in the `links` to them.
    """
    paths: defaultdict[str, list[str]] = defaultdict(list)
    unnamed = [each for each in sections if each.name == name_section(each.url)]
    for section in unnamed:
        parts = urlsplit(section.url)
        if parts.query:
            paths[parts.netloc + parts.path].append(section.url)
    names = _find_names_in(links, _list_numbered(unnamed))
    names |= {url: name for urls in paths.values() for url, name in _shorten(urls).items()}
    return [replace(each, name=names.get(each.url, each.name)) for each in sections]


def _find_names_in(links: Iterable[SectionLink], urls: Iterable[str]) -> dict[str, str]:
    """The names that the links have for the addresses."""
    words = {each.url: _NOT_OF_NAMES.sub("-", fold(each.name)) for each in links if each.name}
    return {url: words[url].strip("-") for url in urls if url in words}


def _list_numbered(sections: Sequence[Section]) -> list[str]:
    """The addresses of those whose names differ by a number."""
    forms = Counter(_remove_numbers(each.name) for each in sections)
    return [each.url for each in sections if forms[_remove_numbers(each.name)] > 1]


def _remove_numbers(name: str) -> str:
    return "".join(letter for letter in name if not letter.isdecimal())


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
    return "-".join(_NOT_OF_NAMES.sub("-", value) for value in values if any(map(str.isalpha, value)))


def name_section(url: str) -> str:
    """A name for `-a section=`: the last part of the path, without its ending, and what the query says."""
    parts = urlsplit(url)
    *folders, last = unquote(parts.path).rstrip("/").split("/")
    stem, dot, ending = last.rpartition(".")
    name = (stem if dot and len(ending) <= 5 else last) or "front"
    if name.lower() in (*INDEXES, *_WHOLE_LISTS) and not parts.query:  # `/tin-xa/tabid/11/Default.aspx`
        found = [*filter(None, map(_name_folder, reversed(folders), ["", *reversed(folders)]))]
        # SharePoint keeps the pages of each section in a folder of this name.
        name = next((each for each in found if each.lower() not in _PAGE_FOLDERS), next(iter(found), name))
    values = [_NOT_OF_NAMES.sub("-", value) for _, value in parse_qsl(parts.query)]
    return "-".join([name, *values])[:_LONGEST_NAME]


def name_host(front: str) -> str:
    """A name for a section that is the front page of a host: `thethao` of `https://thethao.example.vn/`."""
    return (urlsplit(front).hostname or "").removeprefix("www.").partition(".")[0]


def _name_folder(folder: str, after: str) -> str:
    """The folder, if it is not a number, a language or what the number after it counts: `/tabid/11/`."""
    is_other = folder.isdecimal() or after.isdecimal() or _LANGUAGE.fullmatch(folder)
    return "" if is_other else folder

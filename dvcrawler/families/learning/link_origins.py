"""Parameters that say where a link is, not which article it leads to: `?pageindex=0`, `?ref=home`.

Some portals add the page of a list, or its name, to each of its links. The same article then has an address
in each place, and that may look like the address of a page of a list.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from urllib.parse import parse_qsl, urlsplit

from dvcrawler.families.learning.link_block import LinkBlock
from dvcrawler.normalize.url_form import without_parameters

#: Links of one list that show it, and syllables of a headline.
_LEAST_LINKS, _HEADLINE = 3, 4
#: Names that count although the path does not distinguish the articles: `/tin.php?so=12&ref=home`.
_NAMES = re.compile(
    r"(?:page|trang)_?(?:index|no|number)?|ref(?:erer)?|src|from|origin|itm_[a-z]{1,20}|return_?url"
    r"|mid|pos(?:ition)?|box",
    re.I,
)
_PAGES = re.compile(r"page|trang", re.I)
#: Names that choose the translation of an article, which is another one.
_LANGUAGES = re.compile(r"(?:site_?)?lang(?:uage)?(?:_?(?:id|code))?|locale|hl|culture|ngon_?ngu|l", re.I)
_Query = dict[str, str]
#: Caps the names of one site.
_MOST_NAMES = 8
#: Caps the addresses of one headline that are compared.
_MOST_FORMS = 6
#: Headline and summary lead to one article; an address below more texts is not that of an article.
_MOST_TEXTS = 2


def find_origins(blocks: Iterable[LinkBlock]) -> tuple[str, ...]:
    """The parameters that have one value in all headlines of a list, whose addresses differ without them, and
    those that one link to an article has and another one with its headline has not, or not with this value.
    """
    blocks = [block for block in blocks if block.words >= _HEADLINE]
    lists: defaultdict[tuple[str, str], dict[str, LinkBlock]] = defaultdict(dict)
    for block in blocks:
        if "?" in block.url:
            lists[block.page, block.group][block.url] = block
    found = {name: None for urls in lists.values() for name in _find_in_list(list(urls))}
    named = found | dict.fromkeys(_find_added(blocks))
    return tuple(name for name in named if not _LANGUAGES.fullmatch(name))[:_MOST_NAMES]


def _find_added(blocks: Iterable[LinkBlock]) -> list[str]:
    """The parameters that are added to the address of an article in some places only, or change there."""
    titles: defaultdict[str, set[str]] = defaultdict(set)
    for block in blocks:
        titles[block.url].add(block.title)
    found: defaultdict[tuple[str, str], list[_Query]] = defaultdict(list)
    for url, named in titles.items():
        parts = urlsplit(url)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        for title in named if len(named) <= _MOST_TEXTS else ():
            found[f"{parts.netloc}{parts.path}", title].append(query)
    counts = Counter(name for queries in found.values() for name in _find_more(queries[:_MOST_FORMS]))
    return sorted(name for name, count in counts.items() if count >= _LEAST_LINKS) + _find_changing(found)


def _find_changing(found: Mapping[tuple[str, str], Sequence[_Query]]) -> list[str]:
    """The parameters that have several values in links to the same articles: ids of a visit."""
    articles: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for article, queries in found.items():
        for one, other in combinations(queries[:_MOST_FORMS], 2):
            changed = dict(one.items() ^ other.items())
            if len(changed) == 1 and one.keys() == other.keys():
                for name in changed:
                    articles[name, one[name]].add(article)
                    articles[name, other[name]].add(article)
    counts = Counter(name for (name, _), shown in articles.items() if len(shown) >= _LEAST_LINKS)
    return sorted(name for name, count in counts.items() if count > 1)


def _find_more(queries: Sequence[_Query]) -> set[str]:
    """The parameters that one address has more than another one, with equal values of all others."""
    more = (one.keys() - other.keys() for one in queries for other in queries if one.items() > other.items())
    return set().union(*more)


def drop_origins(blocks: Sequence[LinkBlock], names: Collection[str]) -> list[LinkBlock]:
    """The links with the addresses that they have without these parameters."""
    if not names:
        return list(blocks)
    return [replace(block, url=without_parameters(block.url, names)) for block in blocks]


def _find_in_list(urls: Sequence[str]) -> list[str]:
    if len(urls) < _LEAST_LINKS:
        return []
    queries = [dict(parse_qsl(urlsplit(url).query, keep_blank_values=True)) for url in urls]
    shared = _find_shared(queries)
    is_apart = _differ({urlsplit(url).path for url in urls}, urls)
    named = shared if is_apart else _choose_known(shared, queries[0])
    return named if _differ({without_parameters(url, named) for url in urls}, urls) else []


def _find_shared(queries: Sequence[_Query]) -> list[str]:
    """The parameters that have one value in all addresses, which open without them."""
    first = queries[0]
    shared = sorted(name for name in first if len({query.get(name) for query in queries}) == 1)
    # DotNetNuke opens a control's page only with the number of its module: `?ctl=View&mid=470&id=12`.
    return [name for name in shared if name != "mid"] if "ctl" in first else shared


def _choose_known(names: Collection[str], query: _Query) -> list[str]:
    """The names of such parameters: `page=2` is that of a list, `page=newsDetail` names a script."""
    known = (name for name in names if _NAMES.fullmatch(name))
    return sorted(name for name in known if not _PAGES.match(name) or query[name].isdecimal())


def _differ(found: Collection[str], urls: Sequence[str]) -> bool:
    return len(found) == len(urls)

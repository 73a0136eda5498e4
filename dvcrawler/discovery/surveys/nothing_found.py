"""What a run says that found no article, or documents alone, on a site that no file describes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from dvcrawler.families.learning.address_rule import AddressRule
from dvcrawler.families.learning.address_shape import Shape, Target, read_target, shape_of, show_target
from dvcrawler.families.non_sections import is_file
from dvcrawler.messages.plurals import counted

#: Number of shapes and of tried pages that are named.
_MOST_SHAPES, _MOST_REFUTED = 8, 3
#: Most characters of a call in a message.
_LONGEST_SCRIPT = 80
_NOTHING = "no link looks like an article's"
_NAME = "name the right shape with -a article=REGEX, and the listings with -a listing=REGEX"
_BUILT = (
    "a script builds the pages, and no feed or sitemap names articles; give their addresses with "
    "-a source=urls:FILE, or saved pages with -a source=warc:FILE"
)
_FILES = "its lists name files, such as PDF, and an article is a page"
DOCUMENTS_ONLY = "its lists name documents and no news: where the site has news, a script loads their lists"


@dataclass(frozen=True, slots=True)
class NothingFound:
    """`reason`: what happened and what to do, one line. `seen`: what was found instead, a line each."""

    reason: str
    seen: tuple[str, ...]


def explain_nothing(
    links: Iterable[str],
    scripts: Sequence[str],
    others: str | None,
    refuted: Sequence[str],
    *,
    is_built: bool,
) -> NothingFound:
    """`links`: of the listings; `scripts`: calls that only a script can follow; `others`: the hosts of other
    sites to which links lead; `refuted`: pages that were tried and are not articles; `is_built`: whether
    scripts build the pages.
    """
    links = [*links]
    seen = _describe_shapes(links) or ["no links to its own host"]
    if scripts:
        example = scripts[0][:_LONGEST_SCRIPT]
        seen.append(f"{len(scripts)} links that only a script can follow, such as {example}")
    if others is not None:
        return NothingFound(_NOTHING, (*seen, others))
    seen += [f"tried, and not an article: {url}" for url in refuted[:_MOST_REFUTED]]
    advice = _FILES if _are_files(links) else _BUILT if is_built else _NAME
    return NothingFound(f"{_NOTHING}; {advice}", tuple(seen))


def _describe_shapes(urls: Iterable[str]) -> list[str]:
    """The shapes of these addresses, each with its count and an example, most frequent first."""
    seen: defaultdict[object, list[Target]] = defaultdict(list)
    for target in filter(None, map(read_target, dict.fromkeys(urls))):
        seen[shape_of(target)].append(target)
    frequent = sorted(seen.values(), key=lambda targets: -len(targets))[:_MOST_SHAPES]
    return [
        f"{counted(len(each), 'link')} as {show_target(each[0])}, such as {each[0].text[:200] or '/'}"
        for each in frequent
    ]


def _are_files(links: Collection[str]) -> bool:
    """Whether most of the links lead to files."""
    return 2 * sum(is_file(urlsplit(url).path) for url in links) > len(links)


def explain_documents(others: str | None) -> str:
    """`others`: the hosts of other sites to which links lead."""
    return f"{DOCUMENTS_ONLY}, or they are on another host: {others}" if others else DOCUMENTS_ONLY


def covers_documents_only(rule: AddressRule, urls: Iterable[str], kinds: Mapping[str, str]) -> bool:
    """Whether all links that the rule covers have the shape of a document. `kinds`: what the pages are that
    were tried and read.
    """
    documents = _find_shapes(url for url, kind in kinds.items() if kind == "document")
    covered = _find_shapes(url for url in urls if rule.covers(url))
    return bool(covered) and covered <= documents and set(kinds.values()) == {"document"}


def _find_shapes(urls: Iterable[str]) -> set[Shape]:
    return {shape_of(target) for target in map(read_target, urls) if target is not None}

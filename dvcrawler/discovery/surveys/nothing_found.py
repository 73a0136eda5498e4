"""What a run says that found no article on a site that no file describes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dvcrawler.families.learning.address_shape import Target, read_target, shape_of, show_target
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
    seen = _describe_shapes(links) or ["no links to its own host"]
    if scripts:
        example = scripts[0][:_LONGEST_SCRIPT]
        seen.append(f"{len(scripts)} links that only a script can follow, such as {example}")
    if others is not None:
        return NothingFound(_NOTHING, (*seen, others))
    seen += [f"tried, and not an article: {url}" for url in refuted[:_MOST_REFUTED]]
    return NothingFound(f"{_NOTHING}; {_BUILT if is_built else _NAME}", tuple(seen))


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

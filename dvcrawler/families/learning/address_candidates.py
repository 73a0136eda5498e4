"""Links of a site as candidates for article addresses, grouped by the shape of their addresses."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from dvcrawler.families.learning.address_shape import Target, read_target, shape_of
from dvcrawler.families.learning.link_block import LinkBlock
from dvcrawler.families.learning.link_votes import Votes, count_votes
from dvcrawler.families.learning.shape_pattern import split_shape
from dvcrawler.families.non_articles import find_topic, is_never_article

#: Least number of addresses of a shape that is worth a trial.
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """`confirmed`: a feed names it, or its page was tried and is an article; `denied`: it is not. `topic`:
    the folders of its address that name a topic on most sites.
    """

    url: str
    target: Target
    is_article: bool = False
    is_section: bool = False
    confirmed: bool = False
    denied: bool = False
    is_card: bool = False
    topic: str | None = None
    words: int = 0


def find_candidates(
    blocks: Iterable[LinkBlock], named: Collection[str], tried: Mapping[str, bool]
) -> list[Candidate]:
    """One candidate for each address. `blocks`: links to the site's own hosts. `named`: addresses from its
    feeds. `tried`: for pages that were fetched, whether they are articles.
    """
    return _mark_parents(_gather(count_votes(blocks), named, tried))


def _gather(votes: Mapping[str, Votes], named: Collection[str], tried: Mapping[str, bool]) -> list[Candidate]:
    found: dict[str, Candidate] = {}
    for url in dict.fromkeys([*votes, *named, *tried]):
        target = read_target(url)
        topic = find_topic(target.text) if target is not None else None
        if target is None or not target.text or (topic is None and is_never_article(target.text)):
            continue
        plain, vote = Candidate(url, target, topic=topic), votes.get(url) or Votes()
        one = _judge(plain, vote, is_named=url in named, is_tried=tried.get(url))
        known = found.get(target.text)
        found[target.text] = _combine(known, one) if known else one
    return list(found.values())


def _judge(candidate: Candidate, vote: Votes, *, is_named: bool, is_tried: bool | None) -> Candidate:
    """The candidate with the evidence for it. `is_tried`: whether its page is an article; None if unknown."""
    candidate = replace(candidate, is_card=vote.cards > 0, words=vote.words)
    if is_tried is False:
        return replace(candidate, is_section=True, denied=True)
    if is_named or is_tried:
        return replace(candidate, is_article=True, confirmed=True)
    return replace(candidate, is_article=vote.is_article, is_section=vote.is_section)


def _combine(one: Candidate, other: Candidate) -> Candidate:
    """Merges two forms of one address, such as with and without `www.`: a page that was tried or a feed
    outweighs how links look.
    """
    confirmed, denied = one.confirmed or other.confirmed, one.denied or other.denied
    is_section = denied or (not confirmed and (one.is_section or other.is_section))
    return replace(
        one,
        is_section=is_section,
        is_article=not is_section and (one.is_article or other.is_article),
        confirmed=confirmed and not denied,
        denied=denied,
        is_card=one.is_card or other.is_card,
        words=max(one.words, other.words),
    )


def _mark_parents(candidates: list[Candidate]) -> list[Candidate]:
    """Marks addresses that others extend as sections: `/thoi-su` next to `/thoi-su/mua-vang`."""
    below: defaultdict[str, int] = defaultdict(int)
    for each in candidates:
        below[each.target.text.rpartition("/")[0]] += each.is_article
    return [
        replace(each, is_article=False, is_section=True)
        if below[each.target.text] >= 2 and not each.confirmed
        else each
        for each in candidates
    ]


def group_by_shape(candidates: Iterable[Candidate]) -> list[list[Candidate]]:
    """Groups candidates by shape; the same shape in different places of an address makes separate groups."""
    by_shape: defaultdict[object, list[Candidate]] = defaultdict(list)
    for each in candidates:
        by_shape[shape_of(each.target), each.topic].append(each)
    groups: list[list[Candidate]] = []
    for members in by_shape.values():
        places = split_shape([each.target for each in members])
        split: defaultdict[object, list[Candidate]] = defaultdict(list)
        for each, place in zip(members, places, strict=True):
            split[place].append(each)
        groups += split.values()
    return groups


def group_addresses(urls: Collection[str], least: int = _LEAST) -> list[list[str]]:
    """The addresses of each shape that may be that of articles, most frequent first, without those of fewer
    than `least` addresses.
    """
    groups = [
        sorted(each.url for each in group) for group in group_by_shape(find_candidates((), {*urls}, {}))
    ]
    return sorted((group for group in groups if len(group) >= least), key=len, reverse=True)

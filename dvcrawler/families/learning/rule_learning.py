"""Learns a site's rule for article addresses from its listings, its feeds and a few trial pages.

Links are grouped by shape. A shape is accepted if enough of its links look like headlines in a list; links
of an accepted shape that are in menus are remembered as sections.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from statistics import median

from dvcrawler.families.learning.address_candidates import Candidate, find_candidates, group_by_shape
from dvcrawler.families.learning.address_rule import MAX_PATTERNS, MAX_SECTIONS, AddressRule, unite
from dvcrawler.families.learning.address_shape import Target, shape_of, show_target
from dvcrawler.families.learning.link_block import LinkBlock
from dvcrawler.families.learning.shape_pattern import build_pattern

#: Number of links that establish a shape without a trial page.
MIN_LINKS = 3
#: The same for links in blocks with a heading, day or picture.
SURE_LINKS = 6
#: Least words of a slug made from a headline.
LEAST_SLUG = 5
#: Words of the usual slug made from a headline, and the share of them that a section's address has at most.
_HEADLINE_SLUG, _NAME_SHARE = 5, 0.4
#: Number of trial pages without an article that outweighs any number of links.
_MIN_DENIED = 2


def learn_rule(
    blocks: Iterable[LinkBlock],
    named: Collection[str] = (),
    tried: Mapping[str, bool] | None = None,
    *,
    is_known: bool = False,
) -> AddressRule | None:
    """The rule that the evidence supports; None if no shape is established.

    `blocks`: links to the site's own hosts. `named`: addresses from its feeds. `tried`: whether each fetched
    trial page is an article. `is_known`: the site has a rule already, which these shapes would extend.
    """
    candidates = find_candidates(blocks, named, tried or {})
    groups = [each for each in group_by_shape(candidates) if not each[0].topic or _is_confirmed(each)]
    accepted = _add_siblings(_choose_proven(groups, is_known=is_known), groups)
    return _make_rule(accepted, candidates) if accepted else None


def _choose_proven(groups: Iterable[Sequence[Candidate]], *, is_known: bool) -> Sequence[Sequence[Candidate]]:
    """The established groups of which no page was another one; if there are none, all, for a first rule."""
    established = [group for group in groups if _is_established(group)]
    proven = [group for group in established if not _is_denied(group)]
    return proven if is_known else proven or established


def _is_denied(group: Sequence[Candidate]) -> bool:
    return any(each.denied for each in group) and not _is_confirmed(group)


def _add_siblings(
    established: Sequence[Sequence[Candidate]], groups: Iterable[Sequence[Candidate]]
) -> list[Sequence[Candidate]]:
    """The groups, and those of the same shapes at other places or of a topic that hold articles alone."""
    shapes = {shape_of(group[0].target) for group in established}
    return [
        group
        for group in groups
        if group in established
        or (shape_of(group[0].target) in shapes and all(each.is_article for each in group))
    ]


def _is_established(group: Sequence[Candidate]) -> bool:
    if _is_confirmed(group):
        return True
    if sum(each.denied for each in group) >= _MIN_DENIED:
        return False
    articles = count_articles(group)
    if any(map(_is_named_section, group)) and articles < MIN_LINKS * 2:
        return False
    return articles >= MIN_LINKS and 2 * articles >= sum(each.is_section for each in group)


def _is_named_section(candidate: Candidate) -> bool:
    return candidate.is_section and not candidate.target.slug_words


def _is_confirmed(group: Sequence[Candidate]) -> bool:
    return any(each.confirmed for each in group)


def _make_rule(accepted: Sequence[Sequence[Candidate]], candidates: Sequence[Candidate]) -> AddressRule:
    patterns = [build_pattern([each.target for each in _drop_names(group)]) for group in accepted]
    sections = [each.target for each in candidates if each.is_section and _matches_any(each, patterns)]
    return AddressRule(
        unite(patterns)[:MAX_PATTERNS],
        tuple(target.text for target in sections[:MAX_SECTIONS]),
        _find_folders(candidates, sections)[:MAX_SECTIONS],
        tuple(map(_describe, accepted))[:MAX_PATTERNS],
        unite(group[0].topic for group in accepted if group[0].topic)[:MAX_PATTERNS],
    )


def _drop_names(group: Sequence[Candidate]) -> list[Candidate]:
    """The articles of the group without addresses far shorter than most, where these are made of headlines:
    menus of offices hold names as long as headlines, `/ntm` for "Chương trình xây dựng nông thôn mới".
    """
    articles = [each for each in group if each.is_article]
    usual = median(each.target.slug_words for each in articles)
    if usual < _HEADLINE_SLUG:
        return articles
    return [each for each in articles if each.confirmed or each.target.slug_words > _NAME_SHARE * usual]


def _find_folders(candidates: Sequence[Candidate], sections: Sequence[Target]) -> tuple[str, ...]:
    """First folders that contain only sections. `sections`: those that the patterns match."""
    articles = {_read_first_folder(each.target) for each in candidates if each.is_article}
    frequent = (folder for folder, count in Counter(map(_read_first_folder, sections)).items() if count >= 2)
    return tuple(folder for folder in frequent if folder and folder not in articles)


def _matches_any(candidate: Candidate, patterns: Iterable[str]) -> bool:
    return any(re.fullmatch(pattern, candidate.target.text) for pattern in patterns)


def _read_first_folder(target: Target) -> str:
    return f"/{target.folders[0].value}/" if target.folders else ""


def _describe(group: Sequence[Candidate]) -> str:
    articles = _drop_names(group)
    confirmed = sum(each.confirmed for each in articles)
    target = articles[0].target
    shown = f"{show_target(target)}: {_count_links(articles)}, such as {target.text[:200]}"
    return shown + (f"; {confirmed} named by a feed or read as an article" if confirmed else "")


def _count_links(group: Sequence[object]) -> str:
    return "1 link" if len(group) == 1 else f"{len(group)} links"


def count_articles(group: Sequence[Candidate]) -> int:
    return sum(each.is_article for each in group)

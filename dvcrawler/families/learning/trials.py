"""Pages that are worth fetching where the listings leave open what is an article."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from dvcrawler.families.learning.address_candidates import Candidate, find_candidates, group_by_shape
from dvcrawler.families.learning.address_rule import AddressRule
from dvcrawler.families.learning.address_shape import shape_of
from dvcrawler.families.learning.link_block import LinkBlock
from dvcrawler.families.learning.rule_learning import LEAST_SLUG, MIN_LINKS, SURE_LINKS, count_articles

#: Syllables of titles that may be names of sections.
_NAME_WORDS = 4


def suggest_trials(
    blocks: Iterable[LinkBlock],
    named: Collection[str],
    tried: Mapping[str, bool],
    most: int,
    rule: AddressRule | None = None,
) -> list[str]:
    """Addresses worth fetching, one for each shape that the listings leave open, most links first; with a
    known `rule`, one for each other shape.

    If no link looks like an article's, those with a headline in their address are tried: the front page of a
    young site has one or two articles, which make no list.
    """
    candidates = find_candidates(blocks, named, tried)
    groups = group_by_shape(candidates)
    if not any(each.is_article for each in candidates):
        return [group[0].url for group in groups if _is_undecided(group)][:most]
    groups.sort(key=count_articles, reverse=True)
    return [_find_first_article(group).url for group in _select_open(groups, rule)[:most]]


def _select_open(
    groups: Sequence[Sequence[Candidate]], rule: AddressRule | None
) -> list[Sequence[Candidate]]:
    """The shapes that the listings leave open. A site's only list is taken as that of its articles."""
    is_only = sum(count_articles(group) >= MIN_LINKS for group in groups) < 2
    return [group for group in groups if _is_doubtful(group, rule) or (not is_only and _is_untried(group))]


def _find_first_article(group: Iterable[Candidate]) -> Candidate:
    return next(each for each in group if each.is_article)


def _is_untried(group: Sequence[Candidate]) -> bool:
    """Whether the group may be accepted and no page of it is known: beside articles, portals list prices,
    results and documents by day, as they do articles.
    """
    return count_articles(group) >= MIN_LINKS and not _is_tried(group)


def _is_tried(group: Sequence[Candidate]) -> bool:
    return any(each.confirmed or each.denied for each in group)


def _is_doubtful(group: Sequence[Candidate], rule: AddressRule | None) -> bool:
    articles = [each for each in group if each.is_article]
    if not articles or _is_tried(group):
        return False
    if rule is not None:
        return not any(rule.covers(each.url) for each in articles)
    if articles[0].topic:
        return len(articles) >= MIN_LINKS
    return len(articles) < SURE_LINKS or not _looks_sure(articles)


def _looks_sure(articles: Sequence[Candidate]) -> bool:
    """Whether the articles are linked in cards by headlines, and numbered."""
    is_named = max(each.words for each in articles) <= _NAME_WORDS
    return any(each.is_card for each in articles) and shape_of(articles[0].target).has_number and not is_named


def _is_undecided(group: Sequence[Candidate]) -> bool:
    """Whether these addresses contain a headline and the listings do not decide them."""
    if any(each.is_section or each.denied for each in group):
        return False
    return max(each.target.slug_words for each in group) >= LEAST_SLUG

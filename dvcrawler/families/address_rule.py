"""A site's own rule for article addresses, learned from its listings, feeds and a few pages that were tried.

Links are grouped by shape. A shape is accepted where enough of its links look like headlines in a list;
links of an accepted shape that stand in menus are remembered as sections.
"""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from dvcrawler.families.address_shape import Target, read_target, shape_of, show_target
from dvcrawler.families.link_votes import LinkBlock, Votes, count_votes
from dvcrawler.families.non_articles import LOOKAHEAD, is_never_article
from dvcrawler.families.shape_pattern import PLAIN_SLUG, build_pattern, split_shape
from dvcrawler.normalize.urls import AddressPattern

__all__ = ["AddressRule", "LinkBlock", "describe_shapes", "learn_rule", "parse_rule", "suggest_trials"]

#: Where the run record holds the rule: in words, and as `to_json` writes it in the run that learned it.
RULE_IN_WORDS, RULE_AS_LEARNED = "dvcrawler/address_rule", "dvcrawler/address_rule/learned"
#: The name under which a rule goes with the arguments of an earlier run.
LEARNED = "learned"
#: Links of one shape that establish it without a page that was tried.
_MIN_LINKS = 3
#: Links of one shape, in blocks with a heading, day or picture, from which no page need be tried.
_SURE_LINKS = 6
#: Pages tried in vain that outweigh any number of links.
_MIN_DENIED = 2
#: Caps what a hostile site can make a rule hold.
_MAX_PATTERNS, _MAX_SECTIONS = 40, 400


@dataclass(frozen=True, slots=True)
class AddressRule:
    """`patterns`: regular expressions, each for a whole address as `Target.text` has it. `sections`: such
    texts that a pattern matches and that are not articles; `folders`: beginnings of more of them.
    `evidence`: for people, a line for each pattern.
    """

    patterns: tuple[str, ...]
    sections: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()

    def covers(self, url: str) -> bool:
        """Whether the rule takes the address, on whatever host, for an article's."""
        target = read_target(url)
        if target is None or is_never_article(target.text) or re.match(self.exclusion, target.text) is None:
            return False
        return any(re.fullmatch(pattern, target.text) for pattern in self.patterns)

    @property
    def exclusion(self) -> str:
        """A lookahead that refuses the sections."""
        texts = [*(re.escape(text) + "$" for text in self.sections), *map(re.escape, self.folders)]
        return f"(?!(?:{'|'.join(texts)}))" if texts else ""

    @property
    def guard(self) -> str:
        """A lookahead that lets nothing but the rule's addresses pass."""
        return f"{LOOKAHEAD}{self.exclusion}(?=(?:{'|'.join(self.patterns)})$)"

    @property
    def needs_listing(self) -> bool:
        """Whether an address alone may be that of a section as well: slugs without a number."""
        return any(PLAIN_SLUG in pattern for pattern in self.patterns)

    def address_pattern(self, prefix: str) -> AddressPattern:
        """The rule as a pattern of a site. The id is the whole address without its host, so that it does not
        depend on what was learned when; `prefix` precedes it.
        """
        return AddressPattern(f"{LOOKAHEAD}{self.exclusion}(?P<id>{'|'.join(self.patterns)})", prefix=prefix)

    def merge(self, other: "AddressRule") -> "AddressRule":
        """Both rules in one: what an article's address was remains one."""
        known = {line.partition(":")[0] for line in self.evidence}
        lines = [line for line in other.evidence if line.partition(":")[0] not in known]
        return AddressRule(
            _unite(self.patterns, other.patterns)[:_MAX_PATTERNS],
            _unite(self.sections, other.sections)[:_MAX_SECTIONS],
            _unite(self.folders, other.folders)[:_MAX_SECTIONS],
            (*self.evidence, *lines)[:_MAX_PATTERNS],
        )

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def parse_rule(text: str) -> AddressRule | None:
    """The rule that `to_json` wrote; None for anything else, patterns that do not compile among it."""
    try:
        read = {name: tuple(map(str, values)) for name, values in json.loads(text).items()}
        rule = AddressRule(**read)
        for pattern in rule.patterns:
            re.compile(pattern)
    except (AttributeError, TypeError, ValueError, re.error):
        return None
    return rule


@dataclass(frozen=True, slots=True)
class _Candidate:
    """`confirmed`: a feed names it, or the page that was tried is an article; `denied`: that page is none."""

    url: str
    target: Target
    is_article: bool
    is_section: bool
    confirmed: bool = False
    denied: bool = False
    is_card: bool = False


def learn_rule(
    blocks: Iterable[LinkBlock], named: Collection[str] = (), tried: Mapping[str, bool] | None = None
) -> AddressRule | None:
    """The rule that the evidence shows; None where no shape is established.

    `blocks`: links to the site's own hosts. `named`: addresses out of its feeds. `tried`: for pages that were
    fetched, whether they are articles.
    """
    candidates = _mark_parents(_gather(count_votes(blocks), named, tried or {}))
    groups = _group(candidates)
    established = [group for group in groups if _is_established(group)]
    siblings = {shape_of(group[0].target) for group in established}
    accepted = [
        group
        for group in groups
        if group in established or (shape_of(group[0].target) in siblings and _has_only_articles(group))
    ]
    return _make_rule(accepted, candidates) if accepted else None


def _gather(
    votes: Mapping[str, Votes], named: Collection[str], tried: Mapping[str, bool]
) -> list[_Candidate]:
    found: dict[str, _Candidate] = {}
    for url in dict.fromkeys([*votes, *named, *tried]):
        target, vote = read_target(url), votes.get(url) or Votes()
        if target is None or not target.text or is_never_article(target.text):
            continue
        is_tried, known = tried.get(url), found.get(target.text)
        confirmed = url in named or is_tried is True
        one = _Candidate(
            url,
            target,
            is_article=is_tried is not False and (vote.is_article or confirmed),
            is_section=is_tried is False or (vote.is_section and not confirmed),
            confirmed=confirmed and is_tried is not False,
            denied=is_tried is False,
            is_card=vote.cards > 0,
        )
        found[target.text] = _combine(known, one) if known else one
    return list(found.values())


def _combine(one: _Candidate, other: _Candidate) -> _Candidate:
    """Two forms of one address, such as with and without `www.`."""
    is_section = one.is_section or other.is_section
    return replace(
        one,
        is_section=is_section,
        is_article=not is_section and (one.is_article or other.is_article),
        confirmed=one.confirmed or other.confirmed,
        denied=one.denied or other.denied,
        is_card=one.is_card or other.is_card,
    )


def _mark_parents(candidates: list[_Candidate]) -> list[_Candidate]:
    """An address that others continue is a section: `/thoi-su` beside `/thoi-su/mua-vang`."""
    below: defaultdict[str, int] = defaultdict(int)
    for each in candidates:
        below[each.target.text.rpartition("/")[0]] += each.is_article
    return [
        replace(each, is_article=False, is_section=True)
        if below[each.target.text] >= 2 and not each.confirmed
        else each
        for each in candidates
    ]


def _group(candidates: Iterable[_Candidate]) -> list[list[_Candidate]]:
    by_shape: defaultdict[object, list[_Candidate]] = defaultdict(list)
    for each in candidates:
        by_shape[shape_of(each.target)].append(each)
    groups: list[list[_Candidate]] = []
    for members in by_shape.values():
        places = split_shape([each.target for each in members])
        split: defaultdict[object, list[_Candidate]] = defaultdict(list)
        for each, place in zip(members, places, strict=True):
            split[place].append(each)
        groups += split.values()
    return groups


def _is_established(group: Sequence[_Candidate]) -> bool:
    articles = sum(each.is_article for each in group)
    if any(each.confirmed for each in group):
        return True
    if sum(each.denied for each in group) >= _MIN_DENIED:
        return False
    if any(each.is_section and not each.target.slug_words for each in group) and articles < _MIN_LINKS * 2:
        return False
    return articles >= _MIN_LINKS and 2 * articles >= sum(each.is_section for each in group)


def _has_only_articles(group: Sequence[_Candidate]) -> bool:
    return all(each.is_article for each in group)


def _make_rule(accepted: Sequence[Sequence[_Candidate]], candidates: Sequence[_Candidate]) -> AddressRule:
    patterns = [build_pattern([each.target for each in group if each.is_article]) for group in accepted]
    sections = [each.target.text for each in candidates if each.is_section]
    matched = [text for text in sections if any(re.fullmatch(pattern, text) for pattern in patterns)]
    return AddressRule(
        _unite(patterns, ())[:_MAX_PATTERNS],
        tuple(matched[:_MAX_SECTIONS]),
        _find_folders(candidates, patterns)[:_MAX_SECTIONS],
        tuple(map(_describe, accepted))[:_MAX_PATTERNS],
    )


def _find_folders(candidates: Sequence[_Candidate], patterns: Sequence[str]) -> tuple[str, ...]:
    """First folders that hold sections alone."""
    articles = {_first_folder(each.target) for each in candidates if each.is_article}
    counts: defaultdict[str, int] = defaultdict(int)
    for each in candidates:
        if each.is_section and any(re.fullmatch(pattern, each.target.text) for pattern in patterns):
            counts[_first_folder(each.target)] += 1
    return tuple(
        folder for folder, count in counts.items() if folder and count >= 2 and folder not in articles
    )


def _first_folder(target: Target) -> str:
    return f"/{target.folders[0].value}/" if target.folders else ""


def _describe(group: Sequence[_Candidate]) -> str:
    articles = [each for each in group if each.is_article]
    confirmed = sum(each.confirmed for each in articles)
    shown = (
        f"{show_target(articles[0].target)}: {len(articles)} links, such as {articles[0].target.text[:200]}"
    )
    return shown + (f"; {confirmed} named by a feed or read as an article" if confirmed else "")


def _unite(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*one, *other]))


def suggest_trials(
    blocks: Iterable[LinkBlock], named: Collection[str], tried: Mapping[str, bool], most: int
) -> list[str]:
    """Addresses worth fetching, one for each shape that the listings leave open, most links first."""
    candidates = _mark_parents(_gather(count_votes(blocks), named, tried))
    doubtful = [group for group in _group(candidates) if _is_doubtful(group)]
    doubtful.sort(key=lambda group: -sum(each.is_article for each in group))
    return [next(each.url for each in group if each.is_article) for group in doubtful[:most]]


def _is_doubtful(group: Sequence[_Candidate]) -> bool:
    articles = [each for each in group if each.is_article]
    if not articles or any(each.confirmed or each.denied for each in group):
        return False
    is_plain = not any(each.is_card for each in articles)
    return len(articles) < _SURE_LINKS or is_plain or not shape_of(articles[0].target).has_number


def describe_shapes(urls: Iterable[str], most: int) -> list[str]:
    """The shapes of these addresses with the number of each and an example, the most frequent first."""
    seen: defaultdict[object, list[Target]] = defaultdict(list)
    for target in filter(None, map(read_target, dict.fromkeys(urls))):
        seen[shape_of(target)].append(target)
    frequent = sorted(seen.values(), key=lambda targets: -len(targets))[:most]
    return [
        f"{show_target(each[0])} ({len(each)} links, such as {each[0].text[:200] or '/'})"
        for each in frequent
    ]

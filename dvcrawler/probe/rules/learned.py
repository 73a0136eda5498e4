"""The rule that a site's own listings suggest, as patterns of a site file."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, takewhile

from dvcrawler.families.learning.address_rule import AddressRule
from dvcrawler.normalize.url_form import without_parameters
from dvcrawler.normalize.urls import AddressPattern, read_address

#: How a learned pattern writes numbers, and the same with the id in it.
_NUMBERS = (
    ("[^/?]*[0-9]", "[^/?]*[^/?0-9](?P<id>[0-9]+)"),
    ("[0-9]+[-_.:][^/?]+", "(?P<id>[0-9]+)[-_.:][^/?]+"),
    ("[0-9A-Fa-f{}-]+", "(?P<id>[0-9A-Fa-f{}-]+)"),
    ("[0-9]+", "(?P<id>[0-9]+)"),
)
#: How it writes slugs; the last one is the article's.
_SLUGS = ("[^/?]*[0-9]", "[^/?]+")
#: Digits of a number that may be an id; a slug may end with the number of an instalment.
_SHORTEST_ID = 2
#: Numbers up to this one may be days and months, unless there are larger ones.
_LAST_DAY = 31
#: Characters of excluded sections that a site file can hold.
_LONGEST_EXCLUSION = 1200
#: Characters of a beginning that is worth writing once, and of the ends after it.
_LEAST_COMMON, _LONGEST_ENDS = 6, 1000


def as_patterns(
    rule: AddressRule, links: Sequence[str], hosts: Mapping[str, str]
) -> tuple[AddressPattern, ...]:
    """Patterns whose id is the number or slug, if `links` have no other article with it, or the address."""
    bare = [without_parameters(url, rule.ignored) for url in links] if rule.ignored else links
    built = (
        _build_pattern(rule.lookahead + _build_exclusion(rule, pattern), pattern, bare, hosts)
        for pattern in rule.patterns
    )
    return tuple(replace(each, ignored=rule.ignored) for each in built)


def _build_pattern(head: str, body: str, links: Sequence[str], hosts: Mapping[str, str]) -> AddressPattern:
    whole = AddressPattern(f"{head}(?P<id>{body})")
    matched = {found.url for url in links if (found := read_address(url, (whole,), hosts)) is not None}
    slash = 2 * sum(url.endswith("/") for url in links if _is_matched(url, whole, hosts)) > len(matched)
    return replace(_choose_id(head, body, whole, matched, hosts), slash=slash)


def _is_matched(url: str, pattern: AddressPattern, hosts: Mapping[str, str]) -> bool:
    return read_address(url, (pattern,), hosts) is not None


def _choose_id(
    head: str, body: str, whole: AddressPattern, matched: Collection[str], hosts: Mapping[str, str]
) -> AddressPattern:
    numbered = [(_measure_ids(_read_ids(each, matched, hosts)), each) for each in _try_numbers(head, body)]
    best = max(numbered, key=lambda pair: pair[0], default=(0, whole))
    if best[0] >= _SHORTEST_ID:
        return best[1]
    return next((each for each in _try_slugs(head, body) if _read_ids(each, matched, hosts)), whole)


def _read_ids(pattern: AddressPattern, urls: Collection[str], hosts: Mapping[str, str]) -> set[str]:
    """The ids of the addresses; empty if two have the same, or one has none."""
    read = [read_address(url, (pattern,), hosts) for url in urls]
    ids = {found.native_id for found in read if found is not None}
    return ids if len(ids) == len(read) else set()


def _measure_ids(ids: Collection[str]) -> int:
    """Characters of the shortest id; 0 for numbers that may all be days."""
    if all(each.isdecimal() and int(each[:20]) <= _LAST_DAY for each in ids):
        return 0
    return min(map(len, ids))


def _try_numbers(head: str, body: str) -> Iterator[AddressPattern]:
    for part, with_id in _NUMBERS:
        pieces = body.split(part)
        for place in range(1, len(pieces)):
            yield AddressPattern(head + part.join(pieces[:place]) + with_id + part.join(pieces[place:]))


def _try_slugs(head: str, body: str) -> Iterator[AddressPattern]:
    for part in _SLUGS:
        before, found, after = body.rpartition(part)
        if found:
            yield AddressPattern(f"{head}{before}(?P<id>{part}){after}")


def _build_exclusion(rule: AddressRule, body: str) -> str:
    """A lookahead that refuses the sections that the pattern matches, as many as a site file can hold."""
    texts: list[str] = []
    for text in (*map(re.escape, rule.folders), *_join_ends(rule.matched_sections(body))):
        if sum(map(len, texts)) + len(texts) + len(text) < _LONGEST_EXCLUSION:
            texts.append(text)
    return f"(?!(?:{'|'.join(texts)}))" if texts else ""


def _join_ends(sections: Sequence[str]) -> list[str]:
    """Expressions for the sections, whose common beginning is written once."""
    common = _find_beginning(sections)
    if len(sections) < 2 or len(common) < _LEAST_COMMON:
        return [re.escape(text) + "$" for text in sections]
    ends = [re.escape(text.removeprefix(common)) for text in sections]
    lengths = accumulate(map(len, ends))
    kept = [end for end, length in zip(ends, lengths, strict=True) if length < _LONGEST_ENDS]
    return [f"{re.escape(common)}(?:{'|'.join(kept)})$"]


def _find_beginning(texts: Sequence[str]) -> str:
    pairs = zip(min(texts, default=""), max(texts, default=""), strict=False)
    return "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))

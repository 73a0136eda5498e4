"""A site's own rule for article addresses, as it is learned (`rule_learning`), stored and applied."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from dvcrawler.families.learning.address_shape import read_target
from dvcrawler.families.learning.shape_pattern import PLAIN_SLUG
from dvcrawler.families.non_articles import LOOKAHEAD, except_topics
from dvcrawler.normalize.url_form import without_parameters
from dvcrawler.normalize.urls import AddressPattern

#: Keys of the run record that hold the rule: in words, and as `to_json` writes it in the run that learned it.
RULE_IN_WORDS, RULE_AS_LEARNED = "dvcrawler/address_rule", "dvcrawler/address_rule/learned"
#: The pages that this run tried and that are not articles, so that their shapes are left out.
RULE_REFUSED = "dvcrawler/address_rule/refused"
#: The name under which a rule is passed with the arguments of an earlier run.
LEARNED = "learned"
#: Cap the size of a rule on a hostile site.
MAX_PATTERNS, MAX_SECTIONS = 40, 400


@dataclass(frozen=True, slots=True)
class AddressRule:
    """`patterns`: regular expressions, each for a whole address as `Target.text` has it. `sections`: texts
    of sections, most of which a pattern matches; `folders`: prefixes of more of them. `evidence`:
    for people, a line for each pattern. `topics`: folders that hold topics on most sites, and articles here.
    `fronts`: the front pages of further hosts with sections of the site; `hosts`: those without one.
    `ignored`: parameters that say where a link is. `shared`: known shapes whose numbers several articles
    share, which are those of a month or a section.
    """

    patterns: tuple[str, ...]
    sections: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    fronts: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()

    def covers(self, url: str) -> bool:
        """Whether the rule accepts the address, on any host, as an article's."""
        target = read_target(without_parameters(url, self.ignored) if self.ignored else url)
        if target is None or re.match(self.lookahead + self.exclusion, target.text) is None:
            return False
        return any(re.fullmatch(pattern, target.text) for pattern in self.patterns)

    def is_section(self, url: str) -> bool:
        """Whether the address is that of a section, on any host."""
        target = read_target(url)
        return target is not None and target.text in self.sections

    @property
    def exclusion(self) -> str:
        """A lookahead that refuses the sections."""
        texts = [*(re.escape(text) + "$" for text in self.sections), *map(re.escape, self.folders)]
        return f"(?!(?:{'|'.join(texts)}))" if texts else ""

    def matched_sections(self, pattern: str) -> list[str]:
        """The sections that match one of the patterns, so that they would count as articles."""
        return [text for text in self.sections if re.fullmatch(pattern, text)]

    @property
    def lookahead(self) -> str:
        """A lookahead that refuses what is not an article on any site, except for the topics of this one."""
        return except_topics(*self.topics) if self.topics else LOOKAHEAD

    @property
    def guard(self) -> str:
        """A lookahead that only lets the rule's addresses pass."""
        return f"{self.lookahead}{self.exclusion}(?=(?:{'|'.join(self.patterns)})$)"

    @property
    def needs_listing(self) -> bool:
        """Whether an address may also be that of a section, as slugs without a number may."""
        return any(PLAIN_SLUG in pattern for pattern in self.patterns)

    def address_pattern(self, prefix: str) -> AddressPattern:
        """The rule as a pattern of a site. The id is the whole address without its host, so that it does not
        depend on what was learned so far; `prefix` precedes it.
        """
        return AddressPattern(
            f"{self.lookahead}{self.exclusion}(?P<id>{'|'.join(self.patterns)})", prefix=prefix
        )

    def without_sections(self, urls: Iterable[str]) -> "AddressRule":
        """The rule without these addresses, which are those of sections."""
        targets = [read_target(url) for url in urls if self.covers(url)]
        texts = [target.text for target in targets if target is not None]
        return replace(self, sections=unite(self.sections, texts)[:MAX_SECTIONS])

    def merge(self, other: "AddressRule") -> "AddressRule":
        """Combines both rules, so that addresses of articles stay addresses of articles."""
        known = {line.partition(":")[0] for line in self.evidence}
        lines = [line for line in other.evidence if line.partition(":")[0] not in known]
        return AddressRule(
            unite(self.patterns, other.patterns)[:MAX_PATTERNS],
            unite(self.sections, other.sections)[:MAX_SECTIONS],
            unite(self.folders, other.folders)[:MAX_SECTIONS],
            (*self.evidence, *lines)[:MAX_PATTERNS],
            unite(self.topics, other.topics)[:MAX_PATTERNS],
            unite(self.fronts, other.fronts)[:MAX_PATTERNS],
            self.ignored,  # ids stay as they were
            self.shared,
            unite(self.hosts, other.hosts)[:MAX_PATTERNS],
        )

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def parse_rule(text: str) -> AddressRule | None:
    """The rule that `to_json` wrote; None for anything else, including patterns that do not compile."""
    try:
        read = {name: tuple(map(str, values)) for name, values in json.loads(text).items()}
        rule = AddressRule(**read)
        for pattern in rule.patterns:
            re.compile(pattern)
    except (AttributeError, TypeError, ValueError, re.error):
        return None
    return rule


def unite(one: Iterable[str], other: Iterable[str] = ()) -> tuple[str, ...]:
    """Both without duplicates, in order."""
    return tuple(dict.fromkeys([*one, *other]))

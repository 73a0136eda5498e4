"""Counts the articles in a site's store and the gaps: articles that its ledger knows and the store lacks."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dvcrawler.normalize.urls import Address, AddressPattern, read_address
from dvcrawler.storage.ledgers.ledger import Ledger, ledger_path

#: The ledger's outcomes in words for people.
REASONS = {
    "found": "not yet tried",
    "unread": "unread",
    "refused": "refused",
    "failed": "failed",
    "blocked": "blocked",
    "gone": "gone",
    "moved": "moved",
    "outside": "outside the period asked for",
    "left": "beyond the number kept of an article",
}
NO_MONTH = "undated"
#: The outcome of a picture or document that is in the archive.
HELD = "held"
_NO_SECTION = "-"


@dataclass(frozen=True, slots=True)
class Gap:
    """An article that is known but not stored. `month`: `YYYY-MM` from its address, or "undated"."""

    month: str
    reason: str
    url: str
    detail: str | None


@dataclass(slots=True)
class Coverage:
    """Articles by day (`YYYY-MM-DD`), month (`YYYY-MM`), and month and section; `gaps` ordered by month.

    `media`: pictures and documents that the articles name, by kind and outcome; empty if none were ever kept.
    """

    site: str
    days: Counter[str] = field(default_factory=Counter)
    months: Counter[str] = field(default_factory=Counter)
    sections: Counter[tuple[str, str]] = field(default_factory=Counter)
    gaps: list[Gap] = field(default_factory=list)
    media: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def missing(self) -> Counter[str]:
        """Gaps by month."""
        return Counter(gap.month for gap in self.gaps)


def count_articles(coverage: Coverage, records: Iterable[Mapping[str, Any]]) -> None:
    """Counts the newest line of each article."""
    for record in records:
        day = record.get("date")
        month = day[:7] if day else NO_MONTH
        coverage.months[month] += 1
        coverage.sections[month, record.get("section") or _NO_SECTION] += 1
        if day:
            coverage.days[day] += 1


def add_numbers(
    coverage: Coverage, days: Mapping[str, int], months: Mapping[tuple[str | None, str | None], int]
) -> None:
    """Adds articles that are already counted, by day and by month and section (None: unknown)."""
    coverage.days.update(days)
    for (month, section), number in months.items():
        coverage.months[month or NO_MONTH] += number
        coverage.sections[month or NO_MONTH, section or _NO_SECTION] += number


def describe_media(coverage: Coverage) -> list[str]:
    """One line for each kind: how many are held, and the outcomes of the others."""
    lines = []
    for kind, counts in coverage.media.items():
        words = {name: REASONS.get(name, name.replace("_", " ")) for name in counts if name != HELD}
        others = ", ".join(f"{counts[name]} {word}" for name, word in words.items())
        total = f"{counts.get(HELD, 0)} of {sum(counts.values())} {kind} held"
        lines.append(f"{total} ({others})" if others else total)
    return lines


def as_gap(url: str, outcome: str, reason: str | None, address: Address | None) -> Gap:
    """Converts a ledger entry into a gap; `address` is None if the site no longer accepts it."""
    known = address.month if address else None
    month = f"{known[0]}-{known[1]:02}" if known else NO_MONTH
    return Gap(month, REASONS.get(outcome, outcome), url, reason)


def as_json(coverage: Coverage) -> dict[str, Any]:
    """Coverage as plain data for JSON, months in order."""
    return {
        "site": coverage.site,
        "articles": coverage.months.total(),
        "missing": len(coverage.gaps),
        "months": {
            month: {
                "articles": coverage.months[month],
                "missing": coverage.missing[month],
                "sections": {
                    name: count for (of, name), count in sorted(coverage.sections.items()) if of == month
                },
            }
            for month in sorted({*coverage.months, *coverage.missing})
        },
        "media": {
            kind: {"held": counts.get(HELD, 0), "named": sum(counts.values()), "outcomes": dict(counts)}
            for kind, counts in coverage.media.items()
        },
        "gaps": [
            {"month": gap.month, "reason": gap.reason, "url": gap.url, "detail": gap.detail}
            for gap in coverage.gaps
        ],
    }


@dataclass(frozen=True, slots=True)
class Portal:
    """A site's full name, and how its addresses are read."""

    title: str
    addresses: Sequence[AddressPattern] = ()
    hosts: Mapping[str, str] = field(default_factory=dict)


def outlets_of(portals: Mapping[str, Portal]) -> dict[str, tuple[str, ...]]:
    """The names by which a source line may refer to each site: its full name and its hosts."""
    return {name: (portal.title, *portal.hosts) for name, portal in portals.items()}


def find_gaps(data: Path, site: str, portal: Portal) -> list[Gap]:
    """The gaps, ordered by month; empty without a ledger. Raises StorageError if it is unreadable."""
    if not ledger_path(data, site).exists():
        return []
    with Ledger.open_read_only(data, site) as ledger:
        entries = list(ledger.not_stored())
    found = [
        as_gap(
            entry.url, entry.outcome, entry.reason, read_address(entry.url, portal.addresses, portal.hosts)
        )
        for entry in entries
    ]
    return sorted(found, key=lambda gap: (gap.month, gap.reason, gap.url))

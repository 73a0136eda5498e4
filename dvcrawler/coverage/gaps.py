"""Articles that a site's ledger knows and the store does not hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dvcrawler.coverage.count import Gap, as_gap
from dvcrawler.normalize.urls import AddressPattern, read_address
from dvcrawler.storage.ledgers.ledger import Ledger, ledger_path


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

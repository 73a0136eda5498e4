"""The article of a captured address: by the site's rules, and by the ledger for equal numbers."""

from collections.abc import Callable
from pathlib import Path

from dvcrawler.extract.site import Site
from dvcrawler.normalize.identity import settle
from dvcrawler.normalize.urls import Address
from dvcrawler.reparse.sites import given_sites, owner_of
from dvcrawler.storage.ledger import Ledger


class Owners:
    """Distinguishes the captures of one article from all others."""

    def __init__(self, data: Path, name: str, site_for: Callable[[dict[str, str]], Site] | None) -> None:
        """`site_for` gives the site as a run with these `-a` arguments sees it; None: no rules are known."""
        self._name = name
        self._sites = (
            [(given, site_for(dict(given))) for given in given_sites(data, name)] if site_for else []
        )

    def predicate(self, id_: str, ledger: Ledger) -> Callable[[str], bool]:
        """Whether a captured address is that of the article `id_`. Read before the ledger forgets it."""

        def url_of(native_id: str) -> str | None:
            full = f"{self._name}:{native_id}"
            entry = ledger.known([full]).get(full)
            return entry.url or None if entry else None

        def is_own(url: str) -> bool:
            address = self._read(url)
            if address is None or not id_.startswith(f"{self._name}:{address.native_id}"):
                return False  # most captures, without a look into the ledger
            return f"{self._name}:{settle(address, url_of, self._read).native_id}" == id_

        return is_own

    def _read(self, url: str) -> Address | None:
        owner = owner_of(url, self._sites)
        return owner[1] if owner else None

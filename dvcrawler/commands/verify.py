"""`dvcrawler verify [SITE…]`: proves that what is held agrees with itself."""

import argparse
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from dvcrawler.cli import DvcrawlerCommand, check_sites, load_sites
from dvcrawler.console import say
from dvcrawler.errors import StorageError
from dvcrawler.exitcodes import ExitCode
from dvcrawler.items import utc_text
from dvcrawler.normalize.printable import escape_json

if TYPE_CHECKING:  # every command's start loads this module; those take 40 ms
    from dvcrawler.storage.verify import Finding


class Command(DvcrawlerCommand):
    """Exit code 10 where anything was found."""

    def syntax(self) -> str:
        return "[options] [SITE…]"

    def short_desc(self) -> str:
        return "Check that store, ledger and run records agree"

    def long_desc(self) -> str:
        return "Names every line or entry that does not fit the rest. Example: dvcrawler verify phunu"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        sites = load_sites(self.settings)
        found = 0
        for name in check_sites(args, sites) or list(sites):
            # Under the lock: beside a run the ledger is rightly a line behind the store.
            for finding in self._verify(name, sites[name]):
                found += 1
                place = finding.file if finding.offset is None else f"{finding.file} at byte {finding.offset}"
                line = f"{place}: {finding.what}; {finding.fix}"
                say(escape_json(json.dumps(asdict(finding))) if opts.json else line)
        if not opts.json:
            say(f"{found} findings" if found else "store, ledger and run records agree")
        return ExitCode.PARTIAL if found else ExitCode.OK

    def _verify(self, name: str, spider: Any) -> "list[Finding]":
        from dvcrawler.storage.lock import SiteLock
        from dvcrawler.storage.verify import verify

        if not (self.data / "articles" / name).is_dir():
            return []
        with SiteLock(self.data, name, utc_text(datetime.now(UTC))):
            return [*verify(self.data, name), *self._unresolved(name, spider)]

    def _unresolved(self, name: str, spider: Any) -> "Iterator[Finding]":
        """Captured article pages of which the ledger knows nothing: they were kept and never read."""
        from dvcrawler.normalize.identity import own_id
        from dvcrawler.reparse.sites import given_sites, owner_of
        from dvcrawler.storage.ledger import Ledger, ledger_path
        from dvcrawler.storage.verify import Finding
        from dvcrawler.storage.warc.index import CaptureIndex, index_path

        if not index_path(self.data, name).exists() or not ledger_path(self.data, name).exists():
            return
        try:
            ledger = Ledger.open_read_only(self.data, name)
        except StorageError:
            return  # it is named already
        sites = [(given, spider.site_for(dict(given))) for given in given_sites(self.data, name)]
        with ledger, closing(CaptureIndex(self.data, name)) as index:
            for capture in index.all():
                owner = owner_of(capture.url, sites)
                if owner is None:
                    continue
                ids = (owner[1].native_id, own_id(owner[1]))
                if ledger.known([f"{name}:{native_id}" for native_id in ids]):
                    continue
                file = str(self.data / "warc" / name / capture.file)
                what = f"the capture of {capture.url} has no outcome"
                yield Finding(file, capture.offset, what, "run `dvcrawler reparse`, or crawl again")

"""`dvcrawler verify [SITE…]`: proves that what is held agrees with itself."""

import argparse
import json
from dataclasses import asdict
from datetime import UTC, datetime

from dvcrawler.cli import DvcrawlerCommand, check_sites, load_sites
from dvcrawler.exitcodes import ExitCode
from dvcrawler.storage.lock import SiteLock
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
            for finding in self._verify(name):
                found += 1
                place = finding.file if finding.offset is None else f"{finding.file} at byte {finding.offset}"
                print(json.dumps(asdict(finding)) if opts.json else f"{place}: {finding.what}; {finding.fix}")
        if not opts.json:
            print(f"{found} findings" if found else "store, ledger and run records agree")
        return ExitCode.PARTIAL if found else ExitCode.OK

    def _verify(self, site: str) -> list[Finding]:
        from dvcrawler.storage.verify import verify

        if not (self.data / "articles" / site).is_dir():
            return []
        with SiteLock(self.data, site, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")):
            return list(verify(self.data, site))

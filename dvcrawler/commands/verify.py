"""`dvcrawler verify [SITE…]`: checks that everything stored is consistent."""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.options import Option
from dvcrawler.cli.store_notices import tell_unopenable
from dvcrawler.console import complain, say, wrap
from dvcrawler.errors import ExitCode, StorageError, worst
from dvcrawler.items import utc_text
from dvcrawler.messages.plurals import counted
from dvcrawler.messages.printable import escape_json
from dvcrawler.normalize.site_names import file_name_of, site_of_file
from dvcrawler.shared.opening import SharedUse
from dvcrawler.site_lists import SitesAsCrawled, check_sites, list_stored_sites
from dvcrawler.storage.article_files import site_folders
from dvcrawler.storage.readable import find_unopenable, sites_of

if TYPE_CHECKING:  # imported when the command runs
    from dvcrawler.shared.chains import Fault
    from dvcrawler.storage.verify import Finding


class Command(DvcrawlerCommand):
    """Exit code 10 if anything was found."""

    usage = "[options] [SITE…]"
    description = "Names every line or entry that contradicts the others. Example: dvcrawler verify phunu"
    uses_scrapy = False
    shared_use = SharedUse.NOTHING
    options = (Option("--json", "print one JSON object per line"),)

    def complain_of(self, faults: "Iterable[Fault]") -> None:
        """Prints nothing, because the faults are among the findings."""

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.storage.verify import find_strange_files

        self.open_shared(SharedUse.CAPTURES)
        sites = list_stored_sites(self.settings)
        named = check_sites(args, sites)
        data, found = self.find_store(), 0
        self.tell_stored_elsewhere()
        strange = () if named else find_strange_files(data)
        unopenable = find_unopenable(data, named or None)
        left_out = sites_of(data, unopenable)
        checked = [name for name in named or sites if name not in left_out]
        for finding in chain(strange, chain.from_iterable(map(self._verify, checked))):
            found += 1
            _print(finding, as_json=opts.json)
        if not opts.json and (found or checked):
            say(*wrap(f"{counted(found, 'finding')} in {data}" if found else self._describe(named, checked)))
        code = tell_unopenable(unopenable, "not checked")
        return worst([code, ExitCode.PARTIAL if found else ExitCode.OK])

    def _describe(self, named: Sequence[str], checked: Sequence[str]) -> str:
        """Names what was checked, because a store that holds nothing is consistent, too."""
        data = self.data
        held = [folder.name for folder in site_folders(data)]
        if not held:
            return f"{data} is empty: no articles are stored in it"
        held = [folder for folder in held if site_of_file(folder) in checked]
        empty = [name for name in named if name in checked and file_name_of(name) not in held]
        count = len(held)
        lines = [f"store, ledger and run records agree: {counted(count, 'site')} in {data}"] if count else []
        return "; ".join([*lines, *(f"nothing is stored of {name}" for name in empty)])

    def _verify(self, name: str) -> "list[Finding]":
        from dvcrawler.storage.article_files import article_folder
        from dvcrawler.storage.ledgers.ledger import ledger_path
        from dvcrawler.storage.run_records.runs import runs_path

        published = self._verify_published(name)
        # Without the folder of its articles, the others show whether it had any.
        if not any(place(self.data, name).exists() for place in (article_folder, runs_path, ledger_path)):
            return published
        from dvcrawler.reparse.recorded import find_unresolved
        from dvcrawler.storage.verify import verify

        # Locked, because during a run the ledger may be a line behind the store.
        with self._lock(name):
            found = list(verify(self.data, name))
            # Else no file says how its pages are read. In a mirror only the ledger of articles is known, not
            # what became of other pages.
            site_for = self._sites.get(name)
            if site_for is not None and self.shared is None:
                found += [each.describe() for each in find_unresolved(self.data, name, site_for)]
        return published + found

    @contextmanager
    def _lock(self, name: str) -> Iterator[None]:
        """No lock where none can be taken: a backup may be on a medium that may only be read, and a full disk
        is a reason to look at what is on it.
        """
        from dvcrawler.storage.lock import SiteLock

        with ExitStack() as stack:
            if not self._is_unlocked:
                try:
                    stack.enter_context(SiteLock(self.data, name, utc_text(datetime.now(UTC))))
                except StorageError as error:
                    self._is_unlocked = True
                    _tell_unlocked(str(error).partition(";")[0])
            yield

    @cached_property
    def _is_unlocked(self) -> bool:
        from dvcrawler.storage.folders import is_read_only

        is_fixed = is_read_only(self.data / "state")
        if is_fixed:
            _tell_unlocked(f"{self.data} may only be read")
        return is_fixed

    @cached_property
    def _sites(self) -> SitesAsCrawled:
        return SitesAsCrawled(self.settings)

    def _verify_published(self, name: str) -> "list[Finding]":
        """The faults of the segments, if the store is shared."""
        if self.shared is None:
            return []
        from dvcrawler.shared.verify import verify_segments
        from dvcrawler.storage.verify import Finding

        faults = verify_segments(self.shared.store, name, self.data)
        return [Finding(self.shared.place(each), None, each.what, each.fix) for each in faults]


def _print(finding: "Finding", *, as_json: bool) -> None:
    if as_json:
        say(escape_json(json.dumps(asdict(finding))))
        return
    place = finding.file if finding.offset is None else f"{finding.file} at byte {finding.offset}"
    say(*wrap(f"{place}: {finding.what}; {finding.fix}"))


def _tell_unlocked(why: str) -> None:
    complain(f"{why}: checked without locks; a run that writes to it meanwhile may show as findings")

"""`dvcrawler reindex [SITE…]`: rebuilds what is derived from the store."""

import argparse
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cached_property

from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.options import Option
from dvcrawler.cli.store_notices import tell_lines, tell_unopenable
from dvcrawler.console import complain, say, wrap
from dvcrawler.errors import ConfigError, ExitCode, LockedError, UnreadableError, UsageError, worst
from dvcrawler.items import utc_text
from dvcrawler.messages.plurals import counted
from dvcrawler.shared.opening import SharedUse
from dvcrawler.site_lists import SitesAsCrawled, check_sites, list_stored_sites
from dvcrawler.storage.readable import find_unopenable, sites_of


class Command(DvcrawlerCommand):
    """Holds the site's lock, so that no run is under way."""

    usage = "[options] [SITE…]"
    description = (
        "Deletes the ledger and rebuilds it from the store; the next crawl then walks all listings "
        "to their end. Example: dvcrawler reindex baonamdinh"
    )
    uses_scrapy = False
    shared_use = SharedUse.CAPTURES
    options = (
        Option("--set-aside", "move lines that no reader can use to ….jsonl.torn, for want of a back-up"),
    )

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.derived.unreadable import find_unreadable

        if opts.set_aside and self.shared is not None:
            raise UsageError("the lines of a shared store are not set aside: restore its objects")
        data, sites = self.find_store(), list_stored_sites(self.settings)
        named = check_sites(args, sites)
        self.tell_stored_elsewhere()
        unopenable = find_unopenable(data, named or None)
        left_out = sites_of(data, unopenable)
        held = [name for name in named or self._list_held(sites) if name not in left_out]
        code = self._reindex_all(held, sets_aside=opts.set_aside)
        if not (held or unopenable):
            say(*wrap(f"{data} is empty: no articles are stored in it"))
        lines = tell_lines(find_unreadable(data, held), "left out of the ledger")
        return worst([code, tell_unopenable(unopenable, "not read"), lines])

    def _list_held(self, sites: Iterable[str]) -> list[str]:
        return [name for name in sites if self._has_articles_or_ledger(name)]

    def _reindex_all(self, names: Iterable[str], *, sets_aside: bool) -> ExitCode:
        """Tells what is in the way of one site or, once, of several, and reads the others."""
        codes: dict[str, ExitCode] = {}
        for name in names:
            try:
                self._reindex(name, sets_aside=sets_aside)
            except (ConfigError, LockedError, UnreadableError) as error:
                if str(error) not in codes:
                    complain(str(error))
                codes[str(error)] = error.code
        return worst(codes.values())

    def _reindex(self, name: str, *, sets_aside: bool) -> None:
        from dvcrawler.storage.lock import SiteLock

        now = datetime.now(UTC)
        with SiteLock(self.data, name, utc_text(now)):
            if sets_aside:
                self._set_aside(name)
            self._rebuild(name)
            self._note_unresolved(name, now)

    def _rebuild(self, name: str) -> None:
        from dvcrawler.run.counters import CounterGroup, read_count
        from dvcrawler.storage.ledgers.ledger import reindex
        from dvcrawler.storage.media.upkeep import rebuild_media
        from dvcrawler.storage.run_records.runs import read_runs

        lines = reindex(self.data, name)
        kept = CounterGroup.MEDIA.counter("kept")
        if any(read_count(run.stats, kept) for run in read_runs(self.data, name)):
            rebuild_media(self.data, name, self.settings.getint("DVCRAWLER_MEDIA_PER_ARTICLE"))
        say(f"{name}: {counted(lines, 'line')} read")

    def _set_aside(self, name: str) -> None:
        from dvcrawler.storage.set_aside import set_aside

        for found in set_aside(self.data, name, utc_text(datetime.now(UTC))):
            where = f"of {found.file}"
            if found.lines:
                aside = f"set aside in {found.file}.torn"
                say(*wrap(f"{name}: {counted(found.lines, 'line')} {where} {aside}"))
            if found.short:
                say(*wrap(f"{name}: {counted(found.short, 'line')} {where} left: too short to be replaced"))

    def _note_unresolved(self, name: str, now: datetime) -> None:
        """A page that gave no article is in no line: run records say what became of it, if they name it."""
        from dvcrawler.reparse.recorded import note_recorded

        site_for = self._sites.get(name)
        if site_for is None or self.shared is not None:
            return
        again_at = now + timedelta(hours=self.settings.getint("DVCRAWLER_RETRY_HOURS"))
        count = note_recorded(self.data, name, site_for, utc_text(now), utc_text(again_at))
        if count:
            pages = counted(count, "archived page")
            say(*wrap(f"{name}: {pages} without an article; `dvcrawler reparse {name}` notes again why"))

    @cached_property
    def _sites(self) -> SitesAsCrawled:
        return SitesAsCrawled(self.settings)

    def _has_articles_or_ledger(self, name: str) -> bool:
        """A run that met a full disk before its first article leaves half a ledger and nothing else."""
        from dvcrawler.storage.article_files import article_files
        from dvcrawler.storage.ledgers.ledger import ledger_path

        return bool(article_files(self.data, name)) or ledger_path(self.data, name).exists()

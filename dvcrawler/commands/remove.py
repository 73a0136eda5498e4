"""`dvcrawler remove ID… --reason TEXT`: takes articles down, with their captures."""

import argparse
import json
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from dvcrawler.article_ids import read_ids
from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.options import Option
from dvcrawler.cli.store_notices import tell_unopenable, tell_unreadable
from dvcrawler.cli.typed_text import read_typed
from dvcrawler.console import complain, fit_json, say, wrap
from dvcrawler.errors import ExitCode, UsageError
from dvcrawler.items import utc_text
from dvcrawler.messages.plurals import counted
from dvcrawler.messages.printable import printable
from dvcrawler.normalize.site_names import split_id
from dvcrawler.shared.opening import SharedUse
from dvcrawler.site_lists import check_sites, find_site, list_held_sites
from dvcrawler.storage.article_files import find_sites
from dvcrawler.storage.nearby import nothing_stored, stored_elsewhere
from dvcrawler.storage.readable import find_unopenable, readable_sites

if TYPE_CHECKING:  # imported when the command runs
    from dvcrawler.reparse.owners import Owners
    from dvcrawler.storage.ledgers.ledger import Ledger
    from dvcrawler.storage.removals.held import Holdings
    from dvcrawler.storage.removals.log import Removal
    from dvcrawler.storage.store import Store

#: Caps the characters of a reason, which is public and must not repeat what was removed.
_LONGEST_REASON = 200


class Command(DvcrawlerCommand):
    """Erases at once; `--mark` only hides the article, which `--undo` reverts."""

    usage = "[options] ID…"
    description = (
        "Overwrites the text and the captures of each article and leaves a tombstone with a reason. "
        "It is never fetched or restored again. Example: dvcrawler remove baonamdinh:2540012 "
        '--reason "request of the person named"'
    )
    uses_scrapy = False
    shared_use = SharedUse.NOTHING
    options = (
        Option("--reason", "why; kept in the tombstone, which is public", type=read_typed, metavar="TEXT"),
        Option("--mark", "hide the article, and erase nothing yet"),
        Option("--undo", "take back --mark"),
        Option("--list", "list what was removed"),
        Option("--json", "with --list: one JSON object per line"),
    )

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        self.open_shared(SharedUse.RECORDS if opts.list else SharedUse.WRITING)
        if opts.list:
            return self._list(args, opts)
        by_site = _group_by_site(read_ids(self.settings, args))
        _check(opts)
        self.claim(by_site)
        data = self.find_store()
        if not (data / "articles").is_dir():
            raise nothing_stored(data)
        sites = list_held_sites(self.settings)
        stored = find_sites(data)
        check_sites(list(by_site), [*sites, *(name for name in stored if name not in sites)])
        for name, ids in by_site.items():
            from dvcrawler.reparse.owners import Owners

            site_for = partial(find_site, self.settings, name) if name in sites else None
            self._change_removals(name, ids, Owners(data, name, site_for), opts)
        if opts.undo:
            return ExitCode.OK
        return tell_unreadable(data, by_site, "and may still hold text of what was removed")

    def _list(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.storage.removals.log import read_removals

        _check_list(args, opts)
        self.find_store()
        sites = readable_sites(self.data)
        every = (each for site in sites for each in read_removals(self.data, site).values())
        removals = [each for each in every if each.is_in_force]
        for each in removals:
            shown = {
                "id": each.id,
                "removed_at": each.removed_at,
                "step": str(each.step),
                "reason": each.reason,
            }
            line = f"{each.id}  {each.removed_at[:10]}  {each.step}  {printable(each.reason)}"
            say(*([fit_json(json.dumps(shown, ensure_ascii=False))] if opts.json else wrap(line)))
        if not removals:
            self._tell_nothing_removed(opts)
        return tell_unopenable(find_unopenable(self.data))

    def _tell_nothing_removed(self, opts: argparse.Namespace) -> None:
        elsewhere = stored_elsewhere(self.data)
        if elsewhere is not None:
            complain(str(elsewhere))
        elif not opts.json:
            complain(f"nothing was removed from {self.data}")

    def _change_removals(
        self, name: str, ids: Sequence[str], owners: "Owners", opts: argparse.Namespace
    ) -> None:
        from dvcrawler.run.record import recorded_run
        from dvcrawler.storage.ledgers.ledger import Ledger
        from dvcrawler.storage.lock import SiteLock
        from dvcrawler.storage.media.upkeep import settle_media
        from dvcrawler.storage.store import Store

        now = datetime.now(UTC)
        at = utc_text(now)
        with (
            SiteLock(self.data, name, at),
            Store(self.data, name) as store,
            Ledger(self.data, name) as ledger,
        ):
            ledger.catch_up(store)
            every = ids if opts.undo else _add_aliases(store, ledger, owners, ids, at)
            steps = [_prepare(store, ledger, id_, owners, opts, every) for id_ in every]
            with recorded_run(store, ledger, {"remove": " ".join(ids)}, now):
                for step in steps:
                    say(*wrap(step(at)))
                ledger.catch_up(store)
                settle_media(store, self.settings.getint("DVCRAWLER_MEDIA_PER_ARTICLE"))


def _add_aliases(
    store: "Store", ledger: "Ledger", owners: "Owners", ids: Sequence[str], at: str
) -> Sequence[str]:
    """The ids, and the others under which pages show the same articles, those that are only hidden too."""
    from dvcrawler.reparse.owners import note_aliases
    from dvcrawler.storage.removals.steps import list_marked_aliases

    note_aliases(store, ledger, owners, ids, at)
    aliases = [each for id_ in ids for each in (*ledger.aliases(id_), *list_marked_aliases(store, id_))]
    return list(dict.fromkeys([*ids, *aliases]))


def _read_reason(opts: argparse.Namespace, *, is_needed: bool) -> str:
    reason: str = (opts.reason or "").strip()
    if not reason and is_needed:
        raise UsageError("give a --reason for the tombstone, as in --reason 'request of the person named'")
    return reason


def _prepare(
    store: "Store",
    ledger: "Ledger",
    id_: str,
    owners: "Owners",
    opts: argparse.Namespace,
    together: Collection[str],
) -> Callable[[str], str]:
    """Returns a function that removes one article: it takes the time and returns the line to print.

    Raises UsageError, with nothing changed.
    """
    from dvcrawler.storage.removals import steps
    from dvcrawler.storage.removals.held import find_held

    if opts.undo:
        marks = steps.find_marks(store, id_)
        return lambda at: _undo(store, marks, at)
    found = find_held(store, id_, owners.predicate(id_, ledger), together)
    is_held = bool(found.lines or found.members)
    is_removed = id_ in store.removed
    if is_removed and not is_held:
        return lambda at: f"{id_}: was removed before, and nothing is left of it"
    if not is_held and not ledger.known([id_]):
        unknown = f"no article {id_!r} is held in {store.data}; dvcrawler search prints ids"
        raise stored_elsewhere(store.data) or UsageError(unknown)
    reason = _read_reason(opts, is_needed=not is_removed)
    return lambda at: _remove(store, id_, reason, at, found, only_mark=opts.mark)


def _undo(store: "Store", marks: "Sequence[Removal]", at: str) -> str:
    from dvcrawler.storage.removals import steps

    for mark in marks:
        steps.undo(store, mark, at)
    return f"{marks[0].id}: restored"


def _remove(store: "Store", id_: str, reason: str, at: str, found: "Holdings", *, only_mark: bool) -> str:
    from dvcrawler.storage.removals import steps

    steps.remove(store, id_, reason, at, found, only_mark=only_mark)
    what = f"{counted(len(found.lines), 'line')} and {counted(len(found.members), 'record')} of the archive"
    stay = f"; {counted(len(found.shared), 'capture')} left for other articles" if found.shared else ""
    if only_mark:
        return f"{id_}: hidden, and restored with --undo; {what} are not erased yet{stay}"
    return f"{id_}: removed; {what} are erased{stay}"


def _group_by_site(ids: Sequence[str]) -> dict[str, list[str]]:
    """The ids without duplicates, by site. Raises UsageError for a malformed id."""
    if not ids:
        raise UsageError("name an article's id, as in baonamdinh:2540012; dvcrawler search prints them")
    found: dict[str, list[str]] = {}
    for id_ in dict.fromkeys(ids):
        site, native_id = split_id(id_)
        if not (site and native_id):
            raise UsageError(f"{id_!r} is not an id; ids are written as baonamdinh:2540012")
        found.setdefault(site, []).append(id_)
    return found


def _check_list(args: list[str], opts: argparse.Namespace) -> None:
    if args:
        raise UsageError(f"--list takes no id, such as {args[0]!r}: it prints all that was removed")
    if opts.mark or opts.undo or opts.reason:
        raise UsageError("--list takes none of --mark, --undo and --reason: it changes nothing")


def _check(opts: argparse.Namespace) -> None:
    """Raises UsageError for options that exclude each other."""
    if opts.undo and (opts.mark or opts.reason):
        raise UsageError("--undo takes neither --mark nor --reason")
    reason = opts.reason or ""
    if len(reason) > _LONGEST_REASON or not reason.isprintable():
        raise UsageError(f"--reason takes one line of at most {_LONGEST_REASON} characters")

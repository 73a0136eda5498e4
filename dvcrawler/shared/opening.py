"""Opens a shared store as far as a command needs it. Imports nothing for a local folder."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from dvcrawler.errors import ConfigError, UsageError
from dvcrawler.normalize.site_names import site_of_file

if TYPE_CHECKING:  # obstore is needed by shared stores alone
    from dvcrawler.shared.chains import Fault
    from dvcrawler.shared.objects import Objects
    from dvcrawler.shared.work import SharedWork

#: An address without its two slashes, which would be read as the name of a folder to create.
_WITHOUT_SLASHES = re.compile(r"(s3|gs|az|file):(?!//)/?", re.I)
_EXAMPLE = "s3://bucket/prefix"
_PASSWORD = re.compile(r":(?!/).*@", re.DOTALL)
#: Folders of a copy that a command fills on this machine, also if the store holds nothing.
_DERIVED = ("derived", "state")


class SharedUse(Enum):
    """The part of a shared store that a command needs: nothing, the records, the captures too, or a folder to
    write to, whose sites are claimed first.
    """

    NOTHING = auto()
    RECORDS = auto()
    CAPTURES = auto()
    WRITING = auto()


@dataclass(frozen=True, slots=True)
class SharedData:
    """`folder`: this machine's copy. `work`: for writing only. `faults`: damage in the store."""

    store: "Objects"
    folder: Path
    work: "SharedWork | None" = None
    faults: "list[Fault]" = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether this machine's copy has nothing of any site: the address is probably a wrong one."""
        return all(path.parent.name in _DERIVED for path in self.folder.glob("*/*"))

    def make_empty_error(self) -> ConfigError:
        return ConfigError(f"{self.store.name} holds nothing yet; crawl first, or correct --data")

    def claim(self, names: Iterable[str]) -> "list[Fault]":
        """Claims the named sites that the store has, or all of its sites if none is named.

        Raises LockedError, SharedStoreError.
        """
        assert self.work is not None
        held = [site_of_file(name) for name in self.store.folders("sites")]
        named = list(names)
        wanted = [name for name in named if name in held] if named else held
        return [fault for name in wanted for fault in self.work.claim(name).faults]

    def place(self, fault: "Fault") -> str:
        """Where the fault is, as a whole address."""
        return f"{self.store.name}/{fault.place}"


def check_slashes(text: str) -> None:
    """Raises UsageError for an address with one slash or none."""
    match = _WITHOUT_SLASHES.match(text)
    if match is not None:
        slashes = ":///" if match[1].lower() == "file" else "://"
        meant = f"{match[1].lower()}{slashes}{text[match.end() :]}"
        raise UsageError(f"{_show(text)} is not the address of a shared store; write it as {meant[:200]}")


def _show(text: str) -> str:
    return repr(_PASSWORD.sub(":***@", text)[:200])


def open_shared(text: str, folder: str, seconds: float, compact_at: int, use: SharedUse) -> SharedData | None:
    """Opens the store at the address and brings the mirror up to date, for readers. None for a local folder.

    `folder`: the setting of that name, `seconds`: between two publications, `compact_at`: see Publisher.
    Raises UsageError, ConfigError, or SharedStoreError if the store does not answer.
    """
    if "://" not in text or use is SharedUse.NOTHING:
        return None
    from dvcrawler.shared.location import SharedLocation, open_store

    location = SharedLocation.parse(text)
    if location is None:
        raise UsageError(f"{_show(text)} is not the address of a shared store; write it as {_EXAMPLE}")
    store = open_store(location)
    # Where obstore is missing, the line above has said so.
    from dvcrawler.shared.mirror import RECORDS, home_folder, make_copy_folder, sync_mirror
    from dvcrawler.shared.work import SharedWork

    home = home_folder(location, folder)
    if use is SharedUse.WRITING:
        work = make_copy_folder(home) / "work"
        if work.exists():  # else a claim creates it, if the store holds anything
            make_copy_folder(work)
        return SharedData(store, work, SharedWork(store, work, seconds, compact_at))
    faults = sync_mirror(store, home / "mirror", RECORDS if use is SharedUse.RECORDS else None)
    return SharedData(store, home / "mirror", faults=faults)

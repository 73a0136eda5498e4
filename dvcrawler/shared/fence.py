"""Who may publish a site: epochs that follow each other, each begun by exactly one owner.

A lock with an expiry is not enough, because a process that was suspended does not know on resuming that it
has expired. So `begin` creates the next epoch, which only one process can, and notes how much of the previous
epoch it has seen; readers ignore segments that the previous owner publishes later.
"""

import os
import socket
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import uuid4

import orjson

from dvcrawler.items import utc_text
from dvcrawler.shared.objects import MissingObjectError, NewerOwnerError, Objects
from dvcrawler.shared.segment import SCHEMA, Entry, begin_path, epoch_folder, parse_paths
from dvcrawler.storage.disk import check_site


@dataclass(frozen=True, slots=True)
class Begin:
    """How an epoch began. `previous`: the last segment of the previous epoch that counts, 0 for none.

    `owner` is the folder or process that publishes, `process` its machine and number for people. `at`: ISO,
    UTC, by that machine's clock, to be shown only.
    """

    epoch: int
    token: int
    previous: int
    owner: str
    process: str
    at: str


@dataclass(frozen=True, slots=True)
class Fence:
    """The right to publish a site. `before`: how the previous epoch began; None if none, or unreadable."""

    objects: Objects
    site: str
    begun: Begin
    before: Begin | None

    @property
    def is_same_owner(self) -> bool:
        """Whether the previous epoch belonged to the same owner, so that nobody else has published since."""
        return self.begun.epoch > 1 and self.before is not None and self.before.owner == self.begun.owner

    def check(self) -> None:
        """Raises NewerOwnerError if another process has claimed the site, SharedStoreError."""
        newest = last_epoch(self.objects, self.site, self.begun.epoch)
        if newest > self.begun.epoch:
            raise NewerOwnerError(self.site)

    def renew(self) -> "Fence":
        """Begins another epoch with the same token. Everything published before stays valid.

        Raises NewerOwnerError, SharedStoreError.
        """
        self.check()
        again = _make_begin(self.objects, self.site, self.begun.epoch, self.begun.token, self.begun.owner)
        if not _create(self.objects, self.site, again):
            raise NewerOwnerError(self.site)
        return replace(self, begun=again, before=self.begun)


def begin(
    store: Objects, site: str, token: int | None = None, owner: str | None = None, known: int = 0
) -> Fence:
    """Claims the site. `token` must increase from claim to claim of a site; None: one more than the last.

    `owner`: the id of the working folder, if its unpublished bytes are to be kept for the same owner.
    `known`: an epoch known to exist; only later ones are listed.

    Raises NewerOwnerError if the token, or a higher one, has claimed the site already; SharedStoreError.
    """
    name, owner = check_site(site), owner or uuid4().hex
    if known and read_begin(store, name, known) is None:
        known = 0  # the store was emptied, or the object is lost
    while True:
        last = known = last_epoch(store, name, known)
        before = read_begin(store, name, last) if last else None
        begun = _make_begin(store, name, last, _choose_token(site, before, token), owner)
        if _create(store, name, begun):
            return Fence(store, name, begun, before)


def _choose_token(site: str, before: Begin | None, token: int | None) -> int:
    """The token, or one more than the last.

    Raises NewerOwnerError if it, or a higher one, has claimed the site already.
    """
    held = before.token if before is not None else 0
    if token is not None and token <= held:
        raise NewerOwnerError(site)
    return held + 1 if token is None else token


def last_epoch(store: Objects, site: str, known: int) -> int:
    """The highest epoch with any object in it, `known` if no later one exists. `site`: as a file's name."""
    return max((entry.position.epoch for entry in list_after(store, site, known)), default=known)


def list_after(store: Objects, site: str, epoch: int) -> list[Entry]:
    """The objects of all epochs after that one; 0 for all."""
    after = f"{epoch_folder(site, epoch)}/~" if epoch else None
    return parse_paths(store.listing(f"sites/{site}", after))


def read_begin(store: Objects, site: str, epoch: int) -> Begin | None:
    """None if it is missing or cannot be understood; raises SharedStoreError."""
    try:
        return parse_begin(store.get(begin_path(site, epoch)), epoch)
    except MissingObjectError:
        return None


def parse_begin(data: bytes, epoch: int) -> Begin | None:
    try:
        values = orjson.loads(data)
        if values.pop("schema") != SCHEMA:
            return None
        begun = Begin(**values)
    except (orjson.JSONDecodeError, AttributeError, KeyError, TypeError):
        return None
    numbers = (begun.epoch, begun.token, begun.previous)
    is_sound = all(type(number) is int and number >= 0 for number in numbers) and isinstance(begun.owner, str)
    return begun if is_sound and begun.epoch == epoch else None


def _make_begin(store: Objects, site: str, last: int, token: int, owner: str) -> Begin:
    """The beginning of the epoch after `last`; it notes the number of that epoch's last segment."""
    entries = parse_paths(store.listing(epoch_folder(site, last))) if last else []
    seen = max((entry.position.number for entry in entries), default=0)
    # The identifier distinguishes our own begin.json from another's if the response to creating it was lost.
    process = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"
    return Begin(last + 1, token, seen, owner, process, utc_text(datetime.now(UTC)))


def _create(store: Objects, site: str, begun: Begin) -> bool:
    values = {"schema": SCHEMA} | {name: getattr(begun, name) for name in Begin.__slots__}
    return store.create(begin_path(site, begun.epoch), orjson.dumps(values))

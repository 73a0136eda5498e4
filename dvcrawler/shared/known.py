"""Caches the listing of a site for its owner, so that the next claim lists newer objects only.

The segments of an epoch that count are fixed once the next one has begun. A list that has all of them stays
true: later, objects of the epoch are only deleted because nobody reads them, or added by a superseded owner.
The latter must be found too, to be deleted, so now and then a claim lists everything.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from dvcrawler.shared.fence import Begin, list_after, read_begin
from dvcrawler.shared.objects import Objects
from dvcrawler.shared.packing.manifest import Manifest
from dvcrawler.shared.segment import Entry, Header, Position
from dvcrawler.shared.view import find_bounds

if TYPE_CHECKING:
    from dvcrawler.shared.state import State

#: Number of epochs after which a claim lists everything: once a day with hourly runs.
WHOLE_LISTING_EVERY = 24


def list_all(objects: Objects, site: str) -> list[Entry]:
    """Raises SharedStoreError."""
    return list_after(objects, site, 0)


def list_new(objects: Objects, site: str, state: "State") -> list[Entry]:
    """Lists all objects too, but takes closed epochs from memory. Raises SharedStoreError."""
    known = state.listed()
    last = max((entry.position.epoch for entry in known), default=0)
    if last and read_begin(objects, site, last) != state.begins().get(last):
        state.forget_listed()  # this is not the store that was listed
        return list_all(objects, site)
    return [*known, *list_after(objects, site, last)]


def remember(
    state: "State",
    entries: Collection[Entry],
    begins: Mapping[int, Begin],
    headers: Mapping[Position, Header],
    manifest: Manifest,
) -> None:
    """Notes the closed epochs, up to the first one with an object that is missing or may not have been
    listed.

    For epochs that a manifest replaces, it notes what the manifest lists.
    """
    bounds = find_bounds(entries, begins, headers)
    by_epoch: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_epoch[entry.position.epoch].append(entry)
    epoch = last = max(state.last_listed(), manifest.through)
    while _is_whole(by_epoch.get(epoch + 1, ()), bounds.get(epoch + 1)) and epoch + 1 in begins:
        epoch += 1
    if epoch > last:
        new = [each for number in range(last + 1, epoch + 1) for each in by_epoch[number]]
        state.add_listed([*manifest.entries, *new])


def _is_whole(entries: Collection[Entry], bound: int | None) -> bool:
    """`bound`: the last number that counts, None for a running epoch. begin.json has the number 0."""
    return bound is not None and {each.position.number for each in entries} >= set(range(bound + 1))

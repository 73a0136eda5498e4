"""Which objects of a site count, and in which order, derived from their names, headers and begin.json files.

In each epoch the objects count that the next epoch saw when it began; of each file, the newest complete
generation.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dvcrawler.shared.chains import LOST_BEGIN, Chain, Fault, Link, build_chains, check_chains
from dvcrawler.shared.fence import Begin
from dvcrawler.shared.packing.manifest import Manifest
from dvcrawler.shared.segment import Entry, Header, Position


@dataclass(frozen=True, slots=True)
class View:
    """`chains` by file. `ignored`: published by an owner after the next one had begun. `superseded`: of older
    generations. `unfinished`: of newer ones that are incomplete, still or for good. `unread`:
    damaged, or not requested. `manifest`: what counts of older epochs. `replaced`: objects of those epochs
    that it does not list. `left_over`: packs that no manifest lists.
    """

    chains: Mapping[str, Chain]
    faults: tuple[Fault, ...]
    ignored: tuple[Entry, ...]
    superseded: tuple[Entry, ...]
    unfinished: tuple[Entry, ...]
    unread: tuple[Entry, ...] = ()
    manifest: Manifest = field(default_factory=Manifest)
    replaced: tuple[Entry, ...] = ()
    left_over: tuple[Entry, ...] = ()

    @property
    def stale(self) -> tuple[Entry, ...]:
        """Superseded segments in objects that the manifest lists, which cannot simply be deleted."""
        return tuple(each for each in self.superseded if each.position.epoch <= self.manifest.through)


def build_view(
    entries: Sequence[Entry], begins: Mapping[int, Begin], headers: Mapping[Position, Header], through: int
) -> View:
    """`headers` lacks segments that are damaged or not requested. `through`: the last epoch of a manifest."""
    newer = [each for each in entries if each.position.epoch > through]
    bounds = find_bounds(newer, begins, headers)
    ignored = _list_beyond(newer, bounds)
    counted = _find_counted(entries, ignored)
    links = sorted(Link(each, headers[each.position]) for each in counted if each.position in headers)
    chains = build_chains(links)
    older, unfinished = _find_other_generations(links, chains)
    numbers = (*_check_begins(newer, begins, through), *_check_numbers(newer, bounds))
    return View(
        chains=chains,
        faults=(*numbers, *check_chains(chains)),
        ignored=tuple(each for each in ignored if each.kind not in ("begin", "gone")),
        superseded=tuple(older),
        unfinished=tuple(unfinished),
        unread=tuple(each for each in counted if each.position not in headers),
    )


def _list_beyond(entries: Iterable[Entry], bounds: Mapping[int, int]) -> list[Entry]:
    """The entries behind the last number of their epoch."""
    return [each for each in entries if each.position.number > bounds.get(each.position.epoch, 1 << 62)]


def _find_counted(entries: Iterable[Entry], ignored: Iterable[Entry]) -> list[Entry]:
    dropped = {each.position for each in ignored}
    return [each for each in entries if is_segment(each) and each.position not in dropped]


def is_segment(entry: Entry) -> bool:
    return entry.kind not in ("begin", "gone", "pack", "manifest")


def find_bounds(
    entries: Collection[Entry], begins: Mapping[int, Begin], headers: Mapping[Position, Header]
) -> dict[int, int]:
    """The last number of each epoch that counts; epochs without a bound are left out.

    If a begin.json is missing, the epoch's segments repeat its bound.
    """
    bounds: dict[int, int] = {}
    for entry in entries:
        epoch = entry.position.epoch
        begun, header = begins.get(epoch), headers.get(entry.position)
        if begun is not None:
            bounds[epoch - 1] = begun.previous
        elif header is not None:
            bounds.setdefault(epoch - 1, header.previous)
    return bounds


def _find_other_generations(
    links: Iterable[Link], chains: Mapping[str, Chain]
) -> tuple[list[Entry], list[Entry]]:
    """The segments of older generations than the chain of their file, and those of newer ones."""
    ages = [(link.entry, link.header.generation - chains[link.header.file].generation) for link in links]
    return [entry for entry, age in ages if age < 0], [entry for entry, age in ages if age > 0]


def _check_begins(entries: Collection[Entry], begins: Mapping[int, Begin], through: int) -> Iterator[Fault]:
    epochs = {entry.position.epoch: entry.path.rpartition("/")[0] for entry in entries}
    for epoch in range(through + 1, max(epochs, default=0) + 1):
        if epoch not in epochs:
            yield Fault(f"epoch {epoch}", "all its objects are missing")
        elif epoch not in begins:
            yield Fault(f"{epochs[epoch]}/begin.json", LOST_BEGIN)


def _check_numbers(entries: Collection[Entry], bounds: Mapping[int, int]) -> Iterator[Fault]:
    """Reports the numbers that no object has, up to the last one that counts."""
    by_epoch: defaultdict[int, set[int]] = defaultdict(set)
    for entry in entries:
        by_epoch[entry.position.epoch].add(entry.position.number)
    for epoch, numbers in by_epoch.items():
        last = min(max(numbers), bounds.get(epoch, max(numbers)))
        for number in range(1, last + 1):
            if number not in numbers:
                yield Fault(f"epoch {epoch}", f"segment {number} is missing")

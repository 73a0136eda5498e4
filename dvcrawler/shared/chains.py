"""Chains of segments: whether the bytes of each file follow each other without a gap."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dvcrawler.shared.segment import Entry, Header


class Link(NamedTuple):
    """A segment that counts."""

    entry: Entry
    header: Header

    @property
    def end(self) -> int:
        return self.header.offset + self.header.length


class Fault(NamedTuple):
    """A fault in the shared store, at an object or a file."""

    place: str
    what: str
    fix: str = "restore the object from a back-up"


LOST_BEGIN = "it is missing or cannot be read"
LOST_MANIFEST = "both copies of its manifest are missing or damaged"


@dataclass(frozen=True, slots=True)
class Chain:
    """The segments of a file's generation, in the order of publishing."""

    file: str
    generation: int
    links: tuple[Link, ...]

    @property
    def end(self) -> int:
        """Length of the file."""
        return max((link.end for link in self.links), default=0)


def check_chains(chains: Mapping[str, Chain]) -> Iterator[Fault]:
    """Reports every gap in a file, and bytes that were published twice."""
    for chain in chains.values():
        end = 0
        for link in chain.links:
            if link.header.offset > end:
                what = f"bytes {end} to {link.header.offset} of {chain.file} are missing before it"
                yield Fault(link.entry.path, what)
            elif link.header.offset < end:
                yield Fault(link.entry.path, f"bytes of {chain.file} before {end} were published twice")
            end = max(end, link.end)


def build_chains(links: Iterable[Link]) -> dict[str, Chain]:
    by_file: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_file[link.header.file].append(link)
    return {file: _choose_chain(file, found) for file, found in by_file.items()}


def _choose_chain(file: str, links: Sequence[Link]) -> Chain:
    generations = sorted({link.header.generation for link in links}, reverse=True)
    for generation in generations:
        own = tuple(link for link in links if link.header.generation == generation)
        if generation == generations[-1] or _is_complete(own):
            return Chain(file, generation, own)
    raise AssertionError("the oldest generation is always taken")


def _is_complete(links: Sequence[Link]) -> bool:
    """Whether all bytes that the file had when it was republished are present."""
    end = 0
    for link in links:
        if link.header.offset > end:
            break
        end = max(end, link.end)
    return end >= links[0].header.whole

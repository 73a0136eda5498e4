"""A small site in a folder, and shared stores to publish it to."""

from pathlib import Path

import pytest

pytest.importorskip("obstore")

from obstore.store import MemoryStore

from dvcrawler.shared.fence import begin
from dvcrawler.shared.objects import Objects
from dvcrawler.shared.publish import Publisher
from dvcrawler.shared.restore import restore
from dvcrawler.shared.state import State
from dvcrawler.storage.store import Store

SITE = "thu"


class Machine:
    """A working folder that claims the site and stores records."""

    def __init__(self, folder: Path, store: Objects, make_record) -> None:
        self.folder, self.store, self._make_record = folder, store, make_record

    def claim(self, token=None, longest=1 << 24, compact_at=1000):
        with State(self.folder, SITE) as state:
            owner, known = state.owner, state.last_listed()
        self.fence = begin(self.store, SITE, token, owner, known)
        self.restored = restore(self.store, SITE, self.folder, self.fence)
        self.publisher = Publisher(self.fence, self.folder, longest, compact_at)
        return self

    def append(self, *numbers, **fields):
        with Store(self.folder, SITE) as store:
            for number in numbers:
                store.append(self._make_record(number, **fields))

    def write_warc(self, *bodies, name="thu-1.warc.gz"):
        import gzip

        path = self.folder / "warc" / SITE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            for body in bodies:
                file.write(gzip.compress(body))

    def publish(self):
        return self.publisher.publish()


@pytest.fixture
def memory():
    return Objects(MemoryStore(), "memory://")


@pytest.fixture
def machine(tmp_path, memory, make_record):
    """Makes machines that share the store, by name."""

    def make(name):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        return Machine(folder, memory, make_record)

    return make


def files_of(folder: Path) -> dict[str, bytes]:
    """The published files of a folder."""
    paths = [p for top in ("articles", "warc", "runs") for p in (folder / top).rglob("*") if p.is_file()]
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in paths}


def copy_of(store: Objects, folder: Path) -> dict[str, bytes]:
    """What a reader sees."""
    restore(store, SITE, folder)
    return files_of(folder)


def rewritten_in(store: Objects) -> set[str]:
    """The kinds of the files of which a newer generation has replaced segments."""
    gone = (each.path for each in store.listing("sites") if each.path.endswith(".gone"))
    return {path.rpartition("-")[2].removesuffix(".gone") for path in gone}

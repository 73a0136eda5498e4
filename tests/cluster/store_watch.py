"""A reader of a shared store that never stops looking: every segment is whole, at every instant."""

import json
import threading
import time
from hashlib import sha256

from dvcrawler.normalize.site_names import file_name_of
from dvcrawler.shared.location import SharedLocation, open_store
from dvcrawler.shared.objects import MissingObjectError, SharedStoreError
from dvcrawler.shared.packing.manifest import Manifest
from dvcrawler.shared.packing.packs import read_contents, read_length
from dvcrawler.shared.restore import restore
from dvcrawler.shared.segment import DamagedSegmentError, unpack
from tests.portal import records


def contents(path, data):
    """The segments of an object, each checked."""
    if path.endswith(".manifest"):
        Manifest.parse(data)
    elif path.endswith(".pack"):
        for _, header, start in read_contents(data[: read_length(data)]):
            content = data[start : start + header.length]
            assert sha256(content).hexdigest() == header.sha256
            yield header, content
    else:
        yield unpack(data)


class StoreWatch:
    """`faults` are what it found; `seen` counts the objects, `packs` those of a compaction."""

    def __init__(self, location):
        self.store = open_store(SharedLocation.parse(location), 1)
        self.faults, self.seen, self.packs, self._known = [], 0, 0, set()
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self):
        self._ending.set()
        self._thread.join(120)
        self._check_new()

    def _look(self):
        while not self._ending.is_set():
            try:
                self._check_new()
            except SharedStoreError:  # it refuses at this moment
                time.sleep(0.2)
            self._ending.wait(0.5)

    def _check_new(self):
        for listed in self.store.listing("sites"):
            if listed.path in self._known or not listed.path.endswith((".seg", ".pack", ".manifest")):
                continue
            try:
                self._check(listed.path)
            except MissingObjectError:  # published by an owner that was superseded, and deleted since
                continue
            self._known.add(listed.path)

    def _check(self, path):
        self.seen += 1
        self.packs += path.endswith(".pack")
        data = self.store.get(path)
        try:
            for header, content in contents(path, data):
                if header.file.endswith(".jsonl"):
                    assert content.endswith(b"\n")
                    for line in content.splitlines():
                        json.loads(line)
        except (AssertionError, DamagedSegmentError, ValueError) as error:
            self.faults.append((path, str(error)))

    def restored(self, site, folder):
        """The site as any reader gets it: (records, faults)."""
        found = restore(self.store, site, folder)
        return records(folder, file_name_of(site)), found.faults

"""A reader of a shared store that never stops looking: every segment is whole, at every instant."""

import json
import threading
import time

from dvcrawler.normalize.site_names import file_name_of
from dvcrawler.shared.errors import MissingObjectError, SharedStoreError
from dvcrawler.shared.location import SharedLocation, open_store
from dvcrawler.shared.mirror import restore
from dvcrawler.shared.segment import DamagedSegmentError, unpack
from tests.portal import records


class StoreWatch:
    """`faults` are what it found; `seen` counts the segments."""

    def __init__(self, location):
        self.store = open_store(SharedLocation.parse(location), 1)
        self.faults, self.seen, self._known = [], 0, set()
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
            if listed.path in self._known or not listed.path.endswith(".seg"):
                continue
            try:
                self._check(listed.path)
            except MissingObjectError:  # published by an owner that was superseded, and deleted since
                continue
            self._known.add(listed.path)

    def _check(self, path):
        self.seen += 1
        data = self.store.get(path)
        try:
            header, content = unpack(data)
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

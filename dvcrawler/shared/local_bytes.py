"""Bytes of local files that a restore keeps, copies or fills."""

import os
import shutil
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from dvcrawler.shared.chains import Link

_BLOCK = 1 << 20


def count_equal(path: Path, links: Sequence[Link]) -> int:
    with path.open("rb") as file:
        for count, link in enumerate(links):
            file.seek(link.header.offset)
            digest, rest = sha256(), link.header.length
            while rest and (block := file.read(min(_BLOCK, rest))):
                digest.update(block)
                rest -= len(block)
            if rest or digest.hexdigest() != link.header.sha256:
                return count
    return len(links)


def copy_start(path: Path, target: Path, length: int) -> None:
    shutil.copyfile(path, target)
    os.truncate(target, length)


def make_filler(path: Path, length: int) -> bytes:
    """Replaces lost bytes: by a line that no reader accepts as a record, or by zeros in an archive."""
    if path.name.endswith(".gz"):
        return bytes(length)
    return b" " * (length - 1) + b"\n" if length else b""

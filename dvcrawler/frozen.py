"""Frozen pages: a page with its expected record, `fixtures/<site>/<layout>--<slug>/`."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from dvcrawler.errors import UsageError
from dvcrawler.storage.disk import disk_errors, output_error, replace_file

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 60


def slug_of(title: str) -> str:
    """The title as a folder's name: plain letters, hyphens, at most 60 characters."""
    plain = unicodedata.normalize("NFD", title.lower().replace("đ", "d")).encode("ascii", "ignore").decode()
    slug = _NOT_PLAIN.sub("-", plain).strip("-")
    if len(slug) > _LONGEST_SLUG:
        slug = slug[:_LONGEST_SLUG].rpartition("-")[0] or slug[:_LONGEST_SLUG]
    return slug or "page"


def advise(fixtures: Path) -> str:
    """What to do with a case that was written below this folder."""
    test = fixtures.parent / "extract" / "test_frozen.py"
    if not test.exists():
        return "A test reads it in a checkout of dvcrawler, below tests/fixtures: name that folder with --to."
    return (
        f"Run `python -m pytest {test}`: it writes expected.json and fails; "
        "compare every value with the page by eye, then run it again."
    )


def freeze(folder: Path, data: bytes, url: str, captured_at: datetime, *, force: bool = False) -> Path:
    """Writes page.json and page.html, both in full before either takes its place: half a case is none.

    Raises UsageError if the case is there, StorageError or ConfigError if it cannot be written.
    expected.json is left to the test, which writes the current result for review, and fails.
    """
    if (folder / "page.html").exists() and not force:
        raise UsageError(f"{folder} is there already; --force overwrites it")
    about = json.dumps({"url": url, "captured_at": captured_at.isoformat()}, ensure_ascii=False, indent=1)
    files = {folder / "page.json": f"{about}\n".encode(), folder / "page.html": data}
    with disk_errors(folder, output_error):
        folder.mkdir(parents=True, exist_ok=True)
        _replace_together(files, gone=(folder / "page.html", folder / "expected.json"))
    return folder


def _replace_together(files: Mapping[Path, bytes], gone: Iterable[Path]) -> None:
    """The last of the files is there only with the others; `gone` is removed once all are written."""
    parts = {path: path.with_name(f"{path.name}.part") for path in files}
    try:
        for path, data in files.items():
            replace_file(parts[path], data, output_error)
        for path in gone:
            path.unlink(missing_ok=True)
        for path, part in parts.items():
            part.replace(path)
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink()

"""Frozen pages: a page with its expected record, `fixtures/<site>/<layout>--<slug>/`."""

import json
import re
import unicodedata
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
    """Writes page.json and, last, page.html: half a case is none.

    Raises UsageError if the case is there, StorageError or ConfigError if it cannot be written.
    expected.json is left to the test, which writes the current result for review, and fails.
    """
    if (folder / "page.html").exists() and not force:
        raise UsageError(f"{folder} is there already; --force overwrites it")
    about = {"url": url, "captured_at": captured_at.isoformat()}
    with disk_errors(folder, output_error):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "page.json").write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", "utf-8")
        (folder / "expected.json").unlink(missing_ok=True)
        replace_file(folder / "page.html", data, output_error)
    return folder

"""Captures: a site's WARC files, and the place of one response in them."""

from dataclasses import dataclass
from pathlib import Path

from dvcrawler.storage.disk import check_site


@dataclass(frozen=True, slots=True)
class Capture:
    """Position of a written response. `name` is the reference in stored lines: `<file>#<record id>`.

    `refers_to`: record id of the original for a revisit, else None. `at`: ISO, UTC.
    """

    file: str
    record_id: str
    offset: int
    length: int
    url: str
    at: str
    status: int
    digest: str
    refers_to: str | None = None

    @property
    def name(self) -> str:
        return capture_name(self.file, self.record_id)


def capture_name(file: str, record_id: str) -> str:
    return f"{file}#{record_id}"


def split_name(name: str) -> tuple[str, str]:
    """The file and the record id in the name of a capture."""
    file, _, record_id = name.partition("#")
    return file, record_id


def warc_folder(data: Path, site: str) -> Path:
    """Folder of the site's WARC files, which may not exist."""
    return data / "warc" / check_site(site)


def warc_files(data: Path, site: str) -> list[Path]:
    """The site's WARC files, oldest first."""
    folder = warc_folder(data, site)
    return sorted(folder.glob("*.warc.gz")) if folder.is_dir() else []

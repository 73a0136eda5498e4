"""Addresses of the pages that commands name, too."""

from urllib.parse import quote

from dvcrawler.storage.warc.captures import split_name

#: Not the port of any common service.
DEFAULT_PORT = 8017


def capture_path(name: str | None) -> str | None:
    """The page of a capture that a record names (`<file>#<urn:uuid:…>`)."""
    file, record_id = split_name(name or "")
    uuid = record_id.strip("<>").removeprefix("urn:uuid:")
    return f"/capture/{quote(file, safe='')}/{quote(uuid, safe='')}" if file and uuid else None

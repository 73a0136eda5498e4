"""Lines of the article files that cannot be read: every reader leaves them out."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from dvcrawler.derived.lines.line_index import drop_line_index, open_line_index
from dvcrawler.derived.searching.index.search_lines import find_files
from dvcrawler.derived.tables import DAMAGE
from dvcrawler.normalize.site_names import file_name_of, site_of_file
from dvcrawler.storage.journal import read_lines
from dvcrawler.storage.records import is_record
from dvcrawler.storage.removals.notices import is_marker


def find_unreadable(data: Path, sites: Collection[str] | None = None) -> dict[Path, int]:
    """The number of such lines in each file that has some, of these sites or of all.

    A last line without its end does not count: a run may be writing it. Raises UnreadableError.
    """
    if not (data / "articles").is_dir():
        return {}
    counts = _ask_index(data)
    if counts is None:
        counts = dict(_read_all(data))
    folders = None if sites is None else {file_name_of(site) for site in sites}
    found = {data / "articles" / name: number for name, number in counts.items()}
    return {path: number for path, number in found.items() if folders is None or path.parent.name in folders}


def _ask_index(data: Path) -> dict[str, int] | None:
    """None if the index cannot be kept, or is damaged."""
    with suppress(DAMAGE):
        index = open_line_index(data)
        if index is None:
            return None
        with index:
            return index.unreadable()
    drop_line_index(data)
    return None


def _read_all(data: Path) -> Iterator[tuple[str, int]]:
    for path in find_files(data):
        site = site_of_file(path.parent.name)
        values = (line.value for line in read_lines(path))
        number = sum(not (is_record(value, site) or is_marker(value, site)) for value in values)
        if number:
            yield f"{path.parent.name}/{path.name}", number

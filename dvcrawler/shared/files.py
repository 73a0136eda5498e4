"""Which files of a data folder are published, and which of them were changed in place."""

from collections.abc import Iterator
from pathlib import Path

from dvcrawler.shared.segment import Kind, kind_of
from dvcrawler.storage.article_files import article_files
from dvcrawler.storage.disk import check_site
from dvcrawler.storage.journal import read_lines
from dvcrawler.storage.removals.log import Removal, Step, parse_step, removals_path
from dvcrawler.storage.run_records.runs import runs_path
from dvcrawler.storage.warc.captures import warc_files

#: A segment is published after those it refers to: lines name captures, and a run names lines.
ORDER = (Kind.WARC, Kind.ARTICLES, Kind.REMOVALS, Kind.RUNS)


def published_files(folder: Path, site: str) -> Iterator[str]:
    """The site's files that are published, as paths in the data folder, in the order of publishing.

    The ledger and the indexes are derived and stay where they are.
    """
    paths = [*warc_files(folder, site), *article_files(folder, site)]
    paths += [path for path in (removals_path(folder, site), runs_path(folder, site)) if path.is_file()]
    names = (path.relative_to(folder).as_posix() for path in paths)
    yield from sorted(names, key=lambda name: (ORDER.index(kind_of(name)), name))


def rewritten_files(folder: Path, site: str, published: int) -> set[str]:
    """Files in which removals have overwritten bytes that may be published already.

    `published`: up to where the log of removals is published. Erasing keeps every length.
    """
    planned: dict[str, Removal] = {}
    found: set[str] = set()
    for line in read_lines(removals_path(folder, site)):
        removal = parse_step(line.value, site)
        if removal is None:
            continue
        if removal.step is Step.PLANNED:
            planned[removal.id] = removal
        if line.start >= published:  # the work of this step, or of the plan that it completes
            found |= _list_places(planned.get(removal.id), site)
        if removal.step is not Step.PLANNED:
            planned.pop(removal.id, None)
    return found


def _list_places(removal: Removal | None, site: str) -> set[str]:
    if removal is None:
        return set()
    name = check_site(site)
    lines = {f"articles/{name}/{span.file}" for span in removal.lines if not span.file.endswith(".torn")}
    return lines | {f"warc/{name}/{member.file}" for member in removal.members}

"""Which sites and article files may be opened, so that readers can leave out those that may not."""

import os
from collections.abc import Collection, Iterable, Iterator
from errno import EACCES
from pathlib import Path
from stat import S_ISREG

from dvcrawler.normalize.site_names import site_of_file
from dvcrawler.storage.article_files import article_files, article_folder, compressed_files, find_sites
from dvcrawler.storage.disk import is_site_name
from dvcrawler.storage.removals.log import LOG
from dvcrawler.storage.run_records.runs import runs_path

_REMEDIES = {os.strerror(EACCES): "fix the permissions", "it is compressed": "decompress it"}


def advise(reason: str) -> str:
    """What to do before the next run about a reason that `find_unopenable` gives."""
    return _REMEDIES.get(reason, "move it away")


def readable_sites(data: Path) -> list[str]:
    """The sites whose articles may be read, sorted by name."""
    return [site for site in find_sites(data) if _find_obstacle(data, site) is None]


def readable_files(data: Path, site: str) -> list[Path]:
    """The site's month files that may be read, oldest first."""
    if _find_obstacle(data, site) is not None:
        return []
    return [path for path in article_files(data, site) if _describe(path) is None]


def find_unopenable(data: Path, sites: Collection[str] | None = None) -> dict[Path, str]:
    """What readers leave out as a whole, of these sites or of all: folders and files, with the reason."""
    found: dict[Path, str] = {}
    for site in _named(data / "articles"):
        if sites is None or site in sites:
            found |= _find_of_site(data, site)
    return found


def sites_of(data: Path, found: Iterable[Path]) -> set[str]:
    """The sites of what `find_unopenable` gives."""
    return {site_of_file(path.relative_to(data / "articles").parts[0]) for path in found}


def _named(articles: Path) -> Iterator[str]:
    if articles.is_dir():
        names = sorted(site_of_file(path.name) for path in articles.iterdir())
        yield from (name for name in names if is_site_name(name))


def _find_of_site(data: Path, site: str) -> dict[Path, str]:
    obstacle = _find_obstacle(data, site)
    if obstacle is not None:
        return dict([obstacle])
    reasons = ((path, _describe(path)) for path in article_files(data, site))
    found = {path: reason for path, reason in reasons if reason is not None}
    return found | dict.fromkeys(compressed_files(data, site), "it is compressed")


def _find_obstacle(data: Path, site: str) -> tuple[Path, str] | None:
    """Why nothing of the site may be read: without the log of removals, removed articles would be shown."""
    folder = article_folder(data, site)
    log = folder / LOG
    if folder.is_symlink() and not folder.exists():
        return folder, "the link leads nowhere"
    if not folder.is_dir():  # any other file that happens to lie there is nobody's
        return (folder, "it is not a folder") if runs_path(data, site).exists() else None
    if not os.access(folder, os.R_OK | os.X_OK):
        return folder, os.strerror(EACCES)
    reason = _describe(log) if log.exists() else None
    return None if reason is None else (log, reason)


def _describe(path: Path) -> str | None:
    """Why this is not a file that can be read; None if it is one."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return "the link leads nowhere"
    if not S_ISREG(mode):
        return "it is not a file"
    return None if os.access(path, os.R_OK) else os.strerror(EACCES)

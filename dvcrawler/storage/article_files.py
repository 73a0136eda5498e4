"""The folders and files in which the articles of each site are stored, and the sites known by them alone."""

import re
from pathlib import Path

from dvcrawler.items import SCHEMA
from dvcrawler.normalize.site_names import PORTAL, is_portal_name, site_of_file
from dvcrawler.storage.disk import check_site, is_site_name
from dvcrawler.storage.journal import read_raw

#: The name of an article file.
MONTH_FILE = re.compile(r"\d{4}-\d{2}\.jsonl")


def article_folder(data: Path, site: str) -> Path:
    """Folder of the site's article files, which may not exist."""
    return data / "articles" / check_site(site)


def site_folders(data: Path) -> list[Path]:
    """The article folders of all sites, sorted by name; none if there is no store. Other folders beside them
    are left out, such as a copy with a blank in its name.
    """
    folders = sorted((data / "articles").glob("*/"))
    return [folder for folder in folders if is_site_name(site_of_file(folder.name))]


def find_sites(data: Path) -> list[str]:
    """The sites with an article folder, sorted by name."""
    return sorted(site_of_file(folder.name) for folder in site_folders(data))


def article_files(data: Path, site: str) -> list[Path]:
    """The site's month files, oldest first; ignores files with other names."""
    folder = article_folder(data, site)
    if not folder.is_dir():
        return []
    return sorted(p for p in folder.iterdir() if MONTH_FILE.fullmatch(p.name))


def compressed_files(data: Path, site: str) -> list[Path]:
    """The site's month files that somebody compressed, oldest first: their articles would be stored again."""
    packed = (
        p for p in article_folder(data, site).glob("*.jsonl.*") if p.suffix in (".gz", ".bz2", ".xz", ".zst")
    )
    return sorted(p for p in packed if MONTH_FILE.fullmatch(p.stem) and not p.with_suffix("").exists())


def held_portals(data: Path) -> list[str]:
    """The sites `portal/<host>` that have a folder of articles or a run record, by name."""
    folders = [path.name for path in (data / "articles").glob("*/")]
    records = [path.stem for path in (data / "runs").glob("*.jsonl")]
    return sorted(filter(is_portal_name, map(site_of_file, {*folders, *records})))


def is_in_shared_portal(data: Path, host: str) -> bool:
    """Whether the site `portal` holds an article of the host, which then stays in it.

    Earlier versions stored all unknown hosts there. Crawling it under another name would store the articles a
    second time. Reads the files of that site; `host` is without its port.
    """
    begins = tuple(f'{{"schema":{n},"id":"{PORTAL}:{host}/'.encode() for n in range(1, SCHEMA + 1))
    return any(line.startswith(begins) for path in article_files(data, PORTAL) for line in read_raw(path))

"""The folders and files in which the articles of each site are stored."""

import re
from pathlib import Path

from dvcrawler.normalize.site_names import site_of_file
from dvcrawler.storage.disk import check_site, is_site_name

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

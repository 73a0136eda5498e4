"""Sites without a site file in the data folder, and the site that they all shared in earlier versions."""

from pathlib import Path

from dvcrawler.items import SCHEMA
from dvcrawler.normalize.site_names import PORTAL, is_portal_name, site_of_file
from dvcrawler.storage.article_files import article_files
from dvcrawler.storage.journal import read_raw


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

"""A crawl of the sample portal by the real program, in a process of its own and over real HTTP."""

import os
import subprocess
import sys

from sample_portal.server import PortalServer, connect_to
from sample_portal.sites import SITES

#: Options of `dvcrawler crawl` that switch its delays off: nobody else's server is under load here.
NO_DELAYS = (
    "-s", "DOWNLOAD_DELAY=0",
    "-s", "AUTOTHROTTLE_ENABLED=False",
    "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=16",
    "-s", "DVCRAWLER_FIRST_PAUSE=0",
)  # fmt: skip


def crawl_once(server: PortalServer, data: str | None) -> int:
    """Crawls every site into the folder `data`, prints what is stored, and returns the crawl's exit code.

    None leaves the choice of the folder to dvcrawler."""
    environment = {**os.environ, "DVCRAWLER_CONNECT_TO": connect_to(server)}
    program = [sys.executable, "-m", "dvcrawler"]
    folder = ["--data", data] if data is not None else []
    names = [site.name for site in SITES]
    crawl = subprocess.run([*program, "crawl", *names, *folder, *NO_DELAYS], env=environment, check=False)
    subprocess.run([*program, "sites", *folder], env=environment, check=False)
    return crawl.returncode

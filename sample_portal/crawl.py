"""A crawl of the sample portal by the real program, in a process of its own and over real HTTP."""

import json
import os
import subprocess
import sys

from dvcrawler.console import say, wrap
from dvcrawler.messages.plurals import counted
from sample_portal.server import PortalServer, connect_to
from sample_portal.sites import SITES

#: Options of `dvcrawler crawl` that switch its delays off: nobody else's server is under load here.
NO_DELAYS = tuple(
    word
    for setting in (
        "DOWNLOAD_DELAY=0",
        "AUTOTHROTTLE_ENABLED=False",
        "CONCURRENT_REQUESTS_PER_DOMAIN=16",
        "DVCRAWLER_FIRST_PAUSE=0",
    )
    for word in ("-s", setting)
)


def crawl_once(server: PortalServer, data: str | None) -> int:
    """Crawls every site into the folder `data` and prints a line for each. Returns the crawl's exit code.

    None leaves the choice of the folder to dvcrawler. The lines about single pages are left out: the portal
    has broken ones on purpose, and the run record names them.
    """
    environment = {**os.environ, "DVCRAWLER_CONNECT_TO": connect_to(server)}
    program = [sys.executable, "-m", "dvcrawler"]
    folder = ["--data", data] if data is not None else []
    names = [site.name for site in SITES]
    crawl = subprocess.run(
        [*program, "crawl", *names, *folder, *NO_DELAYS, "-s", "LOG_LEVEL=ERROR"],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    print("\n".join(line for line in crawl.stdout.splitlines() if not line.startswith("  ")), flush=True)
    listed = subprocess.run(
        [*program, "sites", "--stored", "--json", *folder], stdout=subprocess.PIPE, check=False
    )
    stored = sum(site["articles"] for site in json.loads(listed.stdout or "[]"))
    where = data or os.environ.get("DVCRAWLER_DATA") or "data"
    say(*wrap(f"{counted(stored, 'article')} in {where}/articles, the pages as received in {where}/warc"))
    return crawl.returncode

"""A crawl of the sample portal in a process of its own, as an operator starts it."""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from dvcrawler.normalize.site_names import file_name_of
from sample_portal.crawl import NO_DELAYS
from sample_portal.server import connect_to
from tests import warm

SITES = ("baonamdinh", "danguykhoi", "phunu", "phuyen")


@dataclass(frozen=True)
class Crawl:
    code: int
    out: str
    err: str


def command(data, *arguments):
    return [
        sys.executable,
        "-W",
        "error::DeprecationWarning:dvcrawler",
        "-m",
        "dvcrawler",
        "crawl",
        *arguments,
        "--data",
        str(data),
        *NO_DELAYS,
    ]


def environment(server=None, **more):
    """`server`: where all hosts are, unless `more` says it.

    Hosts on loopback have no TLS or certificates that the test names, so the system's are not loaded.
    """
    lead = {"DVCRAWLER_CONNECT_TO": connect_to(server)} if server else {}
    if server or "DVCRAWLER_CONNECT_TO" in more:
        lead["SSL_CERT_FILE"] = os.devnull
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), **lead, **more}


def crawl(server, data, *arguments, stdin=None, timeout=300, **more):
    run = warm.run(
        command(data, *arguments),
        env=environment(server),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
        **more,
    )
    return Crawl(run.returncode, run.stdout, run.stderr)


def records(data, site=None):
    """Every stored line, in the order of the files; a line that is no JSON fails the test."""
    files = sorted(Path(data).glob(f"articles/{site or '*'}/*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


def runs(data, site):
    return [
        json.loads(line)
        for line in (Path(data) / "runs" / f"{file_name_of(site)}.jsonl").read_text().splitlines()
    ]

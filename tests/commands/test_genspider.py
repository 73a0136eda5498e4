"""Adding a site as docs/adding-a-site.md tells it, in a copy of the package."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sample_portal.portal import Portal
from sample_portal.server import connect_to, serve
from tests.portal import records

ROOT = Path(__file__).parents[2]


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(ROOT / "dvcrawler", tmp_path / "dvcrawler", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(
        ROOT / "tests", tmp_path / "tests", ignore=shutil.ignore_patterns("__pycache__", "fixtures")
    )
    for name in ("scrapy.cfg", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "dvcrawler/spiders/baonamdinh.py").unlink()  # its host is the new site's
    return tmp_path


def run(copy, *arguments, **more):
    env = {**os.environ, "PYTHONPATH": str(copy), **more}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env=env,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.slow
def test_a_new_site_is_generated_frozen_tested_and_crawled(copy):
    portal = Portal(24)
    made = run(copy, "-m", "dvcrawler", "genspider", "-t", "site", "baomoinha", "baonamdinh.vn")
    assert made.returncode == 0, made.stderr
    text = (copy / "dvcrawler/spiders/baomoinha.py").read_text("utf-8")
    assert "Host: baonamdinh.vn." in text
    assert 'name = "baomoinha"' in text
    url = next(e["url"] for e in portal.expected("baonamdinh") if e["body"])
    with serve(portal) as server:
        lead = {"DVCRAWLER_CONNECT_TO": connect_to(server)}
        frozen = run(copy, "-m", "dvcrawler", "freeze", "baomoinha", url, **lead)
        assert frozen.returncode == 0, frozen.stderr
        crawled = run(
            copy,
            "-m",
            "dvcrawler",
            "crawl",
            "baomoinha",
            "-a",
            "limit=5",
            "-s",
            "DOWNLOAD_DELAY=0",
            "-s",
            "AUTOTHROTTLE_ENABLED=False",
            "--data",
            str(copy / "data"),
            **lead,
        )
    tests = (
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/extract/test_frozen.py",
        "-k",
        "baomoinha",
    )
    first, second = run(copy, *tests), run(copy, *tests)
    assert "was not there and is written now" in first.stdout
    assert second.returncode == 0, second.stdout
    conforms = run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/spiders/test_conformance.py")
    assert conforms.returncode == 0, conforms.stdout
    assert crawled.returncode in (0, 10), crawled.stdout + crawled.stderr
    assert 0 < len(records(copy / "data", "baomoinha")) <= 5

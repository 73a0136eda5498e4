"""`dvcrawler probe --write` in a copy of the project: what it writes passes the checks and crawls."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sample_portal.crawl import NO_DELAYS
from tests.portal import records
from tests.probe.portals import HOST, portal, stories
from tests.webserver import serve_pages

ROOT = Path(__file__).parents[2]
CHECKS = ("tests/extract/test_frozen.py", "tests/spiders/test_conformance.py", "tests/test_imports.py")


@pytest.fixture
def copy(tmp_path):
    for name in ("dvcrawler", "tests", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("scrapy.cfg", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def run(copy, web, *arguments):
    env = {**os.environ, "PYTHONPATH": str(copy), "DVCRAWLER_CONNECT_TO": web.connect_to}
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=copy,
        env=env,
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("shape", "pager", "dress", "layout"),
    [
        ("html-number", "postback", None, "generic"),
        ("dated-slug", "path", "wordpress", "wordpress"),
        ("nukeviet", "query", "nukeviet", "nukeviet"),
    ],
)
def test_a_portal_from_one_command(copy, shape, pager, dress, layout):
    with serve_pages(portal(shape, pager, dress=dress)) as web:
        made = run(copy, web, "dvcrawler", "probe", f"https://{HOST}/", "--write", "baovidu", *NO_DELAYS)
        assert made.returncode == 0, made.stdout + made.stderr
        text = (copy / "dvcrawler/spiders/baovidu.py").read_text("utf-8")
        assert (f"{dress}.CMS" in text) == (dress is not None)
        assert len(list((copy / "tests/fixtures/baovidu").glob(f"{layout}--*/expected.json"))) == 5
        for linter in (
            ["ruff", "check", "dvcrawler/spiders"],
            ["ruff", "format", "--check", "dvcrawler/spiders"],
        ):
            checked = run(copy, web, *linter)
            assert checked.returncode == 0, checked.stdout
        typed = run(copy, web, "mypy", "dvcrawler/spiders/baovidu.py")
        assert typed.returncode == 0, typed.stdout
        tested = run(
            copy,
            web,
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            *CHECKS,
            "-k",
            "baovidu or two_pages or share or file or room",
        )
        assert tested.returncode == 0, tested.stdout
        data = str(copy / "data")
        some = run(copy, web, "dvcrawler", "crawl", "baovidu", "-a", "limit=5", "--data", data, *NO_DELAYS)
        assert some.returncode == 0, some.stdout + some.stderr
        assert len(records(copy / "data", "baovidu")) == 5
        rest = run(copy, web, "dvcrawler", "crawl", "baovidu", "--data", data, *NO_DELAYS)
        assert rest.returncode == 0, rest.stdout + rest.stderr
        again = run(copy, web, "dvcrawler", "probe", "baovidu", *NO_DELAYS)
        assert "nothing has changed" in again.stdout
    held = records(copy / "data", "baovidu")
    assert {record["title"] for record in held} == {each.title for each in stories(shape, dress=dress)}
    assert {record["layout"] for record in held} == {layout}

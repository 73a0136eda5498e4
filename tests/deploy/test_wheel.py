"""The package as it is installed on a server: a wheel, in another folder, away from the repository."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sample_portal.crawl import NO_DELAYS
from sample_portal.portal import Portal
from sample_portal.server import connect_to, serve
from tests.portal import SITES, records

ROOT = Path(__file__).parents[2]
QUIET = ("-q", "--disable-pip-version-check", "--no-deps", "--no-index")


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Calls the installed dvcrawler from an empty folder."""
    folder = tmp_path_factory.mktemp("wheel")
    source, site, elsewhere = folder / "source", folder / "site", folder / "elsewhere"
    shutil.copytree(ROOT / "dvcrawler", source / "dvcrawler", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    elsewhere.mkdir()
    pip = [sys.executable, "-m", "pip"]
    subprocess.run([*pip, "wheel", *QUIET, "--no-build-isolation", "-w", folder, source], check=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([*pip, "install", *QUIET, "--target", site, wheel], check=True)

    def call(*words, **more):
        environment = {**os.environ, "PYTHONPATH": str(site), **more}
        environment.pop("DVCRAWLER_DATA", None)
        return subprocess.run([sys.executable, *words], cwd=elsewhere, env=environment, capture_output=True,
                              text=True, check=False, timeout=300)  # fmt: skip

    call.site, call.elsewhere = site, elsewhere
    return call


def test_it_is_the_installed_package_that_runs(installed):
    place = installed("-c", "import dvcrawler; print(dvcrawler.__file__)").stdout
    assert Path(place).is_relative_to(installed.site)


def test_help_and_the_sites_are_there(installed):
    assert "Example: dvcrawler crawl" in installed("-m", "dvcrawler", "--help").stdout
    listed = installed("-m", "dvcrawler", "sites", "--json")
    assert {row["site"] for row in json.loads(listed.stdout)} >= {"baonamdinh", "phunu", "portal"}


def test_a_crawl_stores_in_the_folder_where_it_is_called(installed):
    with serve(Portal(60)) as server:
        run = installed(
            "-m", "dvcrawler", "crawl", *SITES, *NO_DELAYS, DVCRAWLER_CONNECT_TO=connect_to(server)
        )
    assert run.returncode == 10, run.stderr
    assert len(records(installed.elsewhere / "data")) > 50
    agree = installed("-m", "dvcrawler", "verify")
    assert (agree.returncode, agree.stderr) == (0, "")


def test_schema_templates_and_the_mark_of_types_are_in_it(installed):
    assert json.loads(installed("-m", "dvcrawler", "schema").stdout)["title"]
    package = installed.site / "dvcrawler"
    shipped = [p.relative_to(ROOT / "dvcrawler") for p in (ROOT / "dvcrawler").rglob("*") if p.is_file()]
    wanted = [name for name in shipped if name.suffix != ".pyc"]
    assert [str(name) for name in wanted if not (package / name).is_file()] == []
    assert (package / "py.typed").is_file()


def test_neither_tests_nor_data_are_in_it(installed):
    assert {p.name for p in installed.site.iterdir() if "dist-info" not in p.name} - {"bin"} == {"dvcrawler"}

"""The package as it is installed on a server: a wheel, in another folder, away from the repository."""

import json
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from sample_portal.crawl import NO_DELAYS
from sample_portal.portal import Portal
from sample_portal.server import connect_to, serve
from tests.portal import SITES, records

ROOT = Path(__file__).parents[2]
QUIET = ("-q", "--disable-pip-version-check")
OFFLINE = ("--no-deps", "--no-index")


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Calls the Python of a fresh environment, from an empty folder. It holds the wheel of `make wheel`, and finds
    the packages that dvcrawler needs where this test finds them.
    """
    folder = tmp_path_factory.mktemp("wheel")
    source, fresh, elsewhere = folder / "source", folder / "fresh", folder / "elsewhere"
    shutil.copytree(ROOT / "dvcrawler", source / "dvcrawler", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("Makefile", "pyproject.toml", "README.md", "LICENSE", "requirements.lock"):
        shutil.copy(ROOT / name, source)
    (source / "sample_portal").mkdir()
    (source / "sample_portal/__init__.py").touch()
    elsewhere.mkdir()
    build_wheel(source)
    (wheel,) = source.glob("dist/*.whl")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", fresh], check=True)
    pip = [sys.executable, "-m", "pip", "--python", fresh / "bin/python"]
    subprocess.run([*pip, "install", *QUIET, *OFFLINE, wheel], check=True)
    (site,) = fresh.glob("lib/python*/site-packages")
    (site / "needed.pth").write_text(sysconfig.get_path("purelib") + "\n")

    def call(*words, program="python", **more):
        environment = {"PATH": "/usr/bin:/bin", **more}
        return subprocess.run(
            [fresh / "bin" / program, *words],
            cwd=elsewhere,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    call.site, call.elsewhere = site, elsewhere
    return call


def build_wheel(source):
    """By the Makefile's own line, with the environment of this test: `-o` takes it as installed."""
    tools = Path(sys.executable).parent
    make = ["make", "-s", f"VENV={tools.parent}", "-o", f"{tools.parent}/.installed", "wheel"]
    subprocess.run(make, cwd=source, check=True, capture_output=True)


def test_the_installed_package_runs_and_not_the_checkout(installed):
    place = installed("-c", "import dvcrawler; print(dvcrawler.__file__)").stdout
    assert Path(place).is_relative_to(installed.site)


def test_help_and_the_sites_are_there(installed):
    assert "Example: dvcrawler crawl" in installed("-m", "dvcrawler", "--help").stdout
    listed = installed("-m", "dvcrawler", "sites", "--json")
    assert {row["site"] for row in json.loads(listed.stdout)} >= {"baonamdinh", "phunu", "portal"}


@pytest.mark.slow
def test_a_crawl_stores_in_the_folder_where_it_is_called(installed):
    with serve(Portal(36)) as server:
        run = installed(
            "-m", "dvcrawler", "crawl", *SITES, *NO_DELAYS, DVCRAWLER_CONNECT_TO=connect_to(server)
        )
    assert run.returncode == 10, run.stderr
    assert len(records(installed.elsewhere / "data")) > 30
    agree = installed("-m", "dvcrawler", "verify")
    assert (agree.returncode, agree.stderr) == (0, "")


def test_schema_templates_and_the_mark_of_types_are_in_it(installed):
    assert json.loads(installed("-m", "dvcrawler", "schema").stdout)["title"]
    package = installed.site / "dvcrawler"
    shipped = [p.relative_to(ROOT / "dvcrawler") for p in (ROOT / "dvcrawler").rglob("*") if p.is_file()]
    wanted = [name for name in shipped if name.suffix != ".pyc"]
    assert [str(name) for name in wanted if not (package / name).is_file()] == []
    assert (package / "py.typed").is_file()


def test_neither_tests_nor_data_nor_the_sample_portal_are_in_the_wheel(installed):
    packages = {path.name for path in installed.site.iterdir() if path.is_dir()}
    assert {name for name in packages if not name.endswith(".dist-info")} == {"dvcrawler"}


def test_the_command_works_in_an_empty_environment(installed):
    """As cron and pipx start it: without a PATH to anything, a home or a language."""
    run = installed("--help", program="dvcrawler", PATH="")
    assert (run.returncode, run.stderr) == (0, "")
    assert "crawl" in run.stdout
    listed = installed("sites", program="dvcrawler", PATH="")
    assert listed.returncode == 0
    assert "baonamdinh" in listed.stdout

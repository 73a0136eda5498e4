"""The systemd units, as systemd itself reads them."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dvcrawler.exitcodes import ExitCode

ROOT = Path(__file__).parents[2]
UNITS = sorted((ROOT / "deploy/systemd").glob("*.*"))
SERVICES = ["dvcrawler.service", "dvcrawler-health.service"]
needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed"
)


class _Options(dict):
    """systemd allows an option twice; here the values are joined."""

    def __setitem__(self, key, value):
        if key in self and isinstance(value, list):
            value = [*self[key], *value]
        super().__setitem__(key, value)


def read(name):
    parser = configparser.ConfigParser(
        strict=False, interpolation=None, dict_type=_Options, delimiters="=", comment_prefixes="#"
    )
    parser.optionxform = str
    parser.read(ROOT / "deploy/systemd" / name, "utf-8")
    return parser


@pytest.fixture
def units(tmp_path):
    """The units in a folder of their own, with a program that is there."""
    for unit in UNITS:
        text = unit.read_text("utf-8").replace("/srv/dvcrawler/.venv/bin/dvcrawler", "/bin/true")
        (tmp_path / unit.name).write_text(text)
    return tmp_path


def analyze(*words, folder):
    return subprocess.run(
        ["systemd-analyze", *words], cwd=folder, capture_output=True, text=True, check=False, timeout=300
    )


@needs_systemd
def test_systemd_finds_nothing_wrong_with_the_units(units):
    names = [f"./{path.name}" for path in sorted(units.iterdir()) if path.suffix in (".service", ".timer")]
    run = analyze("verify", "--man=no", *names, folder=units)
    ours = [line for line in (run.stdout + run.stderr).splitlines() if "dvcrawler" in line]
    assert (run.returncode, ours) == (0, [])


@needs_systemd
def test_systemd_would_name_an_option_that_it_does_not_know(units):
    with (units / "dvcrawler.service").open("a") as unit:
        unit.write("ProtectEverything=yes\n")
    run = analyze("verify", "--man=no", "./dvcrawler.service", folder=units)
    assert "ProtectEverything" in run.stdout + run.stderr


@needs_systemd
@pytest.mark.parametrize(("name", "tenths"), [("dvcrawler.service", 20), ("dvcrawler-health.service", 10)])
def test_a_services_exposure_is_low(units, name, tenths):
    run = analyze(
        "security", "--offline=true", "--no-pager", f"--threshold={tenths}", f"./{name}", folder=units
    )
    if "unrecognized option" in run.stderr:
        pytest.skip("this systemd-analyze rates no files")
    assert run.returncode == 0, run.stdout


@needs_systemd
@pytest.mark.parametrize("name", ["dvcrawler.timer", "dvcrawler-health.timer"])
def test_a_timers_calendar_can_be_read(name):
    assert analyze("calendar", read(name)["Timer"]["OnCalendar"], folder=ROOT).returncode == 0


def test_every_exit_code_is_either_an_alarm_or_none():
    success = {int(code) for code in read("dvcrawler.service")["Service"]["SuccessExitStatus"].split()}
    alarms = {ExitCode.INTERNAL, ExitCode.USAGE, ExitCode.CONFIG, ExitCode.STORAGE}
    assert success | alarms | {ExitCode.OK} == set(ExitCode)
    assert not success & alarms


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_runs_as_its_own_user_in_a_read_only_system(name):
    service = read(name)["Service"]
    assert service["User"] not in ("", "root")
    assert (service["ProtectSystem"], service["NoNewPrivileges"]) == ("strict", "yes")
    assert service["ReadWritePaths"] == service["Environment"].partition("=")[2]
    assert service["CapabilityBoundingSet"] == ""


def test_both_services_stand_in_the_same_sandbox():
    def sandbox(name):
        head = re.compile(
            "Protect|Private|Restrict|Capab|System|Memory(?=Deny)|No|Lock|Keyring|Remove|Proc|UMask"
        )
        options = read(name)["Service"]
        different = {"RestrictAddressFamilies", "PrivateNetwork"}
        return {key: options[key] for key in options if head.match(key) and key not in different}

    assert sandbox(SERVICES[0]) == sandbox(SERVICES[1])


@pytest.mark.parametrize("name", SERVICES)
def test_a_failure_starts_a_unit_that_is_there(name):
    assert read(name)["Unit"]["OnFailure"] == "dvcrawler-alarm@%n.service"
    assert (ROOT / "deploy/systemd/dvcrawler-alarm@.service").exists()


def test_a_stop_is_given_more_time_than_a_request_may_take():
    from dvcrawler.settings import DOWNLOAD_TIMEOUT

    assert int(read("dvcrawler.service")["Service"]["TimeoutStopSec"]) > 2 * DOWNLOAD_TIMEOUT


def test_a_run_ends_by_itself_before_the_kernel_kills_it():
    from dvcrawler.settings import MEMUSAGE_LIMIT_MB

    service = read("dvcrawler.service")["Service"]["MemoryMax"]
    container = re.search(r"--memory=(\w+)", (ROOT / "docs/deploying.md").read_text("utf-8"))[1]
    for limit in (service, container.upper()):
        assert limit.endswith("M"), limit
        assert int(limit[:-1]) >= MEMUSAGE_LIMIT_MB * 1.1


def test_every_setting_of_the_environment_file_is_used():
    text = (ROOT / "deploy/systemd/dvcrawler.env").read_text("utf-8")
    names = re.findall(r"^(\w+)=", text, re.M)
    users = "".join(p.read_text("utf-8") for p in UNITS if p.suffix == ".service")
    settings = (ROOT / "dvcrawler/settings.py").read_text("utf-8")
    assert [n for n in names if f"${n}" not in users and f'"{n}"' not in settings] == []

"""The systemd units, as systemd itself reads them."""

import configparser
import os
import re
import shlex
import shutil
import socketserver
import threading
from pathlib import Path

import pytest

from dvcrawler.errors import ExitCode
from tests import warm

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
    return warm.run(
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
@pytest.mark.parametrize(
    ("name", "tenths"),
    [("dvcrawler.service", 20), ("dvcrawler-health.service", 10), ("dvcrawler-alarm@.service", 20)],
)
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


def test_all_services_run_in_the_same_sandbox():
    def sandbox(name):
        head = re.compile(
            "Protect|Private|Restrict|Capab|System|Memory(?=Deny)|No|Lock|Keyring|Remove|Proc|UMask"
        )
        options = read(name)["Service"]
        different = {"RestrictAddressFamilies", "PrivateNetwork"}
        return {key: options[key] for key in options if head.match(key) and key not in different}

    assert sandbox(SERVICES[0]) == sandbox(SERVICES[1]) == sandbox("dvcrawler-alarm@.service")


def test_the_alarm_may_write_nowhere_and_is_none_but_the_crawls_user():
    service = read("dvcrawler-alarm@.service")["Service"]
    assert service["User"] == read("dvcrawler.service")["Service"]["User"]
    assert (service["ProtectSystem"], service["NoNewPrivileges"]) == ("strict", "yes")
    assert "ReadWritePaths" not in service


class _Mailbox(socketserver.StreamRequestHandler):
    """As much of SMTP as it takes to be handed a message."""

    def handle(self):
        self.say("220 test")
        while line := self.rfile.readline():
            self.server.said.append(line.decode("utf-8"))
            if line.upper().startswith(b"DATA"):
                self.say("354 go on")
                while (text := self.rfile.readline()) not in (b".\r\n", b""):
                    self.server.said.append(text.decode("utf-8"))
            self.say("250 fine")

    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize("said", ["● dvcrawler.service - failed", "Nguyễn Văn A: hỏng\n.\nsau dấu chấm", ""])
def test_the_alarm_mails_what_systemd_says_of_the_unit(tmp_path, said):
    """The unit's own command, with a systemctl that is made up and a mail server on loopback."""
    (tmp_path / "said").write_text(said + "\n")
    program = tmp_path / "systemctl"
    program.write_text(f'#!/bin/sh\necho "asked: $*"; cat {tmp_path}/said; exit 3\n')
    program.chmod(0o755)
    line = read("dvcrawler-alarm@.service")["Service"]["ExecStart"].replace("\\\n", " ")
    words = [word.replace("%i", "dvcrawler.service").replace("%H", "may-chu") for word in shlex.split(line)]
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Mailbox) as server:
        server.said = []
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        run = warm.run(
            words,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
            env={
                "PATH": f"{tmp_path}:{os.environ['PATH']}",
                "DVCRAWLER_MAILTO": "ai@example.org",
                "DVCRAWLER_SMTP": f"smtp://127.0.0.1:{server.server_address[1]}",
            },
        )
        server.shutdown()
    assert run.returncode == 0, run.stderr
    text = "".join(server.said)
    assert "RCPT TO:<ai@example.org>" in text
    assert "Subject: dvcrawler.service on may-chu\r\n" in text
    assert "asked: status --full --no-pager --lines=60 dvcrawler.service\r\n" in text
    assert all(each in text for each in said.split("\n"))


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

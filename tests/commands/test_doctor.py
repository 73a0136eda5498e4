import json
import sys

import pytest

from tests import warm
from tests.portal import environment
from tests.terminal import Session


def doctor(data, *arguments, **env):
    command = [sys.executable, "-m", "dvcrawler", "doctor", "--data", str(data), *arguments]
    return warm.run(command, capture_output=True, text=True, check=False, env=environment(**env))


def test_a_line_a_check_with_what_to_do(tmp_path):
    ended = doctor(tmp_path, "--offline")
    assert ended.returncode == 0, ended.stderr
    lines = ended.stdout.splitlines()
    assert [line.split()[0] for line in lines if not line.startswith(" ")][:3] == ["ok", "ok", "ok"]
    assert max(map(len, lines)) < 200


def test_a_check_that_wraps_on_a_terminal_goes_on_below_its_own_column(tmp_path):
    command = [sys.executable, "-m", "dvcrawler", "doctor", "--data", str(tmp_path), "--offline"]
    with Session(command, environment()) as run:
        assert run.finish() == 0
    shown = run.terminal.shown()
    after = shown[next(n for n, line in enumerate(shown) if line.split()[1:2] == ["versions"]) + 1]
    assert after.startswith(" " * shown[0].index("dvcrawler")) and after.strip()


def test_a_full_disk_is_3(tmp_path):
    ended = doctor(tmp_path, "--offline", "-s", "DVCRAWLER_MIN_FREE_MB=100000000")
    assert ended.returncode == 3
    assert "do: free some space" in ended.stdout


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DVCRAWLER_CONTACT", "nobody"),
        ("DVCRAWLER_MEDIA", "pictures"),
        ("DVCRAWLER_MAX_MEDIA", "-1"),
        ("DVCRAWLER_CONNECT_TO", "phunu"),
        ("DVCRAWLER_PRIVATE_HOSTS", "http://news.example/"),
    ],
)
def test_a_setting_with_which_no_crawl_begins_is_3(tmp_path, name, value):
    ended = doctor(tmp_path, "--offline", **{name: value})
    (line,) = [line for line in ended.stdout.splitlines() if line.startswith("bad ")]
    assert (ended.returncode, line.split()[1], name in line) == (3, "settings", True)


def test_json_is_an_array_of_checks(tmp_path):
    checks = json.loads(doctor(tmp_path, "--offline", "--json").stdout)
    assert {"name", "result", "found", "advice"} == set(checks[0])

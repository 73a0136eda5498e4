"""The crontab: by cron's own reader where there is one, and by the rules of crontab(5)."""

import re
import shutil
from pathlib import Path

import pytest

from tests import warm

ROOT = Path(__file__).parents[2]
CRONTAB = ROOT / "deploy/crontab"
RANGES = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))


def fault(line):
    """What crontab(5) would not take, None for a good line."""
    if not line.strip() or line.lstrip().startswith("#") or re.match(r"[A-Za-z_]\w*\s*=", line):
        return None
    parts = line.split(None, 5)
    if len(parts) < 6:
        return "five times and a command are due"
    for field, (low, high) in zip(parts[:5], RANGES, strict=False):
        for part in field.split(","):
            found = re.fullmatch(r"(?:\*|(\d+)(?:-(\d+))?)(?:/(\d+))?", part)
            if not found or any(g and not low <= int(g) <= high for g in found.groups()[:2]):
                return f"{field} is no time"
    return "% ends the command" if re.search(r"(?<!\\)%", parts[5]) else None


def crontabs():
    """The template, and what the README shows."""
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = re.search(r"## Every hour, by cron\n\n((?:    .*\n)+)", readme)
    return [CRONTAB.read_text("utf-8"), re.sub("^    ", "", shown[1], flags=re.M)]


@pytest.mark.parametrize("text", crontabs(), ids=["deploy", "README"])
def test_every_line_is_one_that_cron_takes(text):
    assert [(line, fault(line)) for line in text.splitlines() if fault(line)] == []
    assert text.endswith("\n")


@pytest.mark.parametrize(
    "line",
    ["60 * * * * x", "* * * * x", "17 * * * * date +%F", "a * * * * x", "* * 0 * * x", "5-61 * * * * x"],
)
def test_a_line_that_cron_would_not_take_is_found(line):
    assert fault(line)


@pytest.mark.parametrize("text", crontabs(), ids=["deploy", "README"])
def test_cron_itself_takes_the_file(text, tmp_path):
    if shutil.which("crontab") is None:
        pytest.skip("cron is not installed")
    (tmp_path / "crontab").write_text(text)
    for option in ("-T", "-n"):  # of cronie, of Debian's cron: look, install nothing
        run = warm.run(["crontab", option, tmp_path / "crontab"], capture_output=True, text=True, check=False)
        if not re.search("option|usage", run.stderr, re.I):
            assert run.returncode == 0, run.stderr
            return
    pytest.skip("this cron cannot check a file")


def jobs(text):
    """(environment, command) of each line."""
    settings = dict(re.findall(r"^([A-Z_]+)=(.*)$", text, re.M))
    return settings, [line.split(None, 5)[5] for line in text.splitlines() if re.match(r"[\d*]", line)]


def test_the_readme_shows_the_template():
    (one, first), (other, second) = map(jobs, crontabs())
    assert (one, first) == (other, second)


STANDS_FOR = """#!/bin/sh
cat <<'END'
{said}
END
exit {code}
"""


@pytest.mark.parametrize(
    ("said", "code", "mailed"),
    [
        ("phunu: ok (0): nothing new; 6 requests", 0, ""),
        ("phunu: unreachable (11): 1 failed; 3 requests\n  failed https://internal/: (15): x", 11, ""),
        ("a: ok (0): nothing new\nphunu: storage (15): nothing stored; 1 request", 15, "phunu: storage (15)"),
        ("phunu: internal (1): 2 stored; 9 requests", 1, "phunu: internal (1)"),
        ("phunu: config (3): the data folder cannot be used", 3, "phunu: config (3)"),
        ("portal/example.vn: storage (15): nothing stored", 15, "portal/example.vn: storage (15)"),
        ("portal/xa.example.vn:8080: internal (1): 2 stored", 1, "portal/xa.example.vn:8080: internal (1)"),
    ],
)
def test_of_a_crawl_only_what_cannot_wait_is_mailed(tmp_path, said, code, mailed):
    out = run_job(tmp_path, 0, said, code)
    assert out.startswith(mailed) and len(out.splitlines()) == bool(mailed)


@pytest.mark.parametrize(("code", "mailed"), [(0, ""), (1, "phunu: gone *\n")])
def test_a_health_report_is_mailed_where_it_is_an_alarm(tmp_path, code, mailed):
    assert run_job(tmp_path, 1, "phunu: gone *", code) == mailed


def run_job(folder, number, said, code):
    """What cron would mail of that line, with a program in dvcrawler's place."""
    program = folder / "dvcrawler"
    program.write_text(STANDS_FOR.format(said=said, code=code))
    program.chmod(0o755)
    job = jobs(CRONTAB.read_text("utf-8"))[1][number]
    job = job.replace("/srv/dvcrawler/.venv/bin/dvcrawler", str(program))
    run = warm.run(["/bin/sh", "-c", job], capture_output=True, text=True, check=False)
    return run.stdout + run.stderr

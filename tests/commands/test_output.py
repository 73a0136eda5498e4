"""What stands behind standard output makes no command fail, and hides no exit code."""

import json
import os
import subprocess
import sys

import pytest

from dvcrawler.storage.removals.log import Removal, Step, write_step
from sample_portal.portal import Portal
from sample_portal.server import serve
from tests import warm
from tests.commands.test_health import ILL, keep, until_now
from tests.derived.store import article, write
from tests.portal import command, environment

PROGRAM = [sys.executable, "-m", "dvcrawler"]
#: No reader, a full disk, and none at all.
OUTPUTS = ["| true", "> /dev/full", ">&-"]
#: As under an old cron: no letters but ASCII's.
POOR = [
    {"PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""},
]


def through(shell, words, env):
    """Standard output led elsewhere, as a shell does it; the command's own code."""
    line, words = f'set -o pipefail; "$@" {shell}', warm.in_a_shell(words, env)
    return subprocess.run(
        ["bash", "-c", line, "bash", *words],
        env=env,
        stderr=subprocess.PIPE,
        text=True,
        stdout=subprocess.DEVNULL,
        timeout=300,
        check=False,
    )


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    "env", [pytest.param(POOR[0], id="ascii"), pytest.param(POOR[1], id="C", marks=pytest.mark.slow)]
)
@pytest.mark.parametrize(
    "words", [("--help",), ("crawl", "--help"), ("health",), ("sites",), ("health", "--json"), ("nosuch…",)]
)
def test_letters_that_cannot_be_shown_make_no_command_fail(tmp_path, words, env):
    keep(tmp_path, "phunu", until_now(10))
    run = subprocess.run(
        [*PROGRAM, *words],
        env=environment(DVCRAWLER_DATA=str(tmp_path), **env),
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == (2 if words == ("nosuch…",) else 0)
    assert b"Traceback" not in run.stderr
    assert (run.stdout + run.stderr).isascii()


@pytest.mark.parametrize(
    "words",
    [
        ("runs", "--limit", "x"),
        ("runs", "--limit"),
        ("runs", "--json=3"),
        ("crawl", "-a"),
        ("health", "--notify"),
        ("reparse", "--jobs", "x"),
    ],
)
def test_an_option_that_argparse_refuses_is_2_and_one_line(tmp_path, words):
    run = warm.run(
        [*PROGRAM, *words],
        env=environment(),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert run.stderr.startswith("dvcrawler: argument ")
    assert run.stderr.endswith("; see --help\n")


@pytest.mark.parametrize("unbuffered", ["", pytest.param("1", marks=pytest.mark.slow)])
@pytest.mark.parametrize("shell", OUTPUTS)
def test_a_runs_code_survives_an_output_that_refuses(tmp_path, shell, unbuffered):
    portal = Portal(24)
    portal.fail("phunu.namdinh.gov.vn", 403)
    with serve(portal) as server:
        words = command(tmp_path, "phunu", "-s", "RETRY_ENABLED=False")
        run = through(shell, words, environment(server, PYTHONUNBUFFERED=unbuffered))
    assert run.returncode == 12
    assert "Traceback" not in run.stderr


@pytest.mark.sampled(3)
@pytest.mark.parametrize(("shell", "code"), list(zip(OUTPUTS, (0, 3, 0), strict=True)))
def test_of_a_run_that_went_well_a_full_disk_alone_is_reported(tmp_path, shell, code):
    with serve(Portal(24)) as server:
        run = through(shell, [*command(tmp_path, "phunu"), "-L", "WARNING"], environment(server))
    assert (run.returncode, run.stderr.count("\n")) == (code, 1 if code else 0)
    assert ("the result cannot be printed: No space left on device" in run.stderr) == bool(code)


@pytest.mark.parametrize("shell", [">/dev/full 2>/dev/full", "2>&1 | true"])
def test_a_code_survives_a_full_disk_behind_both_outputs(tmp_path, shell):
    assert (
        through(shell, [*PROGRAM, "health", "nosuch", "--data", str(tmp_path)], environment()).returncode == 2
    )


@pytest.mark.parametrize("shell", OUTPUTS)
def test_health_alarms_and_tells_though_nobody_reads(tmp_path, shell):
    keep(tmp_path, "phunu", until_now(10, ILL))
    words = [*PROGRAM, "health", "--notify", f"tee {tmp_path / 'told'}", "--data", str(tmp_path)]
    assert through(shell, words, environment()).returncode == 13
    assert "phunu: changed" in (tmp_path / "told").read_text()


@pytest.mark.sampled(2)
@pytest.mark.parametrize("words", [("--help",), ("search", "--help"), ("sites",), ("schema",), ("list",)])
def test_a_list_that_nobody_reads_is_0_and_on_a_full_disk_3_in_one_line(tmp_path, words):
    env = {**environment(), "DVCRAWLER_DATA": str(tmp_path)}
    for shell, code in zip(OUTPUTS, (0, 3, 0), strict=True):
        run = through(shell, [*PROGRAM, *words], env)
        assert (run.returncode, run.stderr.count("\n")) == (code, 1 if code else 0), shell
        assert "Errno" not in run.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("schema", "duckdb"),
        ("doctor", "phunu", "--offline"),
        ("config", "x"),
        ("remove", "--list", "phunu:1"),
    ],
)
def test_a_word_that_a_command_has_no_use_for_is_2_and_one_line(tmp_path, words):
    run = warm.run(
        [*PROGRAM, *words, "--data", str(tmp_path)],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert repr(words[1] if words[0] != "remove" else words[2]) in run.stderr


def test_runs_keep_the_code_of_a_record_that_cannot_be_read(tmp_path):
    (tmp_path / "runs").mkdir()
    os.mkfifo(tmp_path / "runs" / "phunu.jsonl")
    keep(tmp_path, "danguykhoi", until_now(3))
    for shell in OUTPUTS:
        run = through(shell, [*PROGRAM, "runs"], environment(DVCRAWLER_DATA=str(tmp_path)))
        assert run.returncode == 15, shell


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("crwal",), 2, "did you mean crawl?"),
        (("serach", "x"), 2, "did you mean search?"),
        (("crawl", "baonamdnh"), 2, "did you mean baonamdinh?"),
        (("verify", "phunuu"), 2, "did you mean phunu?"),
        (("crawl", "phunu", "-a", "snce=2024"), 2, "did you mean since?"),
        (("crawl", "phunu", "-a", "zzz=1"), 2, "unknown argument -a zzz=; there are"),
        *(
            (words, 3, "there is no data folder")
            for words in (
                ("verify",),
                ("reindex",),
                ("search", "x"),
                ("show", "a:1"),
                ("cite", "a:1"),
                ("open", "a:1"),
                ("similar",),
                ("coverage",),
                ("report", "--html", "r.html"),
                ("export", "--to", "e.csv"),
                ("health",),
                ("reparse",),
                ("runs",),
                ("browse", "--port", "0"),
            )
        ),
    ],
)
def test_a_mistyped_name_or_folder_is_reported_in_one_line(words, code, says, tmp_path):
    command = [sys.executable, "-m", "dvcrawler", *words, "--data", str(tmp_path / "none")]
    ended = warm.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == code
    assert says in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    "encoding", ["ascii", *(pytest.param(each, marks=pytest.mark.slow) for each in ("iso8859-1", "cp1258"))]
)
@pytest.mark.parametrize(
    "words",
    [
        ("show", "thu:1", "--json"),
        ("search", "mua", "--json"),
        ("cite", "thu:1", "--format", "csl"),
        ("sites", "--json"),
        ("coverage", "--json"),
        ("remove", "--list", "--json"),
    ],
)
def test_json_stays_json_where_letters_cannot_be_shown(stored, words, encoding):
    plain, poor = (
        warm.run(
            [*PROGRAM, *words],
            env=environment(DVCRAWLER_DATA=str(stored), PYTHONIOENCODING=each),
            capture_output=True,
            timeout=300,
            check=False,
        ).stdout
        for each in ("utf-8", encoding)
    )
    assert poor.isascii()
    assert json.loads(poor) == json.loads(plain)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("form", ["bibtex", "ris"])
def test_a_file_of_references_is_utf_8_in_every_locale(stored, form):
    env = environment(DVCRAWLER_DATA=str(stored), PYTHONIOENCODING="iso8859-1")
    ended = warm.run(
        [*PROGRAM, "cite", "thu:1", "--format", form], env=env, capture_output=True, timeout=300, check=False
    )
    assert "Mùa gặt ở Giao Thủy" in ended.stdout.decode("utf-8")


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    write(
        data,
        article(1, "Mùa gặt ở Giao Thủy", "Lúa chín 🌾.", section="Nông nghiệp"),
        article(2, "Bài hai", "Chữ."),
    )
    step = Removal(
        "thu:2", Step.MARKED, "2026-02-01T00:00:00Z", "yêu cầu của người được nêu", ("2026-01.jsonl", 0)
    )
    write_step(data, "thu", step)
    return data

"""Nothing from outside reaches the terminal or the log as a command, and no text forges a second line."""

import json
import logging
import subprocess
import sys

import pytest
from scrapy.settings import Settings

from dvcrawler.console import complain, prepare, say, show, to_json
from dvcrawler.errors import ExitCode
from dvcrawler.logs import JsonLines, QuietFormatter, open_log
from dvcrawler.messages.printable import escape_json, printable
from tests.portal import environment
from tests.terminal import Session

HOSTILE = {
    "escape": "\x1b[2J",
    "title": "\x1b]0;x\x07",
    "C1 CSI": "\x9b31m",
    "C1 OSC": "\x9d0;x\x9c",
    "delete": "\x7f",
    "backspace": "a\b",
    "return": "\r",
    "null": "\0",
    "override": "\u202egnp",
    "embedding": "\u202a",
    "isolate": "\u2067",
    "pop": "\u2069",
    "mark": "\u200f",
    "zero width": "\u200b",
    "byte order": "\ufeff",
    "line separator": "\u2028",
    "next line": "\x85",
    "surrogate": "\ud800",
    "tag": "\U000e0041",
    "feed": "\f",
}
each = pytest.mark.parametrize("hostile", HOSTILE.values(), ids=list(HOSTILE))


def is_harmless(text):
    return all(line.isprintable() for line in text.split("\n"))


@each
def test_what_a_command_prints_is_harmless(capsys, hostile):
    show(f"phunu: failed https://x/{hostile}\nsecond", ExitCode.OK)
    complain(f"https://x/{hostile}\nforged")
    say(f"{hostile}\nforged")
    out, err = capsys.readouterr()
    assert is_harmless(out + err)
    assert (out.count("\n"), err.count("\n")) == (3, 1)


@pytest.mark.parametrize(
    "picture",
    [
        "👩\u200d🌾",
        "❤️\u200d🔥",
        "👨\u200d👩\u200d👧\u200d👦",
        "\U0001fae8",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    ],
)
def test_pictures_of_several_characters_are_printed_whole(picture):
    assert printable(f"Chúc mừng {picture}\x1b") == f"Chúc mừng {picture}\ufffd"


@pytest.mark.parametrize(
    "text",
    [
        "a\u200db",
        "👩\u200d.",
        "🏴\U000e0067\U000e0062",
        "x\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    ],
)
def test_what_would_be_invisible_is_shown(text):
    assert "\ufffd" in printable(text)


@each
def test_json_keeps_every_value_and_is_harmless(hostile):
    value = [{"url": f"https://x/{hostile} tiếng Việt"}]
    assert is_harmless(to_json(value))
    assert json.loads(to_json(value)) == value
    assert "tiếng Việt" in to_json(value)
    assert json.loads(escape_json(json.dumps(value, ensure_ascii=False))) == value


def handler(tmp_path, **more):
    given = {
        "LOG_LEVEL": "INFO",
        "DVCRAWLER_LOG_FORMAT": "plain",
        "LOG_FILE": str(tmp_path / "log"),
        "DVCRAWLER_LOG_BYTES": 100_000,
        "DVCRAWLER_LOG_FILES": 2,
    }
    return open_log(Settings(given | more))


def logged(tmp_path, message, *args, **more):
    opened = handler(tmp_path)
    opened.handle(
        logging.getLogger("twisted").makeRecord("twisted", logging.ERROR, "f", 1, message, args, **more)
    )
    opened.close()
    return (tmp_path / "log").read_text("utf-8")


@each
def test_a_log_line_is_one_harmless_line(tmp_path, hostile):
    text = logged(tmp_path, "%s: %s", "phunu", f"https://x/{hostile}\n2026-01-01 ERROR forged", exc_info=None)
    assert text.count("\n") == 1
    assert is_harmless(text)


@each
def test_no_line_of_a_traceback_passes_for_a_record(tmp_path, hostile):
    try:
        raise ValueError(f"{hostile}\n2026-01-01 00:00:00 ERROR forged")
    except ValueError:
        text = logged(tmp_path, "broken", exc_info=sys.exc_info())
    assert is_harmless(text)
    assert all(line.startswith("  ") for line in text.splitlines()[1:])


@each
def test_a_json_log_line_is_one_harmless_line(hostile):
    record = logging.getLogger("x").makeRecord("x", 30, "f", 1, "%s", (f"{hostile}\nforged",), None)
    line = JsonLines().format(record)
    assert line.isprintable()
    assert json.loads(line)["message"] == f"{hostile}\nforged"


@pytest.mark.parametrize("text", ["100% done", "%(other)s", "%s %d", "%"])
def test_a_percent_sign_in_an_error_breaks_no_log_line(text):
    result = QuietFormatter().dropped(object(), ValueError(text), None, None)
    assert text in result["msg"] % result["args"]


@each
def test_a_warning_before_there_is_a_log_is_harmless(capfd, hostile):
    prepare()
    logging.lastResort.stream.write("")
    line = logging.lastResort.format(
        logging.getLogger("x").makeRecord("x", 30, "f", 1, "%s", (f"{hostile}\nforged",), None)
    )
    assert line.isprintable()


@pytest.mark.parametrize("text", [r"\x1b[31mred", r"\x9b2J", r"\u202egnp", r"\x7f", r"a\u2028b", r"\ud800"])
def test_the_traceback_of_a_defect_is_harmless(text):
    program = f"from dvcrawler.console import prepare; prepare(); raise ValueError('{text}')"
    run = subprocess.run(
        [sys.executable, "-c", program], env=environment(), capture_output=True, timeout=300, check=False
    )
    assert run.returncode == 1
    assert b"ValueError" in run.stderr
    assert is_harmless(run.stderr.decode("utf-8"))


def test_on_a_terminal_an_error_wraps_at_words_and_elsewhere_it_is_one_line(tmp_path):
    words = [sys.executable, "-m", "dvcrawler", "sites", "zzz", "--data", str(tmp_path)]
    plain = subprocess.run(words, env=environment(), capture_output=True, text=True, check=False).stderr
    with Session(words, environment()) as run:
        assert run.finish() == 2
    lines = run.raw.splitlines()
    assert plain.count("\n") == 1
    assert max(map(len, lines)) <= 80
    assert " ".join(line.strip() for line in lines) == plain.rstrip("\n")
    assert all(line.startswith("    ") for line in lines[1:])

"""Ctrl-C while a command is still loading: one line and 130, however the command was started."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from dvcrawler import __main__ as entry
from tests.portal import environment

#: Loaded by Python as it starts: interrupts it where a module is loaded. Within `exec`, as where a dataclass is
#: made: after `-m`, Python then ends itself by the signal unless that is prevented.
HOOK = """
import os, signal, sys

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == os.environ["INTERRUPTED_MODULE"]:
            exec(os.environ.get("INSTEAD") or "os.kill(os.getpid(), signal.SIGINT)")

signal.signal(signal.SIGINT, signal.default_int_handler)
sys.meta_path.insert(0, Interrupting())
"""
MODULE = (sys.executable, "-m", "dvcrawler")
SCRIPT = (str(Path(sys.executable).parent / "dvcrawler"),)
#: Modules in the order in which they are loaded, before and after a command takes over.
LOADED = [
    "dvcrawler.dispatch",
    "dvcrawler.console",
    "dvcrawler.errors",
    "dvcrawler.messages.suggestions",
    "dvcrawler.commandline",
    "dvcrawler.cli.command",
    "dvcrawler.commands.runs",
    "dvcrawler.config.load",
    "dvcrawler.storage.run_records.runs",
]


@pytest.mark.sampled(5)
@pytest.mark.parametrize("start", [MODULE, SCRIPT], ids=["module", "script"])
@pytest.mark.parametrize("module", LOADED)
def test_an_interrupt_while_modules_are_loaded_is_one_line(tmp_path, start, module):
    assert interrupt(tmp_path, module, *start, "runs", "--data=.") == (
        130,
        "",
        "dvcrawler: interrupted\n",
    )


@pytest.mark.parametrize(
    ("module", "words"),
    [
        ("scrapy", ["crawl", "phunu"]),
        ("scrapy.cmdline", ["list"]),
        ("dvcrawler.completion", ["completion", "--words"]),
    ],
)
def test_so_it_is_while_scrapy_or_a_completion_is_loaded(tmp_path, module, words):
    assert interrupt(tmp_path, module, *MODULE, *words) == (130, "", "dvcrawler: interrupted\n")


def test_an_interrupt_that_python_wraps_while_a_site_file_is_loaded_is_no_mistake_in_it(
    tmp_path, monkeypatch
):
    named = "type('A', (), {'__set_name__': lambda *_: os.kill(os.getpid(), signal.SIGINT)})"
    monkeypatch.setenv("INSTEAD", f"type('B', (), {{'a': {named}()}})")
    assert interrupt(tmp_path, "scrapy.crawler", *MODULE, "extract", "x.html", "--url", "https://x.vn/") == (
        130,
        "",
        "dvcrawler: interrupted\n",
    )


def test_an_interrupt_is_130_also_where_standard_error_is_closed(tmp_path):
    words = ("sh", "-c", 'exec "$@" 2>&-', "sh", *MODULE, "runs")
    assert interrupt(tmp_path, "dvcrawler.console", *words) == (130, "", "")


@pytest.mark.parametrize(
    "fault",
    [
        "MemoryError",
        "SystemError('returned NULL')",
        "ImportError('x.so: failed to map segment')",
        "ModuleNotFoundError('the other one') from ImportError('x.so: failed to map segment')",
    ],
)
@pytest.mark.parametrize(
    "module",
    [
        "dvcrawler.dispatch",
        "scrapy",
        "dvcrawler.extract.page",
        "dvcrawler.spiders.baoapbac",
        "dvcrawler.spiders.base.news",
    ],
)
def test_too_little_memory_to_load_a_command_is_one_line(tmp_path, module, fault, monkeypatch):
    monkeypatch.setenv("INSTEAD", f"raise {fault}")
    code, out, err = interrupt(tmp_path, module, *MODULE, "extract", "--url", "https://phunu.namdinh.gov.vn/")
    assert (code, out, err.count("\n")) == (3, "", 1)
    assert "raise ulimit -v" in err


def test_a_crawl_that_may_not_open_the_files_it_needs_to_begin_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("INSTEAD", "raise OSError(24, os.strerror(24))")
    code, _, err = interrupt(tmp_path, "dvcrawler.run.session", *MODULE, "crawl", "phunu", "--data", "kho")
    assert (code, err.count("\n")) == (3, 1)
    assert "Too many open files; raise the limit of open files (ulimit -n)" in err


READER = "from dvcrawler.reading import latest; next(latest(data='file:///kho'))"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (3, (*MODULE, "sites", "--data", "file:///kho")),
        (3, (*MODULE, "crawl", "phunu", "--data", "s3://kho/tin")),
        (1, (sys.executable, "-c", READER)),
    ],
)
def test_a_shared_store_without_the_extra_that_it_needs_is_named(tmp_path, code, words, monkeypatch):
    monkeypatch.setenv("INSTEAD", "raise ModuleNotFoundError('No module named obstore')")
    ended, _, err = interrupt(tmp_path, "obstore", *words)
    assert (ended, "needs obstore: pip install 'dvcrawler[cluster]'" in err.splitlines()[-1]) == (
        code,
        True,
    ), err
    assert code == 1 or err.count("\n") == 1


def test_nothing_is_imported_before_an_interrupt_is_caught():
    """Beside `sys`, which is always loaded: what is would be the time in which Ctrl-C ends in a traceback."""
    tree = ast.parse(Path(entry.__file__).read_text("utf-8"))
    assert [ast.unparse(node) for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)] == [
        "import sys"
    ]


def interrupt(folder, module, *words):
    """Code, output and errors of the command, run in an empty folder and interrupted once it loads `module`."""
    (folder / "hook").mkdir()
    (folder / "hook/sitecustomize.py").write_text(HOOK)
    path = f"{folder / 'hook'}:{environment()['PYTHONPATH']}"
    ended = subprocess.run(
        words,
        cwd=folder,
        env=environment(PYTHONPATH=path, INTERRUPTED_MODULE=module),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return ended.returncode, ended.stdout, ended.stderr

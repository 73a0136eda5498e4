"""The mutants that `make mutants` tries, and the file that says what is known of them."""

import ast
import importlib.util
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.mutation.__main__ import Plan, Worker
from tests.mutation.covering import Covered
from tests.mutation.mutate import apply, mutants_of
from tests.mutation.patching import Place, find_place, replace
from tests.mutation.server import FAILED, HUNG, PASSED, Ended, _await

ROOT = Path(__file__).parents[2]
BEGIN = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_text('b')"
SOURCE = '''"""Số đếm: words before the code."""
_CHUNK = 1 << 16
def choose(found: list[int], most: int = 3) -> int | None:
    """A docstring of 7 words."""
    logger.warning("%s of 5", found)
    if not found or len(found) > most:
        raise ValueError("more than 3")
    self.chosen = found[0] + 1
    store.close()
    try:
        return found[0] == 1
    except KeyError:
        found.clear()
    return f"{found} of 9"
'''
CHANGES = [
    "3 → 4",
    "len(found) > most → (len(found) >= most)",
    "not found → (found)",
    "not found or len(found) > most → (not found and len(found) > most)",
    'raise ValueError("more than 3") → pass',
    "self.chosen = found[0] + 1 → pass",
    "found[0] + 1 → (found[0] - 1)",
    "0 → 1",
    "1 → 2",
    "store.close() → pass",
    "found[0] == 1 → (found[0] != 1)",
    "return found[0] == 1 → return True",
    "return found[0] == 1 → return False",
    "found.clear() → pass",
    'return f"{found} of 9" → return None',
]


def test_each_kind_of_change_is_made_and_none_to_what_is_for_people():
    assert {mutant.change for mutant in mutants_of("m.py", SOURCE)} == set(CHANGES)


def test_a_mutant_is_the_source_but_for_its_one_place():
    for mutant in mutants_of("m.py", SOURCE):
        changed = apply(SOURCE, mutant)
        ast.parse(changed)
        assert changed != SOURCE
        lines = [(a, b) for a, b in zip(SOURCE.splitlines(), changed.splitlines(), strict=True) if a != b]
        assert len(lines) == 1, mutant
        assert lines[0][0].strip() == mutant.original


@pytest.fixture(scope="module")
def told():
    return tomllib.loads((ROOT / "tests" / "mutation" / "mutants.toml").read_text("utf-8"))


def test_the_tests_that_are_named_are_there(told):
    for each in told["tests"]:
        assert each["run"]
        named = each["run"] + each.get("processes", [])
        assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_explained_mutant_has_a_reason(told):
    for each in told["equivalent"]:
        assert set(each) - {"function"} in (
            {"module", "line", "reason", key} for key in ("change", "changes")
        )
        assert len(each["reason"]) > 20


def test_every_explained_mutant_is_one_of_the_code_as_it_is(told):
    for each in told["equivalent"]:
        for change, found in of_entry(each):
            assert found, (each, change)


def test_what_is_explained_is_one_line_of_the_module_or_of_one_function(told):
    for each in told["equivalent"]:
        for change, found in of_entry(each):
            functions = {mutant.function for mutant in found}
            lines = {mutant.line for mutant in found}
            assert len(functions) == 1 and (len(lines) == 1 or "function" in each), (each, change)


@cache
def mutants_of_module(module):
    return mutants_of(module, (ROOT / module).read_text("utf-8"))


def of_entry(each):
    made = mutants_of_module(each["module"])
    for change in each.get("changes") or [each["change"]]:
        found = [mutant for mutant in made if (mutant.original, mutant.change) == (each["line"], change)]
        yield change, [mutant for mutant in found if each.get("function", mutant.function) == mutant.function]


def test_an_explanation_holds_only_in_the_function_that_it_names():
    mutants = {mutant.function: mutant for mutant in mutants_of("m.py", MODULE) if mutant.change == "2 → 3"}
    assert set(mutants) == {"size", "twice"}
    size, twice = mutants["size"], mutants["twice"]
    explained = Plan([], [], frozenset([(*size.key, "size"), twice.key]))
    assert explained.explains(size) and explained.explains(twice)
    assert not Plan([], [], frozenset([(*size.key, "twice"), (*twice.key, "size")])).explains(size)


MODULE = '''"""A module."""
LEAST = 1


class Box:
    @property
    def size(self):
        return [part + 2 for part in (3, 4)]

    def twice(self):
        return super().__sizeof__() * 2


def outer():
    def inner():
        return 5 < 6
    return inner()
'''


def place_of(change):
    (mutant,) = (each for each in mutants_of("m.py", MODULE) if each.change == change)
    return mutant, find_place(MODULE, mutant)


def test_a_mutant_has_the_lines_of_its_statement_and_the_outermost_function_around_it():
    found = {change: place_of(change)[1] for change in ("1 → 2", "part + 2 → (part - 2)", "5 < 6 → (5 <= 6)")}
    assert list(found.values()) == [
        Place(range(2, 3), None),
        Place(range(8, 9), "Box.size", 6),
        Place(range(16, 17), "outer", 14),
    ]


def test_a_function_of_an_imported_module_is_replaced_and_nothing_else(tmp_path):
    path = tmp_path / "changed_by_the_test.py"
    path.write_text(MODULE, "utf-8")
    spec = importlib.util.spec_from_file_location("changed_by_the_test", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    box = module.Box()
    for change, expected in (("part + 2 → (part - 2)", [1, 2]), ("3 → 4", [6, 6])):
        mutant, place = place_of(change)
        assert replace(str(path), apply(MODULE, mutant), place)
        assert box.size == expected
    mutant, place = place_of("return inner() → return None")
    assert module.outer() is True
    assert replace(str(path), apply(MODULE, mutant), place)
    assert module.outer() is None


@pytest.mark.parametrize("change", ["1 → 2", "return super().__sizeof__() * 2 → return None"])
def test_the_level_of_a_module_and_other_free_variables_need_a_new_import(tmp_path, change):
    path = tmp_path / "changed_by_the_test.py"
    exec(compile(MODULE, path, "exec"), {"__name__": "changed_by_the_test"})
    mutant, place = place_of(change)
    assert not replace(str(path), apply(MODULE, mutant), place)


class Scripted:
    """Answers jobs as told, in turn; notes the tests of each and whether they ran on changed code."""

    def __init__(self, *ends):
        self.ends, self.asked = list(ends), []

    def run(self, job):
        self.asked.append((tuple(job.tests), job.place is not None))
        return self.ends.pop(0)


FAILS, HANGS = Ended(FAILED, "t.py::a"), Ended(HUNG, "t.py::a")


@pytest.mark.parametrize(
    ("ends", "survives"),
    [
        ([Ended(PASSED)], True),
        ([FAILS, FAILS, Ended(PASSED)], False),
        ([HANGS, HANGS, Ended(PASSED)], False),
        ([HANGS, HANGS, HANGS, Ended(PASSED)], True),
        ([FAILS, Ended(PASSED), Ended(PASSED)], True),
        ([FAILS, FAILS, FAILS, Ended(PASSED)], True),
        ([FAILS, Ended(PASSED), Ended(FAILED, "t.py::b"), Ended(FAILED, "t.py::b"), Ended(PASSED)], False),
    ],
)
def test_only_a_test_that_fails_again_and_passes_without_the_mutant_catches_it(
    tmp_path, monkeypatch, ends, survives
):
    monkeypatch.setattr("tests.mutation.__main__.copy_tree", lambda folder: None)
    monkeypatch.setattr("tests.mutation.__main__.Server", lambda folder, files: Scripted(*ends))
    (tmp_path / "m.py").write_text(MODULE, "utf-8")
    worker = Worker(tmp_path, [])
    mutant, place = place_of("part + 2 → (part - 2)")
    covered = {name: Covered({"m.py": {*place.lines}}) for name in ("t.py::a", "t.py::b")}
    assert worker.survives(mutant, covered) is survives
    assert worker.server.ends == []
    assert worker.server.asked[0] == (("t.py::a", "t.py::b"), True)
    assert (tmp_path / "m.py").read_text("utf-8") == MODULE


def test_what_no_test_runs_is_imported_anew_for_those_of_the_module(tmp_path, monkeypatch):
    """Else a mutant of a function that makes a constant would survive without a test."""
    made = Scripted(FAILS, FAILS, Ended(PASSED))
    monkeypatch.setattr("tests.mutation.__main__.copy_tree", lambda folder: None)
    monkeypatch.setattr("tests.mutation.__main__.Server", lambda folder, files: made)
    (tmp_path / "m.py").write_text(MODULE, "utf-8")
    worker = Worker(tmp_path, [])
    mutant, _ = place_of("part + 2 → (part - 2)")
    seen = []
    made.run = lambda job: seen.append(job.place) or Scripted.run(made, job)
    assert not worker.survives(mutant, {"t.py::a": Covered({"m.py": {1}}), "t.py::b": Covered({"o.py": {1}})})
    assert [place.function for place in seen[:2]] == [None, None] and seen[2] is None
    assert [tests for tests, _ in made.asked] == [("t.py::a",)] * 3


@pytest.mark.parametrize(
    ("program", "seconds", "ended"),
    [
        ("", {}, (0, "")),
        ("import os; os._exit(3)", {}, (3, "")),
        (BEGIN, {"a": 0.1, "b": 500}, (0, "b")),
        (f"{BEGIN}; import time; time.sleep(500)", {"b": 0.1}, (HUNG, "b")),
    ],
)
def test_a_test_hangs_that_takes_more_than_its_own_time(tmp_path, program, seconds, ended):
    begun = tmp_path / "begun"
    process = subprocess.Popen([sys.executable, "-c", program, str(begun)], start_new_session=True)
    assert _await(process.pid, begun, seconds) == ended
    process.returncode = 0  # it was waited for

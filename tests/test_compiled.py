import os
import sys

import pytest
from _pytest.assertion import rewrite

from tests import compiled
from tests.compiled import compile_stale, compiled_path


@pytest.fixture(autouse=True)
def _is_allowed(monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(compiled, "LOADED", ())


def test_a_test_module_is_compiled_as_pytest_loads_it(tmp_path, request):
    module = tmp_path / "sub" / "test_one.py"
    module.parent.mkdir()
    module.write_text("def test_one():\n    assert 1 == 1\n")
    compile_stale(request.config, [tmp_path])
    code = rewrite._read_pyc(module, compiled_path(module))
    assert "@pytest_ar" in code.co_names
    assert code.co_filename == str(module)


def test_a_module_that_was_changed_is_compiled_again(tmp_path, request):
    module = tmp_path / "test_one.py"
    for number, text in enumerate(("ONE = 1\n", "TWO = 2\n")):
        module.write_text(text)
        os.utime(module, (number << 33, number << 33))
        compile_stale(request.config, [module])
    assert "TWO" in rewrite._read_pyc(module, compiled_path(module)).co_names


def test_a_module_that_cannot_be_compiled_is_left_to_its_import(tmp_path, request):
    (tmp_path / "test_one.py").write_text("def test_one(:\n")
    (tmp_path / "test_two.py").write_text("TWO = 2\n")
    compile_stale(request.config, [tmp_path])
    assert not compiled_path(tmp_path / "test_one.py").exists()
    assert compiled_path(tmp_path / "test_two.py").exists()


def test_a_helper_of_the_tests_is_compiled_as_python_loads_it(tmp_path, request, monkeypatch):
    (tmp_path / "helper.py").write_text("ONE = 1\n")
    monkeypatch.setattr(compiled, "LOADED", (tmp_path,))
    compile_stale(request.config, [])
    assert compiled_path(tmp_path / "helper.py").exists()


def test_nothing_is_written_where_that_is_forbidden(tmp_path, request, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    (tmp_path / "test_one.py").write_text("ONE = 1\n")
    compile_stale(request.config, [tmp_path])
    assert not compiled_path(tmp_path / "test_one.py").exists()

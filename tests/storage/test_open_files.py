"""A database that cannot be opened: for want of open files, or for another reason."""

import errno
import os

import pytest

from dvcrawler.errors import UnreadableError
from dvcrawler.storage.disk import may_open_files
from dvcrawler.storage.folders import read_error


@pytest.mark.parametrize(("left", "may_open"), [(0, False), (5, False), (6, True)])
@pytest.mark.parametrize("number", [errno.EMFILE, errno.ENFILE])
def test_a_database_needs_six_files(monkeypatch, left, may_open, number):
    real, opened, closed = os.open, [], []

    def open_(path, flags):
        if len(opened) == left:
            raise OSError(number, "too many")
        opened.append(real(path, flags))
        return opened[-1]

    monkeypatch.setattr(os, "open", open_)
    monkeypatch.setattr(os, "close", closed.append)
    assert may_open_files() is may_open
    monkeypatch.undo()
    assert closed == opened
    for each in opened:
        os.close(each)


def test_another_error_is_not_for_want_of_files(monkeypatch):
    def refuse(path, flags):
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(os, "open", refuse)
    assert may_open_files()


def test_a_folder_in_the_place_of_a_file_is_named(tmp_path):
    for number in (errno.EISDIR, errno.EACCES):
        error = read_error(tmp_path, OSError(number, os.strerror(number)))
        assert isinstance(error, UnreadableError)
        reason = "it is not a file; move it away" if number == errno.EISDIR else "Permission denied"
        assert str(error).startswith(f"cannot read {tmp_path}: {reason}")


@pytest.mark.parametrize("number", [errno.EMFILE, errno.ENFILE])
def test_a_file_that_cannot_be_read_for_want_of_open_files_has_the_advice_that_helps(tmp_path, number):
    error = read_error(tmp_path, OSError(number, os.strerror(number)))
    assert "raise the limit of open files (ulimit -n)" in str(error)
    assert "permissions" not in str(error)

"""Whose fault it is that a file cannot be written that a command was given: the disk's, or the name's."""

import errno
from pathlib import Path

import pytest

from dvcrawler.errors import ConfigError, StorageError
from dvcrawler.storage.disk import output_error

FILE = Path("bao-cao.html")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS])
def test_what_the_disk_refuses_is_a_fault_of_storage(number):
    error = output_error(FILE, OSError(number, "refused"))
    assert isinstance(error, StorageError)
    assert str(error).endswith("run again")


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.EISDIR, errno.ENAMETOOLONG])
def test_a_name_that_cannot_be_written_is_a_fault_of_configuration(number):
    error = output_error(FILE, OSError(number, "refused"))
    assert isinstance(error, ConfigError)
    assert str(error).startswith("bao-cao.html cannot be written: ")
    assert str(error).endswith("; name another file")

"""Which files `source=warc:PATH` reads. A folder that cannot be read is not one without pages."""

import os

import pytest

from dvcrawler.discovery.archives.warc_pages import find_files, find_packed
from dvcrawler.errors import UsageError


def test_a_folder_is_searched_to_any_depth_for_files_named_as_archives(tmp_path):
    names = ("x.warc.gz", "y/z.warc", "y/a.arc", "y/b/c.wacz", "y/b/d.warc.zst", "e.arc.gz")
    for name in (*names, "notes.txt", "y/warc.gz", "y/b/c.warc.gz.part"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / "folder.warc").mkdir()
    assert find_files(str(tmp_path)) == sorted(tmp_path / name for name in names)


def test_packed_files_that_may_hold_archives_are_found_and_no_other(tmp_path):
    packed = [
        "a.zip",
        "b.bz2",
        "c/d.tar.gz",
        "e.7z",
        "f.TAR.BZ2",
        "g.tar",
        "h.tgz",
        "i.warc.lz4",
        "j.rar",
        "k.tar.xz",
    ]
    for name in (*packed, "x.warc.gz", "y.wacz", "z.txt", "w.cdx.gz", "v.warc.zst", "u.xz", "t.warc.bz2"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert find_packed(str(tmp_path)) == sorted(str(tmp_path / name) for name in packed)
    assert find_packed(str(tmp_path / "x.warc.gz")) == find_packed(str(tmp_path / "*.gz")) == []


@pytest.mark.parametrize("place", ["", "2024"])
def test_a_folder_that_cannot_be_read_is_named(tmp_path, monkeypatch, place):
    (tmp_path / "2024").mkdir()
    (tmp_path / "x.warc").touch()
    scan, forbidden = os.scandir, str(tmp_path / place)

    def scan_allowed(path):
        if os.fspath(path) == forbidden:
            raise PermissionError(13, "Permission denied", forbidden)
        return scan(path)

    monkeypatch.setattr("os.scandir", scan_allowed)
    with pytest.raises(UsageError) as caught:
        find_files(str(tmp_path))
    told = f"source=warc:{tmp_path}: {forbidden} cannot be read (Permission denied); fix its permissions"
    assert str(caught.value) == told

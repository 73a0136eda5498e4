"""Worker processes of reparse that the system kills: their pages are read again, or named."""

from datetime import UTC, datetime

import pytest

from dvcrawler.errors import ConfigError
from dvcrawler.reparse.pool import read_tasks
from dvcrawler.reparse.tasks import Task
from dvcrawler.storage.warc.exchange import Exchange
from dvcrawler.storage.warc.writer import WarcWriter
from tests.site import HOST, article, path_of

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
_DEADLY = """
import os
import signal
from dataclasses import replace
from pathlib import Path

from dvcrawler.extract.layout import Layout
from dvcrawler.spiders.baolamdong import BaoLamDong

def matches(page):
    if b"kills once" in page.data and not Path({mark!r}).exists():
        Path({mark!r}).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if b"always kills" in page.data:
        os.kill(os.getpid(), signal.SIGKILL)
    return False

class Deadly(BaoLamDong):
    site = replace(BaoLamDong.site, layouts=(Layout("deadly", matches, lambda page: None), *BaoLamDong.site.layouts))
"""


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Reads pages with these titles; returns per page whether it became a record, and the reason."""
    (tmp_path / "deadly_site.py").write_text(_DEADLY.format(mark=str(tmp_path / "mark")))
    monkeypatch.syspath_prepend(tmp_path)

    def read_titles(*titles):
        writer, tasks = WarcWriter(tmp_path, "baolamdong", AT, ()), []
        for number, title in enumerate(titles, 1):
            url = f"https://{HOST}{path_of(number)}"
            body = article(number, title).encode()
            capture = writer.write(
                Exchange(
                    url, AT, "GET", (), 200, "OK", ((b"Content-Type", b"text/html; charset=utf-8"),), body
                )
            )
            path = str(writer.folder / capture.file)
            tasks.append(
                Task(
                    f"baolamdong:aaa{number:04x}",
                    url,
                    path,
                    capture.offset,
                    capture.at,
                    capture.name,
                    None,
                    None,
                    None,
                )
            )
        writer.close()
        results = list(read_tasks(tasks, "deadly_site:Deadly", 2))
        assert [result.task for result in results] == tasks
        return results

    return read_titles


def test_the_pages_of_a_killed_worker_are_read_again(read):
    titles = [f"Bài viết số {n} về mùa màng" for n in range(1, 90)]
    titles[50] = "Trang này kills once và chỉ một lần"
    results = read(*titles)
    assert [result.record and result.record["title"] for result in results] == titles


def test_a_page_whose_reading_is_killed_twice_is_named_and_the_others_are_read(read):
    titles = [f"Bài viết số {n} về mùa màng" for n in range(1, 5)]
    titles[2] = "Trang này always kills tiến trình"
    results = read(*titles)
    assert [bool(result.record) for result in results] == [True, True, False, True]
    task, reason = results[2].task, results[2].reason
    assert reason.startswith(f"{task.path} at byte {task.offset}: ") and "killed twice" in reason
    assert results[2].damaged


@pytest.mark.slow
def test_reparse_gives_up_where_every_worker_is_killed(read):
    with pytest.raises(ConfigError, match=r"killed 4 worker processes.*--jobs 1"):
        read(*["Trang này always kills tiến trình"] * 8)

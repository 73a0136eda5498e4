"""Worker processes of reparse that the system kills: their pages are read again, or named."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dvcrawler.errors import ConfigError
from dvcrawler.reparse.compare import content_digest
from dvcrawler.reparse.pool import open_workers
from dvcrawler.reparse.tasks import Task
from dvcrawler.storage.warc.exchange import Exchange
from dvcrawler.storage.warc.writer import WarcWriter
from tests.site import HOST, article, path_of

#: The process of the tests has threads, that of a command has none when it forks.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
_DEADLY = """
import os
import signal
from dataclasses import replace
from pathlib import Path

from dvcrawler.extract.site import Layout
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


def archive(folder, titles):
    """Archives a page with each title; returns the tasks to read them, of articles that are not stored."""
    writer, tasks = WarcWriter(folder, "baolamdong", AT, ()), []
    for number, title in enumerate(titles, 1):
        url = f"https://{HOST}{path_of(number)}"
        body = article(number, title).encode()
        html = ((b"Content-Type", b"text/html; charset=utf-8"),)
        capture = writer.write(Exchange(url, AT, "GET", (), 200, "OK", html, body))
        path, id_ = str(writer.folder / capture.file), f"baolamdong:aaa{number:04x}"
        tasks.append(Task(id_, url, path, capture.offset, capture.at, capture.name, None, None, None))
    writer.close()
    return tasks


def read_all(tasks, spider, jobs):
    with open_workers(jobs) as workers:
        return list(workers.read(tasks, spider))


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Reads pages with these titles; returns per page whether it became a record, and the reason."""
    (tmp_path / "deadly_site.py").write_text(_DEADLY.format(mark=str(tmp_path / "mark")))
    monkeypatch.syspath_prepend(tmp_path)

    def read_titles(*titles):
        tasks = archive(tmp_path, titles)
        results = read_all(tasks, "deadly_site:Deadly", 2)
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


def test_workers_read_one_site_after_the_other(tmp_path):
    tasks = archive(tmp_path, [f"Bài viết số {n}" for n in range(1, 40)])
    spider = "dvcrawler.spiders.baolamdong:BaoLamDong"
    with open_workers(2) as workers:
        first, second = (list(workers.read(tasks, spider)) for _ in range(2))
    assert first == second == read_all(tasks, spider, 1)


def test_a_reading_that_is_broken_off_leaves_the_workers_to_the_next(tmp_path):
    tasks = archive(tmp_path, [f"Bài viết số {n}" for n in range(1, 60)])
    spider = "dvcrawler.spiders.baolamdong:BaoLamDong"
    with open_workers(2) as workers:
        reading = workers.read(tasks, spider)
        next(reading)
        reading.close()
        assert [result.task for result in workers.read(tasks, spider)] == tasks


def test_a_file_that_is_gone_is_the_same_error_with_any_number_of_workers(tmp_path):
    tasks = [replace(task, path=f"{tmp_path}/gone.warc.gz") for task in archive(tmp_path, ["Bài"])]
    for jobs in (1, 2):
        with pytest.raises(FileNotFoundError, match=r"gone\.warc\.gz"):
            read_all(tasks, "dvcrawler.spiders.baolamdong:BaoLamDong", jobs)


@pytest.mark.slow
def test_reparse_gives_up_where_every_worker_is_killed(read):
    with pytest.raises(ConfigError, match=r"killed 4 worker processes.*--jobs 1"):
        read(*["Trang này always kills tiến trình"] * 8)


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_record_of_a_page_that_gives_what_is_stored_is_left_out(tmp_path, jobs):
    spider = "dvcrawler.spiders.baolamdong:BaoLamDong"
    tasks = archive(tmp_path, ["Bài đã lưu", "Bài đã đổi", "Bài chưa lưu"])
    stored, changed, _ = (result.record for result in read_all(tasks, spider, 1))
    tasks[0] = replace(tasks[0], digest=content_digest(stored))
    tasks[1] = replace(tasks[1], digest=content_digest({**changed, "title": "Tiêu đề khác"}))
    results = read_all(tasks, spider, jobs)
    assert [result.is_same for result in results] == [True, False, False]
    assert [result.record and result.record["title"] for result in results] == [
        None,
        "Bài đã đổi",
        "Bài chưa lưu",
    ]
    assert not any(result.reason or result.damaged for result in results)

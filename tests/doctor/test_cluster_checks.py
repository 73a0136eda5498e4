import socket

import pytest

pytest.importorskip("obstore")

from obstore.store import MemoryStore

from dvcrawler.doctor import cluster_checks
from dvcrawler.doctor.checks import Result
from dvcrawler.doctor.cluster_checks import check_database, check_store
from dvcrawler.shared.objects import Objects


@pytest.fixture
def closed():
    """A port on which nothing listens, as long as the test runs."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        yield sock.getsockname()[1]


def test_a_store_that_works_is_good_and_nothing_is_left_in_it(tmp_path):
    (tmp_path / "sites/phunu").mkdir(parents=True)
    check = check_store(f"file://{tmp_path}", 1)
    assert (check.result, check.advice) == (Result.GOOD, "")
    assert check.found.endswith("takes, lists, gives and deletes objects; 1 site")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_the_folder_of_a_store_is_not_created(tmp_path):
    check = check_store(f"file://{tmp_path}/away", 1)
    assert (check.result, "mount its disk" in check.advice) == (Result.NOTE, True)
    assert not (tmp_path / "away").exists()


def test_a_folder_that_cannot_be_written_is_bad(tmp_path):
    (tmp_path / "doctor").write_text("in the way")
    check = check_store(f"file://{tmp_path}", 1)
    assert (check.result, check.advice) == (Result.BAD, "try again later")
    assert "does not take doctor/" in check.found


@pytest.mark.parametrize("address", ["s3://", "ftp://a/b", "s3://key:S3cret@bucket"])
def test_an_address_that_cannot_be_used_is_bad_with_what_to_do(address):
    check = check_store(address, 1)
    assert check.result is Result.BAD
    assert check.advice and "S3cret" not in check.found + check.advice


def test_a_server_that_does_not_answer_is_bad(closed, monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"):
        monkeypatch.setenv(name, "thu")
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://me:S3cret@127.0.0.1:{closed}")
    check = check_store("s3://news/store", 0.1)
    assert (check.result, check.advice) == (Result.BAD, "try again later")
    assert "S3cret" not in check.found


class Overwriting(Objects):
    """As servers that do not know If-None-Match."""

    def create(self, path, data):
        self._store.put(path, data)
        return True


class Forgetful(Objects):
    def listing(self, prefix, after=None):
        return []


@pytest.mark.parametrize(
    ("kind", "words"),
    [(Overwriting, "ignores If-None-Match"), (Forgetful, "does not list what it has just taken")],
)
def test_a_store_that_the_fence_cannot_rely_on_is_bad(monkeypatch, kind, words):
    memory = MemoryStore()
    monkeypatch.setattr(cluster_checks, "open_store", lambda location, seconds: kind(memory, "s3://news"))
    check = check_store("s3://news", 1)
    assert (check.result, words in check.found) == (Result.BAD, True), check
    assert Objects(memory, "s3://news").listing("doctor") == []


def test_a_database_that_does_not_answer_is_bad_without_its_password(closed):
    pytest.importorskip("procrastinate")
    check = check_database(f"postgresql://me:S3cret@127.0.0.1:{closed}/news")
    assert (check.result, check.advice) == (Result.BAD, "start it, or correct DVCRAWLER_CLUSTER")
    assert f"127.0.0.1:{closed}/news is not reachable" in check.found
    assert "S3cret" not in check.found

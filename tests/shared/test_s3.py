"""A real S3 server: what it does, and what it refuses."""

import threading
from contextlib import suppress
from itertools import count

import pytest

from dvcrawler.errors import ConfigError
from dvcrawler.shared.fence import begin
from dvcrawler.shared.location import SharedLocation, open_store
from dvcrawler.shared.objects import NewerOwnerError, SharedStoreError
from dvcrawler.shared.verify import verify_segments

from .conftest import SITE, Machine, copy_of, files_of
from .s3 import CREDENTIALS, PROGRAM, create_bucket, serve_proxy, serve_s3

pytestmark = pytest.mark.skipif(
    not PROGRAM.exists(), reason="moto's server is not installed; make cluster-test does it"
)
NUMBERS = count(1)


@pytest.fixture(scope="module")
def port():
    with serve_s3() as port:
        yield port


@pytest.fixture
def proxy(port, monkeypatch):
    for name, value in CREDENTIALS.items():
        monkeypatch.setenv(name, value)
    with serve_proxy(port) as proxy:
        monkeypatch.setenv("AWS_ENDPOINT_URL", proxy.url)
        yield proxy


@pytest.fixture
def location(port):
    bucket = f"bucket-{next(NUMBERS)}"
    create_bucket(port, bucket)
    return SharedLocation.parse(f"s3://{bucket}/tin/vn")


@pytest.fixture
def here(proxy, location, tmp_path, make_record):
    (tmp_path / "a").mkdir()
    return Machine(tmp_path / "a", open_store(location), make_record).claim()


def refuse(proxy, status, times, method="PUT"):
    """Answers the next requests of the method so."""
    left = iter(range(times))
    proxy.answer = lambda asked, path: status if asked == method and next(left, None) is not None else None


def test_what_is_published_is_read(here, tmp_path):
    here.append(1, 2)
    here.write_warc(b"page")
    here.publish()
    assert copy_of(here.store, tmp_path / "reader") == files_of(here.folder)
    assert list(verify_segments(here.store, SITE, tmp_path / "reader")) == []
    assert here.store.folders("sites") == [SITE]


def test_of_many_claims_with_one_token_one_succeeds(proxy, location):
    store, won = open_store(location), []

    def claim():
        with suppress(NewerOwnerError):
            won.append(begin(store, SITE, 1))

    threads = [threading.Thread(target=claim) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1


@pytest.mark.parametrize("status", [500, 503])
def test_a_refusal_that_passes_is_waited_for(here, proxy, tmp_path, status):
    here.append(1)
    refuse(proxy, status, 3)
    assert here.publish() == 1
    assert copy_of(here.store, tmp_path / "reader") == files_of(here.folder)


def test_a_connection_that_is_cut_behind_the_request_publishes_it_once(here, proxy, tmp_path):
    here.append(1)
    here.write_warc(b"page")
    refuse(proxy, "cut", 2)
    here.publish()
    names = [path for path, _ in here.store.listing("sites") if path.endswith(".seg")]
    assert len(names) == 2
    assert copy_of(here.store, tmp_path / "reader") == files_of(here.folder)


def test_a_server_that_refuses_for_long_keeps_nothing_from_the_next_publication(
    here, proxy, location, tmp_path
):
    here.append(1)
    proxy.answer = lambda method, path: 503
    impatient = open_store(location, retry_seconds=0.3)
    object.__setattr__(here.publisher.fence, "objects", impatient)
    with pytest.raises(SharedStoreError) as error:
        here.publish()
    assert "\n" not in str(error.value)
    proxy.answer = lambda method, path: None
    here.append(2)
    here.publish()
    assert copy_of(here.store, tmp_path / "reader") == files_of(here.folder)


def test_wrong_credentials_are_one_line_and_not_tried_again(proxy, location):
    proxy.answer = lambda method, path: 403
    with pytest.raises(ConfigError) as error:
        begin(open_store(location), SITE)
    assert "\n" not in str(error.value)
    assert "credentials" in str(error.value)
    assert len(proxy.asked) <= 2


def test_a_bucket_that_is_not_there_is_one_line(proxy):
    with pytest.raises(ConfigError, match="no such bucket"):
        begin(open_store(SharedLocation.parse("s3://khong-co/tin")), SITE)

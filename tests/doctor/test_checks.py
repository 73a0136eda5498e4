import os
import socket
from datetime import UTC, datetime

import pytest

from dvcrawler.doctor.checks import (
    Result,
    check_authorities,
    check_clock,
    check_connection,
    check_contact,
    check_data,
    check_disk,
    check_names,
    check_versions,
)


def test_the_versions_of_what_matters_are_named():
    check = check_versions()
    assert check.result is Result.GOOD
    assert "scrapy 2." in check.found


def test_a_folder_that_can_be_written_is_good(tmp_path):
    assert check_data(tmp_path).result is Result.GOOD


def test_a_folder_that_is_not_there_is_a_note_with_advice(tmp_path):
    check = check_data(tmp_path / "a/b")
    assert check.result is Result.NOTE
    assert "mount its disk" in check.advice


def test_a_file_in_the_folders_place_is_bad(tmp_path):
    (tmp_path / "data").write_text("x")
    assert check_data(tmp_path / "data/inner").result is Result.BAD


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_bad(tmp_path):
    tmp_path.chmod(0o500)
    assert check_data(tmp_path).result is Result.BAD


@pytest.mark.parametrize(
    "foreign",
    [
        "articles/thu",
        "articles/thu/2026-11.jsonl",
        "warc/thu",
        "runs/thu.jsonl",
        "state/thu.sqlite",
        "state/thu.lock",
    ],
)
def test_what_another_user_left_in_the_folder_is_bad(tmp_path, monkeypatch, foreign):
    for name in ("articles/thu/2026-11.jsonl", "runs/thu.jsonl", "state/thu.sqlite", "state/thu.lock"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "warc/thu").mkdir(parents=True)
    assert check_data(tmp_path).result is Result.GOOD
    monkeypatch.setattr("os.access", lambda path, mode: path != tmp_path / foreign)
    check = check_data(tmp_path)
    assert (check.result, check.found) == (Result.BAD, f"{tmp_path / foreign} cannot be written")
    monkeypatch.setattr("os.access", lambda path, mode: path.parent != tmp_path / "state")
    assert check_data(tmp_path).found.endswith(f"cannot be written, nor can 1 more of what is in {tmp_path}")


@pytest.mark.parametrize(("least", "result"), [(0, Result.GOOD), (10**12, Result.BAD)])
def test_free_space_is_compared_with_what_a_run_needs(tmp_path, least, result):
    assert check_disk(tmp_path / "none", least).result is result


@pytest.mark.parametrize(("year", "result"), [(1970, Result.BAD), (2027, Result.GOOD)])
def test_a_clock_before_the_release_is_bad(year, result):
    assert check_clock(datetime(year, 1, 1, tzinfo=UTC)).result is result


def test_authorities_that_are_nowhere_are_bad_with_what_to_correct(monkeypatch):
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    assert check_authorities("/ca", ["/ca"]).result is Result.GOOD
    check = check_authorities(None, ["/ca"])
    assert (check.result, "ca-certificates" in check.advice) == (Result.BAD, True)
    monkeypatch.setenv("SSL_CERT_FILE", "/none")
    check = check_authorities(None, ["/none"])
    assert ("/none" in check.found, check.advice) == (True, "correct SSL_CERT_FILE in the environment")


def test_a_missing_contact_is_a_note():
    assert check_contact("").result is Result.NOTE
    assert check_contact("a@example.org").result is Result.GOOD


def test_names_that_do_not_resolve_are_distinguished_from_no_network_at_all():
    assert check_names(["localhost"]).result is Result.GOOD
    assert check_names(["localhost", "gone.invalid"]).result is Result.NOTE
    assert check_names(["gone.invalid", "a..b", "x" * 70 + ".vn"]).result is Result.BAD


def test_no_host_that_accepts_a_connection_is_bad():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
    assert check_connection(["gone.invalid"], 1.0).result is Result.BAD

"""Answers of a server that a crawl must name rightly: real processes, real HTTP on loopback."""

import socket
import threading
from contextlib import contextmanager

import pytest

from dvcrawler.discovery.argument_parser import NAMES, parse_arguments
from dvcrawler.errors import UsageError
from dvcrawler.targets.typed import split_pairs
from sample_portal.answers import failure, page, redirect
from sample_portal.portal import Portal
from sample_portal.server import serve
from tests import warm
from tests.portal import command, crawl, environment, records, runs

HOST = "phunu.namdinh.gov.vn"


@pytest.fixture
def small():
    portal = Portal(24)
    with serve(portal) as running:
        yield portal, running


@contextmanager
def raw_server(answer):
    """Sends what `answer(path)` gives, byte by byte as it is, and closes the connection."""
    listener = socket.create_server(("127.0.0.1", 0))

    def loop():
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            with client:
                head = client.recv(65536).decode("latin-1")
                client.sendall(answer(head.split(" ")[1]))

    thread = threading.Thread(target=loop, daemon=True)
    thread.start()
    try:
        yield f"{HOST}=127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(10)


def crawl_list(tmp_path, connect_to, url):
    (tmp_path / "list").write_text(url + "\n")
    words = command(tmp_path / "data", "phunu", "-a", f"source=urls:{tmp_path / 'list'}")
    return warm.run(
        [*words, "-s", "RETRY_ENABLED=False"],
        env=environment(DVCRAWLER_CONNECT_TO=connect_to),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def cut_page(path, *, promised):
    """An article cut in the middle of its body; `promised`: the length that was due is stated."""
    if path == "/robots.txt":
        return b"HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    data = Portal(24).respond(HOST, path).body
    end = data.rindex(b"</p>") - 200
    length = f"Content-Length: {len(data)}\r\n" if promised else ""
    head = f"HTTP/1.0 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{length}\r\n"
    return head.encode() + data[:end]


@pytest.mark.parametrize("promised", [True, False], ids=["with a length", "until the close"])
def test_a_page_that_was_cut_on_the_way_is_not_stored_as_if_it_were_whole(tmp_path, promised):
    due = next(e for e in Portal(24).expected("phunu") if e["body"].count("\n\n") > 2)
    with raw_server(lambda path: cut_page(path, promised=promised)) as connect_to:
        run = crawl_list(tmp_path, connect_to, due["url"])
    whole = [r for r in records(tmp_path / "data") if "body" not in {p["field"] for p in r["problems"]}]
    assert whole == []
    assert run.returncode in ((10, 11) if promised else (0,))


def test_a_robots_txt_that_is_not_there_allows_everything(small, tmp_path):
    portal, server = small
    portal.fail(HOST, 404, "/robots.txt")
    assert crawl(server, tmp_path, "phunu").code in (0, 10)
    assert len(records(tmp_path)) == len(portal.expected("phunu"))


def test_a_section_that_the_site_does_not_have_is_not_ok(small, tmp_path):
    _, server = small
    run = crawl(server, tmp_path, "phunu", "-a", "section=khong-co-muc-nay")
    assert run.code != 0
    assert "khong-co-muc-nay" in run.out + run.err


@pytest.mark.parametrize("host", ["not a host", "a/b", "a:b", "@", "-", "http://phunu.namdinh.gov.vn"])
def test_a_host_that_is_none_is_2_and_one_line(tmp_path, host):
    run = crawl(None, tmp_path / "data", "danvan", "-a", f"host={host}", "-s", "RETRY_ENABLED=False")
    assert run.code == 2
    assert len(run.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("phunu", "-a", "host=x.vn"), "-a host= is for danvan; phunu does not take it"),
        (("phunu", "-a", "start=https://x.vn/"), "-a start= is for portal; phunu does not take it"),
        (("phunu", "-a", "url=https://x.vn/"), "-a start= is for portal; phunu does not take it"),
        (
            ("phunu", "-a", "start=https://x.vn/", "-a", "article=^/a"),
            "-a start= and article= is for portal; phunu does not take it",
        ),
        (("phunu", "-a", "article=^/a"), "-a article= is for portal; phunu does not take it"),
        (
            ("https://phunu.namdinh.gov.vn/", "-a", "listing=^/a"),
            "-a listing= is for portal; phunu does not take it",
        ),
        (
            ("danvan", "-a", "host=x.vn", "-a", "unit=a"),
            "-a unit= is for namdinhgov; danvan does not take it",
        ),
        (("portal/x.vn", "-a", "host=x.vn"), "-a host= is for danvan; portal/x.vn does not take it"),
        (("phunu", "phuyen", "-a", "unit=a"), "-a unit= is for namdinhgov; none of the sites named takes it"),
    ],
)
def test_an_argument_that_no_site_named_takes_is_refused(tmp_path, words, told):
    run = crawl(None, tmp_path / "data", *words)
    assert (run.code, run.out, run.err) == (2, "", f"dvcrawler: {told}\n")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("name", [*NAMES, "url"])
@pytest.mark.parametrize("value", ["", " "])
def test_an_argument_without_a_value_is_refused_instead_of_crawling_everything(name, value):
    with pytest.raises(UsageError) as told:
        parse_arguments(
            split_pairs([f"{'minutes' if name == 'requests' else 'requests'}=5", f"{name}={value}"])
        )
    assert str(told.value).startswith((f"-a {name}= has no value; leave it out, or write one", f"{name}='"))


@pytest.mark.parametrize("name", NAMES)
def test_an_argument_with_two_values_is_refused_instead_of_half_of_it_being_lost(name):
    with pytest.raises(UsageError, match=f"-a {name}= is given twice, with two values"):
        split_pairs([f"{name}=1", f"{name}=2"])
    assert split_pairs([f"{name}=1", f"{name}=1"]) == {name: "1"}


def test_an_argument_of_one_of_the_sites_named_is_for_that_one(tmp_path):
    run = crawl(
        None, tmp_path / "data", "danvan", "phunu", "-a", "host=x.invalid", "-s", "RETRY_ENABLED=False"
    )
    assert run.code == 11
    assert "https://x.invalid/" in run.out
    assert "https://phunu.namdinh.gov.vn/" in run.out


@pytest.mark.parametrize("words", [("-s", "nonsense"), ("--bogus",), ("-a", "limit")])
def test_an_option_that_cannot_be_read_is_2_and_one_line(tmp_path, words):
    run = crawl(None, tmp_path / "data", "phunu", *words)
    assert run.code == 2
    assert len(run.err.splitlines()) == 1
    assert "scrapy" not in run.err


def test_articles_that_are_refused_leave_a_partial_run_and_are_tried_again(small, tmp_path):
    portal, server = small
    portal.fail(HOST, 403, "/chi-tiet")
    assert crawl(server, tmp_path, "phunu").code == 10
    assert {p["outcome"] for p in runs(tmp_path, "phunu")[-1]["problems"]} == {"blocked"}
    portal.fail(HOST, None)
    crawl(server, tmp_path, "phunu")
    assert len(records(tmp_path)) == len(portal.expected("phunu"))


def test_lines_of_a_list_that_are_not_addresses_are_named_and_the_rest_is_read(small, tmp_path):
    portal, server = small
    due = portal.expected("phunu")[0]
    odd = ["ftp://a", "http://[::1", "javascript:alert(1)", f"https://{HOST}/a.pdf", "x" * 5000]
    (tmp_path / "list").write_bytes(b"\xff\xfe\x00\n" + "\n".join([*odd, due["url"], ""]).encode())
    run = crawl(server, tmp_path / "data", "phunu", "-a", f"source=urls:{tmp_path / 'list'}")
    assert run.code == 10
    assert [r["id"] for r in records(tmp_path / "data")] == [due["id"]]
    named = [p["url"] for p in runs(tmp_path / "data", "phunu")[-1]["problems"]]
    assert set(odd) <= set(named)


def test_a_usual_crawl_has_nothing_to_warn_of(small, tmp_path):
    """Without a terminal, as under cron."""
    assert crawl(small[1], tmp_path, "phunu", "-L", "WARNING").err == ""


def test_several_sites_have_a_line_each_and_the_worst_code(tmp_path):
    portal = Portal(24)
    portal.fail("phuyen.baodaklak.vn", 403)
    with serve(portal) as server:
        run = crawl(server, tmp_path, "phunu", "phuyen", "-s", "RETRY_ENABLED=False")
    assert run.code == 12
    assert [line for line in run.out.splitlines() if line.startswith(("phunu: ", "phuyen: blocked (12)"))]


def test_a_redirect_to_the_listing_is_named_as_moved(tmp_path):
    due = Portal(24).expected("phunu")[0]
    path = due["url"].removeprefix(f"https://{HOST}")

    class Moved:
        hosts = (HOST,)

        def respond(self, host, target, cookie=""):
            if target == path:
                return redirect("/tin-tuc.html")
            return (
                page("<html><body><p>Danh mục</p></body></html>")
                if target == "/tin-tuc.html"
                else failure(404)
            )

    (tmp_path / "list").write_text(due["url"])
    with serve(Moved()) as server:
        run = crawl(server, tmp_path / "data", "phunu", "-a", f"source=urls:{tmp_path / 'list'}")
    assert run.code == 10
    assert [p["outcome"] for p in runs(tmp_path / "data", "phunu")[-1]["problems"]] == ["moved"]
    assert records(tmp_path / "data") == []


def test_a_run_that_cannot_open_its_ledger_is_on_record_with_its_reason(small, tmp_path):
    _, server = small
    crawl(server, tmp_path, "phunu")
    ledger = tmp_path / "state" / "phunu.sqlite"
    ledger.unlink()
    ledger.symlink_to(tmp_path / "nowhere" / "at all")
    run = crawl(server, tmp_path, "phunu")
    kept = runs(tmp_path, "phunu")[-1]
    assert run.code == kept["exit_code"] == 15
    assert kept["failure"] in run.out
    assert not (tmp_path / "state" / "phunu.run.json").exists()


@pytest.mark.slow
def test_a_run_that_is_killed_while_it_builds_its_ledger_is_closed_by_the_next(small, tmp_path):
    _, server = small
    crawl(server, tmp_path, "phunu")
    (tmp_path / "state" / "phunu.sqlite").unlink()
    killer = "import os; from dvcrawler.storage.ledgers.ledger import Ledger; Ledger.catch_up = lambda *_: os.kill(os.getpid(), 9); from dvcrawler.__main__ import main; main()"
    words = command(tmp_path, "phunu")
    warm.run([words[0], "-c", killer, *words[5:]], env=environment(server), check=False, timeout=300)
    crawl(server, tmp_path, "phunu")
    assert [run["exit_name"] for run in runs(tmp_path, "phunu")][1:] == ["interrupted", "ok"]


def test_the_layouts_that_read_the_articles_are_counted(small, tmp_path):
    portal, server = small
    crawl(server, tmp_path, "phunu")
    assert runs(tmp_path, "phunu")[-1]["stats"]["dvcrawler/layout/party"] == len(portal.expected("phunu"))

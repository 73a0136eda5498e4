"""Hosts without a site file, each a site of its own: crawled side by side and read by every command."""

import json
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest
from scrapy.settings import Settings

from dvcrawler.cli.portals import load_portals
from dvcrawler.reading import last_runs, latest, new_since, read
from dvcrawler.storage.lock import SiteLock
from dvcrawler.web.app import make_app
from tests import warm
from tests.faults.harness import stored_lines, wait_for
from tests.patched import held_at
from tests.portal import Crawl, command, environment, records, runs
from tests.site import HOST, SITE
from tests.site import path_of as known_path
from tests.site import site as known_site
from tests.web.store import Client
from tests.web.store import path_of as capture_path
from tests.webserver import Answer, serve_pages

ONE, TWO = "tinmot.vn", "tinhai.vn"
SITES = (f"portal/{ONE}", f"portal/{TWO}")
FOLDERS = (f"portal+{ONE}", f"portal+{TWO}")
SENTENCE = (
    "Sáng ngày 5 tháng 2, bà con trong xã ra đồng sớm để kịp thời vụ, mỗi nhà một việc theo lịch đã chia. "
)


def path_of(number):
    return f"/thoi-su/ba-con-ra-dong-vu-{number}-{100000 + number}.html"


def article(number, host=ONE):
    return (
        f'<html><head><meta property="og:type" content="article"><title>Bà con ra đồng vụ {number}</title></head>'
        f"<body><article><h1>Bà con {host} ra đồng vụ {number}</h1>"
        f'<time datetime="2024-02-05T08:15:00+07:00">05/02/2024 08:15</time>'
        f"{f'<p>{SENTENCE * 2}Đó là vụ {number}.</p>' * 3}</article></body></html>"
    )


def pages(*hosts, count=6):
    """The pages of each host, with and without www."""
    made = {}
    for host in hosts:
        links = "".join(f'<a href="{path_of(n)}">Bà con ra đồng vụ {n}</a>' for n in range(count))
        made[host, "/"] = f"<html><body>{links}</body></html>"
        made[host, "/robots.txt"] = "User-agent: *\nDisallow: /cam/\n"
        made |= {(host, path_of(n)): article(n, host) for n in range(count)}
    return made | {(f"www.{host}", path): page for (host, path), page in made.items() if host[-1].isalpha()}


@contextmanager
def served(made):
    with serve_pages(made) as web:
        yield web


def dvcrawler(name, *arguments, data, **env):
    ended = warm.run(
        [sys.executable, "-m", "dvcrawler", name, *map(str, arguments), "--data", str(data)],
        env=environment(**env),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return Crawl(ended.returncode, ended.stdout, ended.stderr)


def crawl(web, data, *arguments, stdin=None, **env):
    ended = warm.run(
        command(data, *arguments),
        env=environment(DVCRAWLER_CONNECT_TO=web.connect_to, **env),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return Crawl(ended.returncode, ended.stdout, ended.stderr)


def ids(data, folder=None):
    return sorted(record["id"] for record in records(data, folder))


def expected(host, count=6):
    return sorted(f"portal/{host}:{100000 + n}" for n in range(count))


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Both sites crawled at the same time by two processes, then each once more."""
    data = tmp_path_factory.mktemp("unknown")
    with served(pages(ONE, TWO)) as web:
        env = environment(DVCRAWLER_CONNECT_TO=web.connect_to)
        words = [("portal", "-a", f"url=https://www.{ONE}/"), ("portal", "-a", f"start=https://{TWO}/")]
        both = [
            warm.popen(command(data, *each), env=env, stdout=subprocess.PIPE, text=True) for each in words
        ]
        assert [(process.communicate(timeout=300)[0], process.returncode)[1] for process in both] == [0, 0]
        again = crawl(web, data, f"portal/{ONE}", f"https://{TWO}/")
    assert again.code == 0, again.err
    return data


def test_two_unknown_sites_are_crawled_side_by_side_and_each_keeps_its_own_files(store):
    for host, site, folder in zip((ONE, TWO), SITES, FOLDERS, strict=True):
        assert ids(store, folder) == expected(host)
        assert {record["site"] for record in records(store, folder)} == {site}
        assert {run["site"] for run in runs(store, folder)} == {site}
        assert (store / "state" / f"{folder}.sqlite").exists()
        assert list((store / "warc" / folder).glob(f"{folder}-*.warc.gz"))
    assert not (store / "articles" / "portal").exists()


def test_a_second_crawl_by_name_stores_nothing_again_and_starts_where_the_last_one_did(store):
    for folder, start in zip(FOLDERS, (f"https://www.{ONE}/", f"https://{TWO}/"), strict=True):
        first, second = runs(store, folder)
        assert (first["outcomes"], second["outcomes"]) == ({"stored": 6}, {})
        assert second["arguments"] == {"start": start}


@pytest.mark.parametrize("name", ["health", "runs", "coverage"])
def test_a_report_takes_the_name_of_an_unknown_site_and_lists_it_without_one(store, name):
    for words in ([SITES[0]], [f"portal/WWW.{ONE.upper()}"], []):
        listed = dvcrawler(name, *words, "--json", data=store)
        assert listed.code == 0, listed.err
        held = {row["site"] for row in json.loads(listed.out)}
        assert held >= {SITES[0]} and (SITES[1] in held) is not bool(words)


def test_sites_lists_the_unknown_sites_that_the_data_folder_holds(store):
    rows = {row["site"]: row for row in json.loads(dvcrawler("sites", "--json", data=store).out)}
    for site, host in zip(SITES, (ONE, TWO), strict=True):
        assert (rows[site]["articles"], rows[site]["host"], rows[site]["result"]) == (6, host, "ok")


def test_an_unknown_site_is_verified_reindexed_and_read_again_by_its_name(store, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(store, data)
    shutil.rmtree(data / "state")
    assert dvcrawler("reindex", SITES[0], data=data).out == f"{SITES[0]}: 6 lines read\n"
    assert dvcrawler("reindex", data=data).out.count(": 6 lines read") == 2
    again = dvcrawler("reparse", SITES[1], "--dry-run", data=data)
    assert "6 articles read again: 0 would be revised, 0 would be new, 6 as they were" in again.out, again.err
    found = dvcrawler("verify", *SITES, data=data)
    assert (found.code, found.out.splitlines()[-1][:38]) == (0, "store, ledger and run records agree: 2")


def test_an_unknown_site_is_read_again_by_several_processes(store):
    again = dvcrawler("reparse", "--jobs", "2", "--dry-run", data=store)
    assert again.out.count("6 articles read again: 0 would be revised") == 2, again.err


def test_search_export_and_show_take_the_name_and_the_id_of_an_unknown_site(store, tmp_path):
    assert dvcrawler("search", "--count", f"site:{SITES[0]}", data=store).out == "6\n"
    target = tmp_path / "one.jsonl"
    assert dvcrawler("export", "--to", target, f"site:{SITES[0]}", data=store).code == 0
    lines = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == expected(ONE)
    everything = tmp_path / "all.jsonl"
    assert dvcrawler("export", "--to", everything, "--all-revisions", data=store).code == 0
    assert len(everything.read_text("utf-8").splitlines()) == 12
    assert ONE in dvcrawler("show", expected(ONE)[0], data=store).out
    assert ONE in dvcrawler("cite", expected(ONE)[0], data=store).out


def test_the_public_reader_gives_unknown_sites_alone_and_together(store):
    assert sorted(record["id"] for record in read(store, SITES[0])) == expected(ONE)
    assert len(list(latest(store))) == 12
    assert set(last_runs(store)) == set(SITES)
    first = runs(store, FOLDERS[0])[0]["id"]
    assert {record["site"] for record in new_since(first, store)} <= set(SITES)


def test_the_web_pages_show_an_unknown_site(store):
    settings = Settings({"SPIDER_MODULES": ["dvcrawler.spiders"], "DVCRAWLER_DATA": str(store)})
    portals = load_portals(settings)
    assert SITES[0] in portals
    web = Client(make_app(store, portals), "en")
    for address in (
        "/",
        f"/search?site={SITES[0]}",
        f"/calendar/{SITES[0]}/2024",
        f"/article/{expected(ONE)[0]}",
    ):
        shown = web.get(address)
        assert shown.status_code == 200 and ONE in shown.text, address
    capture = records(store, FOLDERS[0])[0]["capture"]
    assert web.get(capture_path(capture)).status_code == 200


@pytest.mark.slow
def test_a_killed_crawl_of_one_site_leaves_the_other_alone_and_nothing_is_stored_twice(tmp_path):
    made = pages(ONE, TWO, count=30)
    with served(made) as web:
        env = environment(DVCRAWLER_CONNECT_TO=web.connect_to, **held_at(tmp_path, tmp_path, 12))
        process = warm.popen(
            command(tmp_path, f"https://{ONE}/", f"https://{TWO}/"), env=env, stdout=subprocess.DEVNULL
        )
        # A line may be half written when it is looked at.
        wait_for(lambda: stored_lines(tmp_path) >= 8 or process.poll() is not None)
        assert process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
        for _ in range(2):
            ended = crawl(web, tmp_path, *SITES)
            assert ended.code == 0, ended.err
    assert ids(tmp_path) == sorted(expected(ONE, 30) + expected(TWO, 30))
    assert dvcrawler("verify", data=tmp_path).code == 0


def test_a_run_of_one_unknown_site_locks_that_site_alone(tmp_path):
    with served(pages(ONE, TWO)) as web, SiteLock(tmp_path, SITES[0], "2026-01-01T00:00:00Z"):
        assert crawl(web, tmp_path, f"https://{ONE}/").code == 16
        assert crawl(web, tmp_path, f"https://{TWO}/").code == 0


@pytest.mark.sampled(5)
@pytest.mark.parametrize(
    "typed",
    [ONE, f"https://{ONE}", f"HTTPS://WWW.{ONE.upper()}/", f"http://{ONE}:80/index.php", f"{ONE}/vi/"],
)
def test_a_home_page_crawls_the_portal_however_it_is_written(tmp_path, typed):
    made = pages(ONE, count=2)
    made |= {(ONE, path): made[ONE, "/"] for path in ("/index.php", "/vi/")}
    with served(made) as web:
        ended = crawl(web, tmp_path, typed)
    assert ended.code == 0, ended.err
    assert ids(tmp_path, FOLDERS[0]) == expected(ONE, 2)


@pytest.mark.slow
def test_a_host_with_letters_that_dns_does_not_know_is_a_site_under_its_ascii_name(tmp_path):
    host = "báo.vn".encode("idna").decode()
    with served(pages(host, count=1)) as web:
        assert crawl(web, tmp_path, "https://báo.vn/").code == 0
        assert crawl(web, tmp_path, "portal/báo.vn").code == 0
    assert ids(tmp_path) == expected(host, 1)


def test_one_article_of_an_unknown_host_is_crawled_alone_regardless_of_its_address(tmp_path):
    odd = "/chi-tiet.aspx?TinID=77"
    made = pages(ONE, count=3) | {(ONE, odd): article(77)}
    with served(made) as web:
        ended = crawl(web, tmp_path, f"https://{ONE}{path_of(0)}", f"{ONE}{odd}")
        assert ended.code == 0, ended.err
        assert ids(tmp_path, FOLDERS[0]) == [f"portal/{ONE}:/chi-tiet.aspx?tinid=77", f"portal/{ONE}:100000"]
        made[ONE, "/"] += f'<a href="{odd}">Bà con ra đồng vụ 77</a>'
        assert crawl(web, tmp_path, SITES[0]).code == 0
        assert crawl(web, tmp_path, f"https://{ONE}{odd}", "-a", "revisit=all").code == 0
    held = ids(tmp_path, FOLDERS[0])
    assert held == sorted({*expected(ONE, 3), f"portal/{ONE}:/chi-tiet.aspx?tinid=77"})
    again = dvcrawler("reparse", "--dry-run", data=tmp_path)
    assert "4 articles read again: 0 would be revised, 0 would be new, 4 as they were" in again.out, again.out
    assert dvcrawler("verify", data=tmp_path).code == 0


def test_one_article_of_a_known_host_is_crawled_with_its_own_site_file(tmp_path):
    with served(known_site(1, 2)) as web:
        ended = crawl(web, tmp_path, f"https://{HOST.upper()}{known_path(2)}")
        assert ended.code == 0, ended.err
        (record,) = records(tmp_path, SITE)
        assert (record["site"], record["url"]) == (SITE, f"https://{HOST}{known_path(2)}")
        assert crawl(web, tmp_path, f"https://{HOST}/").code == 0
    assert len(records(tmp_path, SITE)) == 2
    refused = crawl(web, tmp_path, f"https://{HOST}/kinh-te/")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert f"is not an article of {SITE}" in refused.err


@pytest.mark.slow
def test_a_list_of_several_hosts_goes_to_the_site_of_each(tmp_path):
    odd = "/bai.php?id=9"
    lines = [
        f"https://{ONE}{path_of(1)}",
        f"{TWO}{odd}",
        f"https://{HOST}{known_path(1)}",
        "# none",
        "??",
        "",
    ]
    made = pages(ONE, TWO) | {(TWO, odd): article(9, TWO)} | known_site(1)
    with served(made) as web:
        (tmp_path / "list.txt").write_text("\n".join(lines), "utf-8")
        for source, stdin in ((tmp_path / "list.txt", None), ("-", "\n".join(lines))):
            ended = crawl(web, tmp_path / "data", "portal", "-a", f"source=urls:{source}", stdin=stdin)
            assert (ended.code, ended.err.count("Traceback")) == (10, 0), ended.err
            assert ended.out.count("refused ??") == 1
    assert ids(tmp_path / "data", FOLDERS[0]) == [f"portal/{ONE}:100001"]
    assert ids(tmp_path / "data", FOLDERS[1]) == [f"portal/{TWO}:/bai.php?id=9"]
    assert len(records(tmp_path / "data", SITE)) == 1
    assert runs(tmp_path / "data", SITE)[0]["arguments"] == {"source": f"urls:{tmp_path / 'list.txt'}"}


def test_a_list_for_one_named_unknown_site_refuses_the_addresses_of_others(tmp_path):
    (tmp_path / "list.txt").write_text(f"https://{ONE}{path_of(1)}\nhttps://{TWO}{path_of(1)}\n")
    with served(pages(ONE, TWO)) as web:
        ended = crawl(web, tmp_path / "data", SITES[0], "-a", f"source=urls:{tmp_path / 'list.txt'}")
    assert ended.code == 10
    assert ids(tmp_path / "data") == [f"portal/{ONE}:100001"]


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["https://me:secret@tinmot.vn/"], "user name"),
        (["ftp://tinmot.vn/"], "neither http nor https"),
        (["https://tinmot.vn:99999/"], "cannot be read"),
        (["tinmot.vn:0"], "port 0"),
        (["https://a..b/"], "empty label"),
        (["https://[::1/"], "cannot be read"),
        ([f"https://{'a' * 60}.{'b' * 60}.{'c' * 60}.vn/"], "more than 150"),
        (["https://tinmot.vn/" + "a" * 3000], "too long"),
        (["portal/"], "not the name of a site"),
        (["portal/../../etc"], "not the name of a site"),
        (["portal/tinmot"], "the host has no dot; write it in full, or as an address, https://tinmot/"),
        (["portal/thoi-su"], "'portal/thoi-su' is not the name of a site"),
        (["portal/tinmot/"], "the host has no dot"),
        (["portal/tinmot.vn/thoi-su"], "it names a page; give its address, https://tinmot.vn/thoi-su"),
        (["portal/tinmot.vn?id=3"], "it names a page"),
        (["portal/https://tinmot.vn/"], "give the address alone, https://tinmot.vn"),
        (["portal/tinmot.vn", "-a", "start=https://tinhai.vn/"], "belongs to portal/tinhai.vn"),
        (["https://tinmot.vn/", "-a", "start=https://tinhai.vn/"], "leave out"),
        (["https://tinmot.vn/bai-1", "-a", "source=wayback"], "leave one out"),
        (["https://tinmot.vn/", "https://tinmot.vn/mot-bai"], "named twice"),
        (["phunu", "portal", "-a", "source=urls:-"], "can be read once, and 2 sites are named"),
        (["portal", "-a", "url=https://a.vn/", "-a", "start=https://b.vn/"], "give one of them"),
        (["portal", "-a", "url=https://x:y@a.vn/"], "user name"),
        (["baonamdinhh"], "did you mean baonamdinh"),
        (["baonamdinhh/kinh-te"], "unknown site"),
        (
            ["danguykhoi:204"],
            "danguykhoi:204 is the id of an article, which show, open, cite and remove take",
        ),
        (["baonamdinh:a0c1d2e"], "crawl takes a site (dvcrawler crawl baonamdinh)"),
        (["portal/tinmot.vn:bai-1"], "is the id of an article"),
        (["danguykho:204"], "unknown site 'danguykho'; did you mean danguykhoi?"),
        (["portal"], "-a start=https://"),
    ],
)
def test_what_cannot_be_crawled_is_refused_in_one_line(tmp_path, words, reason):
    ended = dvcrawler("crawl", *words, data=tmp_path)
    assert (ended.code, ended.err.count("\n"), ended.out) == (2, 1, "")
    assert reason in ended.err
    assert not (tmp_path / "articles").exists()


def test_a_list_without_an_address_is_refused_in_one_line(tmp_path):
    (tmp_path / "list.txt").write_text("??\nhttps://\ntin\n")
    ended = dvcrawler("crawl", "portal", "-a", f"source=urls:{tmp_path / 'list.txt'}", data=tmp_path / "data")
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert "names no address" in ended.err


def test_a_listed_article_at_a_private_address_is_refused_as_in_any_crawl(tmp_path):
    with served(pages("127.0.0.1")) as web:
        (tmp_path / "list.txt").write_text(f"http://127.0.0.1:{web.port}{path_of(1)}\n")
        ended = dvcrawler(
            "crawl", "portal", "-a", f"source=urls:{tmp_path / 'list.txt'}", data=tmp_path / "data"
        )
        assert web.asked == []
    assert ended.code == 11, ended.err
    assert "private address" in ended.out


@pytest.mark.slow
def test_a_port_that_is_not_the_usual_one_belongs_to_the_name(tmp_path):
    with served(pages("127.0.0.1", count=2)) as first, served(pages("127.0.0.1", count=2)) as second:
        for web in (first, second):
            ended = crawl(web, tmp_path, f"http://127.0.0.1:{web.port}/")
            assert ended.code == 0, ended.err
        for web in (first, second):
            site, folder = f"portal/127.0.0.1:{web.port}", f"portal+127.0.0.1+{web.port}"
            assert ids(tmp_path, folder) == [f"{site}:100000", f"{site}:100001"]
            assert dvcrawler("runs", site, data=tmp_path).out.count("\n") == 2
            assert crawl(web, tmp_path, site).code == 0
    assert len(records(tmp_path)) == 4


def test_nothing_is_held_of_an_unknown_site_that_was_never_crawled(tmp_path):
    ended = dvcrawler("runs", SITES[0], data=tmp_path)
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert f"nothing is stored of {SITES[0]};" in ended.err


def test_all_leaves_unknown_sites_out(store, tmp_path):
    shutil.copytree(store, tmp_path / "data")
    with served(pages(ONE)) as web:
        ended = crawl(web, tmp_path / "data", "--all", "-a", "source=urls:https://nowhere.invalid/x")
    assert "portal/" not in ended.out


# --- a store of an earlier version, in which all unknown hosts share the site `portal` -------------


@pytest.fixture
def shared(store, tmp_path):
    """The articles of the first host, but for two, as an earlier version stored them."""
    data = tmp_path / "data"
    folder = data / "articles" / "portal"
    folder.mkdir(parents=True)
    text = "".join(path.read_text("utf-8") for path in sorted((store / "articles" / FOLDERS[0]).iterdir()))
    text = text.replace(f'"portal/{ONE}:', f'"portal:{ONE}/').replace(f'"{SITES[0]}"', '"portal"')
    (folder / "2026-10.jsonl").write_text("".join(text.splitlines(keepends=True)[:4]), "utf-8")
    return data


@pytest.mark.slow
def test_a_host_of_an_earlier_store_stays_in_it_and_no_article_is_stored_twice(shared):
    held = ids(shared, "portal")
    with served(pages(ONE, TWO)) as web:
        for words in (["portal", "-a", f"start=https://{ONE}/"], [SITES[0]], [f"https://{ONE}{path_of(1)}"]):
            ended = crawl(web, shared, *words, "-s", "DVCRAWLER_ARCHIVE=False")
            assert ended.code == 0, ended.err
        assert crawl(web, shared, f"https://{TWO}/").code == 0
    assert set(held) < set(ids(shared, "portal"))
    assert ids(shared, "portal") == sorted(f"portal:{ONE}/{100000 + n}" for n in range(6))
    assert ids(shared, FOLDERS[1]) == expected(TWO)
    assert not (shared / "articles" / FOLDERS[0]).exists()
    rows = {row["site"]: row["articles"] for row in json.loads(dvcrawler("sites", "--json", data=shared).out)}
    assert (rows["portal"], rows[SITES[1]]) == (6, 6)
    assert dvcrawler("search", "--count", "site:portal", data=shared).out == "6\n"


def test_the_address_of_an_article_that_redirects_elsewhere_is_reported(tmp_path):
    made = pages(ONE) | {(ONE, "/cu"): Answer(status=301, headers={"Location": f"https://{TWO}/x"})}
    with served(made) as web:
        ended = crawl(web, tmp_path, f"https://{ONE}/cu")
    assert ended.code == 10
    assert "redirected to" in ended.out


# --- one page, fetched and not stored --------------------------------------------------------------


def extract(web, data, *words):
    return dvcrawler(
        "extract", *words, "-s", "DOWNLOAD_DELAY=0", data=data, DVCRAWLER_CONNECT_TO=web.connect_to
    )


def test_extract_fetches_the_page_at_an_address_and_stores_nothing(tmp_path):
    made = pages(ONE) | known_site(1) | {(ONE, "/la?p=7"): article(7)}
    with served(made) as web:
        known = extract(web, tmp_path, f"https://{HOST}{known_path(1)}")
        unknown = extract(web, tmp_path, f"HTTPS://{ONE.upper()}/la?p=7")
    assert (known.code, unknown.code) == (0, 0), known.err + unknown.err
    assert json.loads(known.out)["site"] == SITE
    record = json.loads(unknown.out)
    assert (record["id"], record["via"]) == (f"portal/{ONE}:/la?p=7", "live")
    assert (ONE, "/robots.txt") in web.asked
    assert list(tmp_path.iterdir()) == []


def test_extract_reads_a_page_in_the_charset_that_the_server_declares(tmp_path):
    page = article(7).encode("windows-1258", "xmlcharrefreplace")
    headers = {"Content-Type": "text/html; charset=windows-1258"}
    with served(pages(ONE) | {(ONE, "/bai"): Answer(page, headers=headers)}) as web:
        read_page = extract(web, tmp_path, f"https://{ONE}/bai")
    assert json.loads(read_page.out)["title"].startswith("Bà con")


@pytest.mark.parametrize(
    ("word", "code", "reason"),
    [
        (f"https://{ONE}/cam/bai-1", 14, "robots"),
        (f"https://{ONE}/khong-co", 11, "404"),
        (f"https://{ONE}/cam-vao", 12, "403"),
        (f"https://{ONE}/chuyen", 10, f"https://{TWO}/x"),
        (f"https://{ONE}/trong", 10, "trong"),
        (f"https://{HOST}/ve-nha", 2, "not an article address"),
        (f"https://{HOST}{known_path(9)}", 10, f"redirected to https://{HOST}/"),
        (f"https://{ONE}/", 2, "neither a path nor a query"),
        (f"https://me:secret@{ONE}/x", 2, "user name"),
        ("ftp://x.vn/a", 2, "neither http nor https"),
        ("https://khong-co.invalid/x", 11, "cannot be resolved"),
    ],
)
def test_extract_says_in_one_line_why_a_page_at_an_address_is_not_read(tmp_path, word, code, reason):
    made = pages(ONE) | known_site(1)
    made[ONE, "/cam-vao"] = Answer(b"no", 403)
    made[ONE, "/trong"] = "<html><body><p>Trang</p></body></html>"
    made[ONE, "/chuyen"] = Answer(status=302, headers={"Location": f"https://{TWO}/x"})
    made[HOST, known_path(9)] = Answer(status=302, headers={"Location": "/"})
    with served(made) as web:
        ended = extract(web, tmp_path, word)
    assert (ended.code, ended.err.count("\n"), ended.out) == (code, 1, ""), ended.err
    assert reason in ended.err


def test_extract_takes_an_address_once(tmp_path):
    ended = dvcrawler("extract", "https://x.vn/a", "--url", "https://x.vn/a", data=tmp_path)
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    ended = dvcrawler("extract", "x.vn/a", data=tmp_path)
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert "https://" in ended.err

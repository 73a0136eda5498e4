"""Pictures and documents kept with their articles, from a site on loopback."""

import gzip
import json
import os
import shutil
import subprocess
import sys
from functools import cache

import pytest

from dvcrawler.reading import latest
from dvcrawler.storage.media.database import media_path
from dvcrawler.storage.verify import verify
from dvcrawler.storage.warc.lookup import find_capture
from dvcrawler.storage.warc.reader import read_warc
from tests import warm
from tests.faults.harness import wait_for
from tests.portal import command, environment, records
from tests.site import HOST, PARAGRAPH, SITE, article, asked, crawl_site, last_run, path_of, served, site
from tests.webserver import Answer

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
PDF = b"%PDF-1.7\n" + b"1 0 obj <</Type /Catalog>> endobj\n" * 20
FILES = "anh.baolamdong-tep.vn"
MEDIA = ("-a", "media=images,documents")
IMAGE, PAPER = f"https://{FILES}/hoa.png", f"https://{HOST}/tep/ke-hoach.pdf"


def story(number, *markup):
    return article(number).replace(PARAGRAPH, "".join(markup) + PARAGRAPH, 1)


def picture(url):
    return f'<p><img src="{url}" alt="hoa"></p>'


def link(url):
    return f'<p><a href="{url}">Tải về kế hoạch</a></p>'


def file(body, kind, status=200, **headers):
    return Answer(body, status, {"Content-Type": kind, **headers})


def pages(*markup, number=1, **more):
    """A site with one article with that markup, a picture and a document."""
    found = site(number, **more)
    found[HOST, path_of(number)] = story(number, *(markup or (picture(IMAGE), link(PAPER))))
    found[FILES, "/hoa.png"] = file(PNG, "image/png")
    found[HOST, "/tep/ke-hoach.pdf"] = file(PDF, "application/pdf")
    return found


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """The data folder of a crawl of `pages()` with these arguments, which is crawled once."""

    @cache
    def crawl(*arguments):
        data = tmp_path_factory.mktemp("crawled")
        with served(pages()) as web:
            assert crawl_site(web, data, *arguments).code == 0
        return data

    return crawl


def captures(data):
    return {
        each["url"]: each["capture"]
        for record in latest(data, SITE)
        for each in (*record["images"], *record["documents"])
    }


def media_counts(data):
    stats = last_run(data)["stats"]
    return {name.rpartition("/")[2]: n for name, n in stats.items() if name.startswith("dvcrawler/media/")}


def test_nothing_is_asked_for_unless_it_is_wanted(tmp_path):
    with served(pages()) as web:
        assert crawl_site(web, tmp_path).code == 0
        assert asked(web, "/hoa.png") == asked(web, "/tep/ke-hoach.pdf") == []
    assert set(captures(tmp_path).values()) == {None}
    assert not media_path(tmp_path, SITE).exists()


@pytest.mark.sampled(2)
@pytest.mark.parametrize("how", ["argument", "setting"])
def test_pictures_and_documents_come_after_the_articles_into_the_archive(tmp_path, how):
    more = {} if how == "argument" else {"DVCRAWLER_MEDIA": "images,documents"}
    with served(pages()) as web:
        done = crawl_site(web, tmp_path, *(MEDIA if how == "argument" else ()), **more)
        order = [path for _, path in web.asked]
    assert done.code == 0, done.err
    assert "media: 2 kept" in done.out
    assert order.index(path_of(1)) < order.index("/hoa.png")
    held = captures(tmp_path)
    assert held[IMAGE].startswith(f"{SITE}-") and held[PAPER].startswith(f"{SITE}-")
    assert (FILES, "/robots.txt") in web.asked
    assert [record["revision"] for record in records(tmp_path, SITE)] == [1]
    assert list(verify(tmp_path, SITE)) == []


def test_the_stored_line_stays_and_the_next_run_asks_for_nothing_again(tmp_path, crawled):
    shutil.copytree(crawled(*MEDIA), tmp_path, dirs_exist_ok=True)
    before = records(tmp_path, SITE)
    with served(pages()) as web:
        crawl_site(web, tmp_path, *MEDIA, "-a", "revisit=all")
        assert asked(web, path_of(1)) and asked(web, "/hoa.png") == []
    assert records(tmp_path, SITE) == before
    assert before[0]["images"][0]["capture"] is None


@pytest.mark.slow
def test_media_none_overrides_the_setting_and_one_kind_can_be_chosen(tmp_path):
    with served(pages()) as web:
        crawl_site(web, tmp_path, "-a", "media=none", DVCRAWLER_MEDIA="images")
        assert asked(web, "/hoa.png") == []
        crawl_site(web, tmp_path, "-a", "media=documents")
        assert asked(web, "/hoa.png") == []
    assert captures(tmp_path)[PAPER]


@pytest.mark.slow
def test_files_of_articles_stored_earlier_are_kept_once_it_is_switched_on(tmp_path, crawled):
    shutil.copytree(crawled(), tmp_path, dirs_exist_ok=True)
    with served(pages()) as web:
        crawl_site(web, tmp_path, *MEDIA)
    assert all(captures(tmp_path).values())


@pytest.mark.sampled(7)
@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (file(b"not here", "text/html", 404), "gone"),
        (file(b"no", "text/html", 403), "blocked"),
        (file(b"oh", "text/html", 500), "failed"),
        (file(b"<!doctype html><p>Trang chu</p>", "text/html"), "refused"),
        (file(b"<html>loi</html>", "image/png"), "refused"),
        (file(b'{"error": 1}', "application/json"), "refused"),
        (file(b"", "image/png"), "refused"),
        (Answer(b"", 302, {"Location": "https://nguoi-la.vn/x.png"}), "moved"),
        (Answer(b"", 302, {"Location": "http://127.0.0.1/x.png"}), "moved"),
        (file(PNG * 4, "image/png"), "too_large"),
        (file(gzip.compress(PNG * 4), "image/png", **{"Content-Encoding": "gzip"}), "too_large"),
    ],
)
def test_a_file_that_fails_never_fails_its_article(tmp_path, answer, outcome):
    found = pages()
    found[FILES, "/hoa.png"] = answer
    with served(found) as web:
        done = crawl_site(web, tmp_path, *MEDIA, "-s", "DVCRAWLER_MEDIA_BYTES=5000")
    assert (done.code, media_counts(tmp_path)) == (0, {"kept": 1, outcome: 1}), done.out + done.err
    assert captures(tmp_path)[IMAGE] is None
    assert [record["id"] for record in records(tmp_path, SITE)] == [f"{SITE}:aaa0001"]
    assert list(verify(tmp_path, SITE)) == []


def test_a_file_that_failed_is_tried_again_by_a_later_run(tmp_path):
    found = pages()
    found[FILES, "/hoa.png"] = file(b"oh", "text/html", 503)
    with served(found) as web:
        crawl_site(web, tmp_path, *MEDIA, "-s", "DVCRAWLER_FIRST_PAUSE=0")
        assert captures(tmp_path)[IMAGE] is None
        found[FILES, "/hoa.png"] = file(PNG, "image/png")
        crawl_site(web, tmp_path, *MEDIA)
    assert captures(tmp_path)[IMAGE]


@pytest.mark.sampled(3)
@pytest.mark.parametrize("loss", ["deleted", "cut", "replaced by an older copy"])
def test_a_file_whose_capture_is_gone_is_named_by_verify_and_requested_again(tmp_path, crawled, loss):
    copy = f"https://{FILES}/ban-sao.png"
    found = pages(picture(IMAGE), link(PAPER))
    shutil.copytree(crawled(), tmp_path, dirs_exist_ok=True)
    with served(found) as web:
        before = set((tmp_path / "warc" / SITE).iterdir())
        crawl_site(web, tmp_path, *MEDIA)
        (path,) = set((tmp_path / "warc" / SITE).iterdir()) - before
        found |= pages(picture(copy), number=2)
        found[HOST, "/"], found[FILES, "/ban-sao.png"] = site(1, 2)[HOST, "/"], file(PNG, "image/png")
        crawl_site(web, tmp_path, *MEDIA)  # a revisit of the first picture
        if loss == "deleted":
            path.unlink()
        else:
            offsets = [each.offset for each in read_warc(path)]
            os.truncate(path, offsets[3] if loss == "cut" else 0)
        lost = {
            finding.what.split(" of ")[-1].split(" is ")[0]
            for finding in verify(tmp_path, SITE)
            if finding.file == str(media_path(tmp_path, SITE))
        }
        assert lost == {IMAGE, PAPER}
        web.asked.clear()
        crawl_site(web, tmp_path, *MEDIA)
        files = [path for host, path in web.asked if path.endswith((".png", ".pdf"))]
        assert sorted(files) == ["/ban-sao.png", "/hoa.png", "/tep/ke-hoach.pdf"]
    for name in captures(tmp_path).values():
        found = find_capture(tmp_path, *name.split("#"))
        assert found is not None and found.source is not None
    assert [each for each in verify(tmp_path, SITE) if each.file == str(media_path(tmp_path, SITE))] == []


@pytest.mark.sampled(2)
@pytest.mark.parametrize("damage", ["gone", "sound"])
def test_a_file_behind_redirects_is_known_to_be_held_after_a_reindex(tmp_path, damage):
    found = pages(picture(IMAGE))
    found[FILES, "/hoa.png"] = Answer(b"", 302, {"Location": "kho/1.png"})
    found[FILES, "/kho/1.png"] = Answer(
        b"", 301, {"Location": f"https://{FILES}/kho/hoa ảnh.png".encode().decode("latin-1")}
    )
    found[FILES, "/kho/hoa%20%E1%BA%A3nh.png"] = file(PNG, "image/png")
    with served(found) as web:
        crawl_site(web, tmp_path, *MEDIA)
        held = captures(tmp_path)
        assert held[IMAGE]
        if damage == "gone":
            shutil.rmtree(tmp_path / "state")
        words = [sys.executable, "-m", "dvcrawler", "reindex", SITE, "--data", str(tmp_path)]
        warm.run(words, env=environment(), capture_output=True, check=True)
        assert captures(tmp_path) == held
        web.asked.clear()
        crawl_site(web, tmp_path, *MEDIA)
        assert [path for host, path in web.asked if host == FILES] == []


def test_robots_txt_of_the_file_host_is_obeyed(tmp_path):
    found = pages()
    found[FILES, "/robots.txt"] = "User-agent: *\nDisallow: /\n"
    with served(found) as web:
        done = crawl_site(web, tmp_path, *MEDIA)
        assert asked(web, "/hoa.png") == []
    assert done.code == 0
    assert media_counts(tmp_path) == {"kept": 1, "robots": 1}


def test_a_host_of_files_that_is_overloaded_does_not_count_as_the_site(tmp_path):
    busy = [f"https://{FILES}/anh-{n}.png" for n in range(40)]
    found = pages(*map(picture, busy))
    found |= {(FILES, f"/anh-{n}.png"): file(b"", "text/plain", 429) for n in range(40)}
    with served(found) as web:
        done = crawl_site(web, tmp_path, *MEDIA, "-s", "DVCRAWLER_FIRST_PAUSE=0")
        assert len([path for _, path in web.asked if path.endswith(".png")]) < 30  # those under way come too
    assert done.code == 0, done.out


def test_a_site_that_refuses_its_pictures_still_gives_its_articles(tmp_path):
    own = [f"https://{HOST}/anh-{n}.png" for n in range(14)]
    found = pages(*map(picture, own))
    found |= {(HOST, f"/anh-{n}.png"): file(b"", "text/plain", 403) for n in range(14)}
    with served(found) as web:
        assert crawl_site(web, tmp_path, *MEDIA).code == 0
        found |= site(1, 2)
        assert crawl_site(web, tmp_path, *MEDIA).code == 0
    assert len(records(tmp_path, SITE)) == 2


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("setting", "kept"),
    [("DVCRAWLER_MAX_MEDIA=3", 3), ("DVCRAWLER_MEDIA_PER_ARTICLE=2", 2), ("DVCRAWLER_MEDIA_MB=0", 0)],
)
def test_number_and_size_are_bounded(tmp_path, setting, kept):
    found = pages(*(picture(f"https://{FILES}/anh-{n}.png") for n in range(6)))
    found |= {(FILES, f"/anh-{n}.png"): file(PNG + bytes([n]), "image/png") for n in range(6)}
    with served(found) as web:
        crawl_site(web, tmp_path, *MEDIA, "-s", setting)
        assert sum(map(bool, captures(tmp_path).values())) == kept
        crawl_site(web, tmp_path, *MEDIA)
    assert sum(map(bool, captures(tmp_path).values())) == (2 if "PER_ARTICLE" in setting else 6)


@pytest.mark.slow
def test_a_file_that_was_too_large_is_requested_once_the_limit_is_raised(tmp_path):
    with served(pages(picture(IMAGE))) as web:
        for most in (1000, 1000, 5000, 5000):
            crawl_site(web, tmp_path, *MEDIA, "-s", f"DVCRAWLER_MEDIA_BYTES={most}")
        assert asked(web, "/hoa.png") == ["/hoa.png"] * 2
    assert all(captures(tmp_path).values())


def test_the_same_bytes_under_another_address_become_a_revisit_record(tmp_path):
    found = pages(picture(IMAGE), picture(f"https://{FILES}/ban-sao.png"))
    found[FILES, "/ban-sao.png"] = file(PNG, "image/png")
    with served(found) as web:
        crawl_site(web, tmp_path, *MEDIA)
    assert all(captures(tmp_path).values())
    assert last_run(tmp_path)["stats"]["dvcrawler/archive/revisits"] == 1
    assert list(verify(tmp_path, SITE)) == []


def test_a_limited_run_asks_only_for_the_files_of_what_it_stores(tmp_path, crawled):
    shutil.copytree(crawled(), tmp_path, dirs_exist_ok=True)
    with served(pages()) as web:
        web.pages |= pages(picture(f"https://{FILES}/hai.png"), number=2)
        web.pages[HOST, "/"] = site(1, 2)[HOST, "/"]
        web.pages[FILES, "/hai.png"] = file(PNG, "image/png")
        crawl_site(web, tmp_path, *MEDIA, "-a", "limit=1")
        assert (asked(web, "/hoa.png"), asked(web, "/hai.png")) == ([], ["/hai.png"])


@pytest.mark.parametrize(
    ("command", "damage"), [("crawl", "damaged"), ("reindex", "damaged"), ("reindex", "gone")]
)
def test_the_database_is_made_again_without_asking(tmp_path, crawled, command, damage):
    shutil.copytree(crawled(*MEDIA), tmp_path, dirs_exist_ok=True)
    with served(pages()) as web:
        held = captures(tmp_path)
        if damage == "gone":
            shutil.rmtree(tmp_path / "state")
        else:
            media_path(tmp_path, SITE).write_bytes(b"not a database any more")
        if command == "crawl":
            crawl_site(web, tmp_path, *MEDIA)
        else:
            words = [sys.executable, "-m", "dvcrawler", "reindex", SITE, "--data", str(tmp_path)]
            assert warm.run(words, env=environment(), capture_output=True, check=False).returncode == 0
        assert asked(web, "/hoa.png") == []
    assert captures(tmp_path) == held


@pytest.mark.parametrize("value", ["pictures", "images;documents", "", "all", "images,film"])
def test_an_unknown_kind_is_refused_in_one_line(tmp_path, value):
    with served(pages()) as web:
        done = crawl_site(web, tmp_path, "-a", f"media={value}")
        assert web.asked == []
    assert done.code == 2
    assert "images, documents" in done.err
    assert len(done.err.splitlines()) == 1


def test_without_an_archive_there_is_nowhere_to_keep_them(tmp_path):
    with served(pages()) as web:
        done = crawl_site(web, tmp_path, *MEDIA, "-s", "DVCRAWLER_ARCHIVE=0")
    assert done.code == 3
    assert "DVCRAWLER_ARCHIVE" in done.err


def test_files_come_out_of_warc_files_with_their_articles(tmp_path, crawled):
    with served(pages()) as web:
        source = f"source=warc:{crawled(*MEDIA) / 'warc'}"
        done = crawl_site(web, tmp_path / "second", *MEDIA, "-a", source)
        assert web.asked == []
    assert done.code == 0, done.out
    assert all(captures(tmp_path / "second").values())
    assert list(verify(tmp_path / "second", SITE)) == []


def test_a_web_archive_gives_the_capture_nearest_to_the_article(tmp_path):
    """It redirects to the time at which it has the file; the record says that time."""
    archive = "kho.example"
    stamp, other = "20230504050607", "20221112131415"
    row = {
        "urlkey": "x",
        "timestamp": stamp,
        "original": f"https://{HOST}{path_of(1)}",
        "mimetype": "text/html",
        "statuscode": "200",
        "digest": "A",
    }
    rows = [list(row), list(row.values())]
    found = {(archive, "/robots.txt"): file(b"", "text/plain", 404)}

    def answer(handler):
        path = handler.path
        if path.startswith("/cdx/"):
            return file(json.dumps(rows).encode(), "application/json")
        if path == f"/web/{stamp}id_/https://{HOST}{path_of(1)}":
            return Answer(story(1, picture(IMAGE)).encode())
        if path == f"/web/{stamp}id_/{IMAGE}":
            return Answer(b"", 302, {"Location": f"/web/{other}id_/{IMAGE}"})
        return file(PNG, "image/png") if path == f"/web/{other}id_/{IMAGE}" else Answer(b"", 404)

    class Pages(dict):
        def get(self, key, default):
            return found.get(key) or (answer if key[0] == archive else default)

    with served(Pages({(archive, "/"): "", (HOST, "/"): "", (FILES, "/"): ""})) as web:
        done = crawl_site(web, tmp_path, *MEDIA, "-a", "source=wayback", "-a", f"archive=http://{archive}")
        assert not [host for host, _ in web.asked if host != archive]
    assert done.code == 0, done.out + done.err
    assert captures(tmp_path)[IMAGE]
    assert moments(tmp_path, IMAGE) == [("response", "2022-11-12T13:14:15Z")]


def test_a_kill_between_files_loses_and_doubles_nothing(tmp_path):
    names = [f"/anh-{n}.png" for n in range(30)]
    found = pages(*(picture(f"https://{FILES}{name}") for name in names))
    found |= {(FILES, name): file(PNG + name.encode(), "image/png") for name in names}
    with served(found) as web:
        lead = environment(DVCRAWLER_CONNECT_TO=web.connect_to)
        run = warm.popen(
            [*command(tmp_path, SITE), *MEDIA, "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1"],
            env=lead,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_for(lambda: len(set(names) & {path for _, path in web.asked}) >= 5 or run.poll() is not None)
        run.kill()
        run.wait()
        crawl_site(web, tmp_path, *MEDIA)
    assert sum(map(bool, captures(tmp_path).values())) == len(names)
    for name in names:
        assert [kind for kind, _ in moments(tmp_path, f"https://{FILES}{name}")].count("response") == 1
    assert len(records(tmp_path, SITE)) == 1
    assert list(verify(tmp_path, SITE)) == []


def moments(data, url):
    from dvcrawler.storage.warc.captures import warc_files
    from dvcrawler.storage.warc.reader import read_warc

    return [
        (found.kind, found.headers["warc-date"])
        for path in warc_files(data, SITE)
        for found in read_warc(path)
        if found.url == url and found.kind != "request"
    ]


@pytest.mark.parametrize("how", [(), ("--mark",)])
def test_nothing_of_a_removed_article_is_asked_for_or_held(tmp_path, crawled, how):
    shutil.copytree(crawled(*MEDIA), tmp_path, dirs_exist_ok=True)
    with served(pages()) as web:
        (record,) = records(tmp_path, SITE)
        names = [name.partition("#") for name in captures(tmp_path).values()]
        ended = remove(tmp_path, record["id"], "--reason", "x", *how)
        assert "1 line and 6 records of the archive are" in ended
        assert "stay" not in ended
        assert [find_capture(tmp_path, file, id_) for file, _, id_ in names] == [None, None]
        web.asked.clear()
        assert crawl_site(web, tmp_path, *MEDIA, "-a", "revisit=all").code == 0
        assert asked(web, "/hoa.png") == asked(web, "/tep/ke-hoach.pdf") == []
    assert list(verify(tmp_path, SITE)) == []


@pytest.mark.slow
def test_what_waits_of_a_removed_article_is_not_asked_for(tmp_path):
    with served(pages()) as web:
        assert crawl_site(web, tmp_path, "-a", "media=documents").code == 0
        remove(tmp_path, records(tmp_path, SITE)[0]["id"], "--reason", "x")
        assert crawl_site(web, tmp_path, *MEDIA).code == 0
        assert asked(web, "/hoa.png") == []


def remove(data, *arguments):
    ended = warm.run(
        [sys.executable, "-m", "dvcrawler", "remove", *arguments, "--data", str(data)],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout

"""The pages over a small real store."""

import json
import re
import sqlite3
import xml.etree.ElementTree as ET
from importlib.resources import files

import pytest

from dvcrawler.codes import ProblemCode
from dvcrawler.items import RECORD_FIELDS
from dvcrawler.storage.removals.log import Removal, Step, write_step
from dvcrawler.web.words import WORDS, choose_language, words_in
from tests.derived.store import article, write
from tests.web.store import client

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    many = [
        article(number, f"Tin số {number}", "Nội dung chung.", date="2022-05-01", section="Tin vắn")
        for number in range(100, 145)
    ]
    write(
        folder,
        article(
            1,
            "Mở đường liên xã",
            "Tuyến đường dài hai cây số.",
            date="2024-03-01",
            author="Hoa Quyên",
            section="Kinh tế",
            byline_raw="Bài, ảnh: Hoa Quyên",
            source="TTXVN",
        ),
        article(
            2,
            "Duong cũ",
            "Con đường cũ.",
            date="2023-05-02",
            author="Hoa",
            section="Xã hội",
            problems=[{"field": "published_at", "code": "migrated_time", "reason": "false time"}],
        ),
        article(
            1,
            "Mở đường liên huyện",
            "Tuyến đường dài ba cây số.",
            date="2024-03-01",
            author="Hoa Quyên",
            section="Kinh tế",
            revision=2,
            captured_at="2026-02-01T00:00:00Z",
        ),
        *many,
        article("a/b?c", "Số lạ", "Chữ.", kind="video"),
    )
    return folder


@pytest.fixture(scope="module")
def web(data):
    return client(data)


PATHS = [
    "/",
    "/search",
    "/search?q=duong",
    "/search.json?q=duong",
    "/feed?q=duong",
    "/article/thu:1",
    "/calendar",
    "/calendar/thu/2024",
    "/authors",
    "/sections",
    "/author?name=Hoa",
    "/section?name=Kinh+tế",
    "/style.css",
    "/cite/thu:1",
    "/robots.txt",
]


@pytest.mark.parametrize("path", [*PATHS, "/none", "/search?q=since:x", "/capture/a.warc.gz/x"])
def test_every_answer_carries_the_security_headers(web, path):
    headers = web.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "script-src" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in headers


@pytest.mark.parametrize("path", PATHS)
def test_head_gives_the_headers_of_get_without_a_body(web, path):
    got, headed = web.get(path), web.head(path)
    assert (headed.status_code, headed.headers["content-type"]) == (200, got.headers["content-type"])
    assert headed.content == b""


@pytest.mark.parametrize("path", [path for path in PATHS if path != "/style.css"])
def test_no_page_names_anything_to_load_from_elsewhere(web, path):
    text = web.get(path).text
    assert not re.search(r"<(?:script|img|iframe|object|embed)\b", text)
    assert not re.search(r"<link[^>]+(?:stylesheet|icon|preload)[^>]+https?:", text)


def test_the_home_page_counts_by_site_and_month_and_shows_the_newest_first(web):
    text = web.get("/").text
    assert "Báo Thử" in text
    counted = 'href="/search?site=thu&amp;since=2022-05&amp;until=2022-05" aria-label="45 in May 2022">45</a>'
    assert counted in text
    assert text.index("Mở đường liên huyện") < text.index("Duong cũ") < text.index("Tin số 1")


def test_the_home_page_says_that_stored_lines_cannot_be_read(tmp_path):
    write(tmp_path, article(1, "Bài một", "Thân."), article(2, "Bài hai", "Thân.", site="khac"))
    assert "dvcrawler verify" not in client(tmp_path).get("/").text
    for site in ("thu", "khac"):
        with (tmp_path / "articles" / site / "2026-01.jsonl").open("ab") as file:
            file.write(b"garbled\n")
        unread = client(tmp_path).get("/").text, client(tmp_path, "vi").get("/").text
    assert "2 stored lines cannot be read" in unread[0]
    assert "2 dòng đã lưu không đọc được" in unread[1]


def test_the_home_page_of_many_sites_and_years_leads_to_their_calendars(tmp_path):
    write(
        tmp_path,
        *(
            article(f"{year}{month}", "Bài", "Chữ.", site=f"bao{n}", date=f"{year}-{month}-01")
            for n in range(12)
            for year in range(2008, 2026)
            for month in ("03", "11")
        ),
    )
    page = client(tmp_path).get("/").text
    assert page.count("<table") == 0
    assert '<a href="/calendar/bao7/2010">2010</a> <span class="count">2</span>' in page
    assert len(page) < 100_000


def test_a_search_without_marks_finds_text_with_marks(web):
    text = web.get("/search?q=duong+lien+huyen").text
    assert "<b>1</b> article" in re.sub(r"\s+", " ", text)
    assert "<mark>đường</mark> <mark>liên</mark> <mark>huyện</mark>" in text


def test_a_chosen_facet_stays_in_the_address_and_matches_the_whole_name_alone(web):
    page = web.get("/search?q=duong").text
    assert 'href="/search?q=duong&amp;author=Hoa"' in page
    one = web.get("/search.json?q=duong&author=Hoa").json()
    assert [hit["id"] for hit in one["hits"]] == ["thu:2"]
    assert 'name="author" value="Hoa"' in web.get("/search?q=duong&author=Hoa").text


@pytest.mark.parametrize(
    ("parameters", "ids"),
    [
        ("year=2024", ["thu:1"]),
        ("since=2023&until=2023-12", ["thu:2"]),
        ("year=2023&since=2024", []),
        ("kind=video", ["thu:a/b?c"]),
        ("section=Kinh t%E1%BA%BF", ["thu:1"]),
        ("section=Kinh", []),
        ("q=author:hoa+since:2024", ["thu:1"]),
    ],
)
def test_filters_narrow_the_search(web, parameters, ids):
    assert [hit["id"] for hit in web.get(f"/search.json?{parameters}").json()["hits"]] == ids


def test_pages_of_a_search_hold_every_hit_once(web):
    pages = [web.get(f"/search.json?q=tin+so&page={page}").json() for page in (1, 2, 3)]
    ids = [hit["id"] for page in pages for hit in page["hits"]]
    assert pages[0]["total"] == len(ids) == len(set(ids)) == 45
    assert 'rel="next" href="/search?q=tin+so&amp;page=3"' in web.get("/search?q=tin+so&page=2").text


@pytest.mark.parametrize(
    "query",
    [
        "q=since:2024-13",
        "q=!!!",
        "page=0",
        "page=x",
        "page=501",
        "year=24",
        "since=nope",
        "sort=up",
        f"q={'a' * 2001}",
        "since=2025&until=2024",
        f"site={'a' * 501}",
        "q=" + "+".join(["a"] * 65),
        "page=٣",
    ],
)
@pytest.mark.parametrize("path", ["/search", "/search.json", "/feed"])
def test_a_bad_search_is_400_and_says_what_is_wrong(web, path, query):
    answer = web.get(f"{path}?{query}")
    assert answer.status_code == 400
    if path == "/search.json":
        assert len(answer.json()["error"]) >= 10
        return
    assert "This request cannot be understood" in answer.text
    assert re.search(r"<p><bdi>.{10,}</bdi></p>", answer.text)


@pytest.mark.parametrize(
    ("path", "last"),
    [("/search?q=tin+so", 3), ("/search?q=khongco", 1), ("/authors?", 1), ("/section?name=Tin+vắn", 3)],
)
def test_a_page_behind_the_last_one_is_no_page_without_hits(web, path, last):
    assert web.get(f"{path}&page={last}").status_code == 200
    beyond = web.get(f"{path}&page={last + 1}")
    assert beyond.status_code == 400
    assert f"write a whole number from 1 to {last}." in beyond.text


@pytest.mark.parametrize(
    "path",
    [
        "/article/thu:999",
        "/article/x",
        "/article/",
        "/article/thu:1?revision=3",
        "/article/thu:1?revision=x",
        "/cite/thu:999",
        "/calendar/none/2024",
        "/author?name=Nobody",
        "/author",
        "/section?name=",
        "/nix",
        "/search/",
        "/capture/../../x",
        "/static/style.css",
        "/article/%00",
    ],
)
def test_what_is_not_there_is_404_in_the_readers_language(data, path):
    assert client(data).get(path).status_code == 404
    assert "Không" in client(data, "vi").get(path).text


def test_a_revision_that_is_not_held_does_not_deny_the_article(data):
    assert "The article is held, but not this revision" in client(data).get("/article/thu:1?revision=99").text


def test_a_bad_search_is_explained_in_vietnamese_and_kept_in_the_box(data):
    text = client(data, "vi").get("/search?q=duong+since:2024-13").text
    assert "since: “2024-13” không phải ngày" in text
    assert 'name="q" type="search" value="duong since:2024-13"' in text


def find_faults():
    """The names of faults that the code raises; each is the second argument of QueryError."""
    for file in ("derived/searching/query.py", "web/criteria.py", "web/articles.py", "web/articles.py"):
        text = files("dvcrawler").joinpath(file).read_text("utf-8")
        for call in re.findall(r"QueryError\((.*)\)", text):
            yield re.search(r', "([a-z_]+)"', call)[1]


def test_every_fault_of_a_search_is_explained():
    assert {name.removeprefix("fault_") for name in WORDS if name.startswith("fault_")} == set(find_faults())


@pytest.mark.parametrize(
    "path",
    [
        "/search?q=since:x",
        "/search?q=!!!",
        "/search?page=0",
        "/search?year=24",
        "/search?sort=up",
        "/cite/thu:1?format=x",
        f"/search?site={'a' * 501}",
        "/search?q=-a",
        "/search?q=-site:x",
        "/search?q=site:",
        "/search?q=since:2024+until:2023",
        f"/search?q={'a' * 2001}",
        "/search?q=" + "+".join(["a"] * 65),
    ],
)
def test_a_fault_is_reported_in_the_readers_language(data, path):
    told = {}
    for language in ("vi", "en"):
        told[language] = re.search(r"<p><bdi>(.+)</bdi></p>", client(data, language).get(path).text)[1]
        assert "{" not in told[language]
    assert told["en"].isascii() or "“" in told["en"]
    assert told["vi"] != told["en"]


def test_a_search_without_hits_names_what_is_not_a_filter(web):
    text = web.get("/search?q=khongco+autor:hoa").text
    assert "Try fewer words" in text
    assert "“autor:” is not a filter" in text
    assert "is not a filter" not in web.get("/search?q=khongco+author:hoa").text


def test_a_wildcard_is_named_also_where_its_letters_are_found(web):
    assert "“duong*” is not an operator" in web.get("/search?q=duong*").text
    assert "is not an operator" not in web.get("/search?q=duong?").text


def test_a_search_for_a_name_without_quotes_says_what_was_searched_for(web):
    assert "For the name write author:“hoa quyen”." in web.get("/search?q=author:hoa+quyen").text
    assert "For the name write" not in web.get("/search?q=author:“hoa+quyen”").text


@pytest.mark.parametrize("path", ["/", "/search?q=duong", "/authors?q=h", "/none", "/search?q=since:x"])
def test_a_chosen_language_is_kept_by_the_forms(data, path):
    page = client(data, "vi").get(f"{path}{'&' if '?' in path else '?'}lang=en").text
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    assert forms
    assert all('<input type="hidden" name="lang" value="en">' in form for form in forms)
    assert 'name="lang"' not in client(data, "vi").get(path).text


def test_dates_are_written_as_the_reader_writes_them(data):
    for path in ("/", "/search?q=duong", "/article/thu:1", "/author?name=Hoa"):
        seen = {language: strip_tags(client(data, language).get(path).text) for language in ("vi", "en")}
        assert not re.search(r"\b20\d\d-\d\d\b", seen["vi"] + seen["en"]), path
    assert "01/03/2024" in seen_on(data, "vi", "/article/thu:1")
    assert "1 March 2024" in seen_on(data, "en", "/article/thu:1")
    assert "01/02/2026 07:00" in seen_on(data, "vi", "/article/thu:1")
    assert "Tháng 3/2024" in seen_on(data, "vi", "/calendar/thu/2024")
    assert "From: 1 March 2024" in seen_on(data, "en", "/search?since=2024-03-01")


def seen_on(data, language, path):
    return strip_tags(client(data, language).get(path).text)


def strip_tags(page):
    return re.sub(r"<[^>]*>", "", page)


@pytest.mark.parametrize(
    "path", ["/", "/calendar", "/calendar/thu/2024", "/search?year=2024", "/author?name=Hoa"]
)
def test_one_article_is_not_counted_as_several(data, path, tmp_path):
    write(tmp_path, article(1, "Mở đường", "Chữ.", date="2024-03-12", author="Hoa"))
    page = client(tmp_path).get(path).text
    assert "1 article" in page.replace("<b>1</b>", "1")
    assert "1 articles" not in page.replace("<b>1</b>", "1")


def test_a_document_is_not_called_a_page(tmp_path):
    document = {
        "url": "https://thu.example/a.pdf",
        "title": "Quyết định",
        "type": "application/pdf",
        "capture": "a.warc.gz#<urn:uuid:1>",
    }
    write(tmp_path, article(1, "Bài", "Chữ.", documents=[document]))
    part = re.search(
        r'<h2 id="documents">.*?</section>', client(tmp_path).get("/article/thu:1").text, re.DOTALL
    )[0]
    assert "Open the captured file" in part
    assert "the file at its own address" in part


def test_an_english_reason_is_marked_as_english_for_a_screen_reader(data):
    assert '<span class="soft" lang="en">(false time)</span>' in client(data, "vi").get("/article/thu:2").text


def test_every_field_that_a_problem_can_name_has_a_word():
    fields = set(RECORD_FIELDS) - {
        "schema",
        "language",
        "via",
        "fetched_from",
        "layout",
        "content_hash",
        "extractor",
        "capture",
    }
    assert {field for field in fields if not words_in("vi").has(field)} == set()


def test_an_article_shows_byline_problems_revisions_and_their_difference(web):
    text = web.get("/article/thu:1").text
    assert text.count("Bài, ảnh: Hoa Quyên") == text.count("<del>Bài, ảnh: Hoa Quyên</del>") == 1
    assert "<del>xã</del><ins>huyện</ins>" in text
    assert "<del>hai</del><ins>ba</ins>" in text
    first = web.get("/article/thu:1?revision=1").text
    assert "Bài, ảnh: Hoa Quyên" in first
    assert "This is an earlier revision." in first
    assert "it is that of the site&#39;s move" in web.get("/article/thu:2").text


def compared_on(page):
    return [int(number) for number in re.findall(r'id="difference-(\d+)"', page)]


def test_every_revision_can_be_compared_with_the_one_before(tmp_path):
    write(tmp_path, *(article(1, "Bài", f"Lần {n}.", revision=n) for n in range(1, 21)))
    web = client(tmp_path)
    page = web.get("/article/thu:1").text
    assert compared_on(page) == [20, 19, 18, 17, 16, 15, 14, 13]
    links = re.findall(r'href="(/article/thu:1\?revision=\d+)#difference-(\d+)"', page)
    assert [int(number) for _, number in links] == list(range(12, 1, -1))
    for path, number in links:
        assert f'id="difference-{number}" open' in web.get(path).text


def test_long_texts_are_compared_one_pair_a_page(tmp_path):
    text = "Con đường dài. " * 8000
    write(tmp_path, *(article(1, "Bài", f"{text}Lần {n}.", revision=n) for n in range(1, 5)))
    assert compared_on(client(tmp_path).get("/article/thu:1").text) == [4]
    assert compared_on(client(tmp_path).get("/article/thu:1?revision=2").text) == [2]


def test_a_long_text_without_a_change_is_abridged_in_a_comparison(tmp_path):
    text = "Con đường rất dài. " * 500
    write(tmp_path, *(article(1, "Bài", f"{text}Lần {n}. {text}Hết {n}.", revision=n) for n in (1, 2)))
    page = client(tmp_path).get("/article/thu:1").text
    changes = re.search(r'<p class="changes">(.*?)</p>', page, re.DOTALL)[1]
    assert changes.count("[…]") == 2
    assert len(changes) < 2000
    assert re.search(r"dài. Lần <del>1</del>\s*<ins>2</ins>. Con", changes)
    assert changes.startswith("[…]")


def test_authors_of_newest_revisions_alone_are_listed(tmp_path):
    write(
        tmp_path,
        article(1, "Bài", "Một.", author="Hoa"),
        article(1, "Bài", "Hai.", author="Lan", revision=2),
        article(2, "Bài", "Ba.", author="Lan, Minh"),
    )
    page = client(tmp_path).get("/authors").text
    names = re.findall(r'<bdi>(\w+)</bdi></a> <span class="count">(\d)', page)
    assert names == [("Lan", "2"), ("Minh", "1")]
    assert 'Authors <span class="count">2<' in page


def test_authors_and_sections_with_as_many_articles_are_in_alphabetical_order(tmp_path):
    """Without diacritics: by the numbers of the characters, Đức would come after Yến."""
    names = ["Vinh", "Đức", "Dũng", "Ân", "Bình", "Én", "Yến"]
    write(
        tmp_path, *(article(n, "Bài", f"Bài {n}.", author=name, section=name) for n, name in enumerate(names))
    )
    web, listed = client(tmp_path), ["Ân", "Bình", "Đức", "Dũng", "Én", "Vinh", "Yến"]
    for path in ("/authors", "/sections"):
        assert re.findall(r"<bdi>(\w+)</bdi></a>", web.get(path).text) == listed, path


def test_an_id_with_slashes_and_question_marks_has_its_page(web):
    link = re.search(r'href="(/article/[^"]+)"', web.get("/search?kind=video").text)[1]
    assert "Số lạ" in web.get(link).text


def test_a_reference_is_plain_text_in_each_format(web):
    assert web.get("/cite/thu:1?format=bibtex").text.startswith("@article{thu-1,")
    assert json.loads(web.get("/cite/thu:1?format=csl").text)[0]["container-title"] == "Báo Thử"
    assert web.get("/cite/thu:1?format=x").status_code == 400


def test_a_day_of_the_calendar_leads_to_its_articles(web):
    text = web.get("/calendar/thu/2024").text
    link = re.search(r'href="([^"]+)" title="1 March 2024: 1 article"', text)[1].replace("&amp;", "&")
    assert "Mở đường liên huyện" in web.get(link).text
    assert [web.get(f"/calendar/thu/{year}").status_code for year in ("0001", "9999", "0000")] == [
        200,
        200,
        400,
    ]
    assert web.get("/calendar/thu/99999").status_code == 400


def test_the_feed_is_well_formed_with_an_entry_for_each_article(web):
    feed = ET.fromstring(web.get("/feed?q=duong").content)
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Mở đường liên huyện", "Duong cũ"]
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert element.findtext(f"{ATOM}{name}")
    link = entries[0].find(f"{ATOM}link[@rel='alternate']").get("href")
    assert web.get(link.removeprefix("http://localhost:8017")).status_code == 200


def read_ids(web, path, **headers):
    """The ids of a feed, of its entries and of their sources."""
    return [element.text for element in ET.fromstring(web.get(path, **headers).content).iter(f"{ATOM}id")]


@pytest.mark.parametrize("path", ["/feed?q=duong", "/feed", "/feed?q=%22l%E1%BA%A1%22&site=thu", "/feed?q=+"])
def test_ids_of_a_feed_are_the_same_on_every_port_and_host_and_in_both_languages(data, path):
    ids = read_ids(client(data), path)
    assert ids == read_ids(client(data, any_address=True), path, Host="192.0.2.7:9000")
    assert ids == read_ids(client(data, "vi"), path)
    assert ids == read_ids(client(data), f"{path}{'&' if '?' in path else '?'}lang=vi")
    assert all(re.fullmatch(r"tag:dvcrawler,2024:[\w:/=&+%.~-]+", id_) for id_ in ids), ids


def test_feeds_of_different_searches_and_entries_of_different_articles_have_different_ids(web):
    first, second = read_ids(web, "/feed?q=duong"), read_ids(web, "/feed?q=duong&site=thu")
    assert first[0] != second[0]
    assert "tag:dvcrawler,2024:article/thu:1" in first
    assert "tag:dvcrawler,2024:article/thu:a/b%3Fc" in read_ids(web, "/feed?q=so")


@pytest.mark.parametrize(
    ("asked", "accepted", "language"),
    [
        (None, "", "vi"),
        (None, "en", "en"),
        (None, "en-GB,en;q=0.9", "en"),
        (None, "vi;q=0.4, en;q=0.8", "en"),
        (None, "fr, de;q=0.1", "vi"),
        ("en", "vi", "en"),
        ("xx", "en", "en"),
        (None, "en;q=0, vi;q=0.1", "vi"),
        (None, "en;q=x;;,,\x7f", "vi"),
        (None, "*", "vi"),
    ],
)
def test_the_language_is_the_readers(asked, accepted, language):
    assert choose_language(asked, accepted) == language


def test_a_chosen_language_is_kept_in_the_links(web):
    text = web.get("/?lang=vi").text
    assert '<html lang="vi">' in text
    assert 'href="/calendar?lang=vi"' in text
    assert 'href="/?lang=en"' in text


def test_every_code_of_a_problem_is_explained_in_both_languages():
    for code in ProblemCode:
        assert all(WORDS[f"problem_{code}"]), code


def test_every_word_that_a_template_asks_for_is_there():
    for template in files("dvcrawler.web").joinpath("templates").iterdir():
        asked = re.findall(r"""\bt\("(\w+)"\)|\bt\('(\w+)'\)""", template.read_text("utf-8"))
        for name in {first or second for first, second in asked}:
            assert words_in("en").has(name), f"{template.name}: {name}"


def test_a_new_article_is_shown_without_a_restart(tmp_path):
    write(tmp_path, article(1, "Bài đầu", "Một."))
    web = client(tmp_path)
    assert "Bài sau" not in web.get("/").text
    write(tmp_path, article(2, "Bài sau", "Hai."))
    assert "Bài sau" in web.get("/").text


@pytest.mark.parametrize("damage", ["whole", "pages", "deleted"])
def test_a_damaged_index_is_rebuilt_between_two_requests(tmp_path, damage):
    write(tmp_path, *(article(n, f"Bài {n}", "Chữ đường. " * 50, date="2024-01-01") for n in range(300)))
    web = client(tmp_path)
    assert web.get("/search.json?q=duong").json()["total"] == 300
    path = tmp_path / "derived/search.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    if damage == "deleted":
        path.unlink()
    else:
        whole = path.read_bytes()
        start = 0 if damage == "whole" else 8192
        path.write_bytes(whole[:start] + b"\xff" * (len(whole) - start))
    answer = web.get("/search.json?q=duong")
    assert (answer.status_code, answer.json()["total"]) == (200, 300)


def test_a_store_that_is_gone_is_503_with_a_sentence(tmp_path):
    answer = client(tmp_path / "none").get("/")
    assert answer.status_code == 503
    assert "nothing is stored" in answer.text


def test_to_other_machines_a_store_that_is_gone_names_no_folder(tmp_path, caplog):
    write(tmp_path / "held", article(1, "Bài một", "Chữ."))
    web = client(tmp_path / "none", any_address=True)
    for path in ("/", "/search.json?q=x", "/calendar"):
        answer = web.get(path)
        assert answer.status_code == 503
        assert str(tmp_path) not in answer.text
    assert str(tmp_path / "held") in caplog.text


def test_an_empty_store_has_a_home_page(tmp_path):
    (tmp_path / "articles").mkdir()
    assert "Nothing is stored yet." in client(tmp_path).get("/").text
    assert "Nothing was found." in client(tmp_path).get("/search?q=x").text
    assert client(tmp_path).get("/feed").status_code == 200


def test_a_removed_article_answers_410_and_says_so_in_both_languages(tmp_path):
    write(tmp_path, article(1, "Bài một", "Chữ."), article(2, "Bài hai", "Chữ khác."))
    at = "2026-02-01T00:00:00Z"
    write_step(tmp_path, "thu", Removal("thu:1", Step.MARKED, at, "yêu cầu của ông A", ("2026-01.jsonl", 0)))
    for language, words in (("en", "was removed"), ("vi", "đã được gỡ")):
        for path in ("/article/thu:1", "/cite/thu:1"):
            answer = client(tmp_path, language).get(path)
            assert answer.status_code == 410
            assert words in answer.text
            assert "Bài một" not in answer.text
            assert "ông A" not in answer.text
    assert client(tmp_path).get("/article/thu:2").status_code == 200
    assert client(tmp_path).get("/article/thu:3").status_code == 404


@pytest.mark.parametrize("step", [Step.MARKED, Step.ERASED])
@pytest.mark.parametrize(
    ("language", "words"), [("en", "not shown any more"), ("vi", "không còn được cho xem")]
)
def test_what_is_said_of_a_removed_article_holds_before_and_after_it_is_erased(
    tmp_path, step, language, words
):
    write(tmp_path, article(1, "Bài một", "Chữ."))
    write_step(tmp_path, "thu", Removal("thu:1", step, "2026-02-01T00:00:00Z", "x", ("2026-01.jsonl", 0)))
    assert words in client(tmp_path, language).get("/article/thu:1").text


@pytest.mark.parametrize("language", ["en", "vi"])
def test_no_line_of_the_hint_below_the_search_field_begins_with_a_comma(tmp_path, language):
    (tmp_path / "articles").mkdir()
    hint = re.search(r'<p id="hint".*?</p>', client(tmp_path, language).get("/").text)[0]
    parts = re.findall(r"<span>(.*?)</span>", hint)
    assert len(parts) == 5
    assert [part.endswith(",") for part in parts] == [True] * 4 + [False]
    assert re.sub(r"<span>.*?</span>", "", hint).count(",") == 0

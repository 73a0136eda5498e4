import re

import pytest

from sample_portal.portal import Portal

LINK = re.compile(r'href="([^"]+)"')


@pytest.fixture(scope="module")
def portal() -> Portal:
    return Portal()


def fetch(portal: Portal, url: str) -> str:
    """The page behind a public address, redirects followed."""
    for _ in range(3):
        host, _, target = url.partition("//")[2].partition("/")
        answer = portal.respond(host, f"/{target}")
        if answer.status != 301:
            assert answer.status == 200, url
            return answer.body.decode(errors="replace")
        url = answer.headers["Location"]
    raise AssertionError(f"too many redirects: {url}")


def listed_ids(portal: Portal, host: str, target: str) -> list[str]:
    """Ids in the links of a list page's own list, in order."""
    page = portal.respond(host, target).body.decode()
    inside = re.search(r'<div id="cate-content">(.*?)</div></div>\n', page, re.S)
    links = LINK.findall(inside[1] if inside else page)
    found = (re.search(r"-([0-9a-fA-F]{7}|\d+)(?:\.html|/)?(?:\?.*)?$", href) for href in links)
    return list(dict.fromkeys(match[1] for match in found if match))


def test_the_same_seed_and_count_give_the_same_bytes():
    one, two = Portal(40, seed=7), Portal(40, seed=7)
    assert one.expected() == two.expected()
    for record in one.expected():
        host, _, target = record["url"].partition("//")[2].partition("/")
        assert one.respond(host, f"/{target}") == two.respond(host, f"/{target}")


def test_another_seed_gives_other_articles():
    assert Portal(40, seed=7).expected() != Portal(40, seed=8).expected()


def test_the_default_portal_has_the_promised_mix(portal):
    counts = {site: len(portal.expected(site)) for site in ("baonamdinh", "danguykhoi", "phunu", "phuyen")}
    assert counts == {"baonamdinh": 96, "danguykhoi": 27, "phunu": 21, "phuyen": 6}


@pytest.mark.parametrize("articles", [1, 10, 1000])
def test_the_requested_number_of_articles_is_expected(articles):
    ids = [record["id"] for record in Portal(articles).expected()]
    assert len(ids) == len(set(ids)) == articles


def test_every_article_answers_under_its_canonical_address(portal):
    for record in portal.expected():
        assert fetch(portal, record["url"])


def test_one_article_answers_under_every_spelling_of_its_address(portal):
    record = next(r for r in portal.expected("baonamdinh") if r["layout"] == "vnpt-legacy")
    path = record["url"].removeprefix("https://baonamdinh.vn")
    spellings = [
        f"{scheme}://{www}{host}{path.rstrip('/')}{slash}"
        for scheme in ("http", "https")
        for www in ("", "www.")
        for host in ("baonamdinh.vn", "baonamdinh.com.vn")
        for slash in ("", "/")
    ]
    pages = {fetch(portal, spelling) for spelling in spellings}
    assert len(pages) == 1


def test_upper_case_ids_lead_to_the_same_article(portal):
    record = next(r for r in portal.expected("baonamdinh") if re.search("[A-F]/$", r["url"]))
    assert record["id"] == record["id"].lower()
    assert fetch(portal, record["url"]) == fetch(portal, record["url"].lower())


def test_a_migrated_article_has_moved_away_from_the_old_host(portal):
    record = next(r for r in portal.expected("baonamdinh") if r["problems"])
    path = record["url"].removeprefix("https://baonamdinh.vn")
    answer = portal.respond("baonamdinh.com.vn", path)
    assert (answer.status, answer.headers["Location"]) == (301, record["url"])


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("baonamdinh.vn", "baonamdinh"),
        ("danguykhoicaccqvadn.namdinh.gov.vn", "danguykhoi"),
        ("phunu.namdinh.gov.vn", "phunu"),
        ("phuyen.baodaklak.vn", "phuyen"),
    ],
)
@pytest.mark.parametrize("articles", [150, 900])
def test_every_article_can_be_reached_through_the_lists(host, site, articles):
    portal = Portal(articles)
    seen: set[str] = set()
    todo = ["/"]
    found: set[str] = set()
    while todo:
        target = todo.pop()
        if target in seen:
            continue
        seen.add(target)
        page = portal.respond(host, target).body.decode()
        links = LINK.findall(page)
        found.update(listed_ids(portal, host, target))
        todo += [
            link
            for link in links
            if re.fullmatch(r"/[\w/-]*(?:\.html)?(?:\?(?:paged|page|trang)=\d+)?", link)
            and not re.search(r"/\d{6}/|tin-tuc-.*-\d+\.html|chi-tiet-|\.pdf|\.jpg", link)
        ]
    due = {record["id"].partition(":")[2] for record in portal.expected(site)}
    assert due <= {each.lower() for each in found}


def test_the_lists_of_the_portal_are_newest_first(portal):
    months = {r["id"].partition(":")[2]: r["date"] for r in portal.expected("baonamdinh")}
    ids = listed_ids(portal, "baonamdinh.vn", "/channel/5083/")
    days = [months[each] for each in ids if each in months]
    assert days == sorted(days, reverse=True)
    assert len(days) > 5


def test_a_page_beyond_the_last_is_not_found(portal):
    assert portal.respond("baonamdinh.vn", "/kinh-te/?paged=99").status == 404
    assert portal.respond("baonamdinh.vn", "/kinh-te/?paged=0").status == 404


def test_the_old_host_lists_only_what_the_old_site_had(portal):
    assert portal.respond("baonamdinh.com.vn", "/kinh-te/").status == 404
    page = portal.respond("baonamdinh.com.vn", "/channel/5085/").body.decode()
    assert "Cập nhật lúc: " in page
    assert ",\n" in page


@pytest.mark.parametrize("kind", ["refused", "unread", "gone"])
def test_pages_that_must_not_be_stored_are_linked_and_not_expected(portal, kind):
    due = {record["id"] for record in portal.expected()}
    for article_id in getattr(portal, kind):
        site, _, native = article_id.partition(":")
        assert article_id not in due
        host, lists = {
            "baonamdinh": ("baonamdinh.vn", ("/kinh-te/", "/xa-hoi/", "/van-hoa/", "/chinh-tri/")),
            "phunu": ("phunu.namdinh.gov.vn", ("/danh-muc-tin-hoat-dong.html",)),
        }[site]
        assert any(native in listed_ids(portal, host, target) for target in lists)


def test_each_non_article_answers_as_its_reason_says(portal):
    reasons = {v: k.partition(":")[2] for k, v in {**portal.refused, **portal.unread}.items()}

    def answer(reason):
        return portal.respond("baonamdinh.vn", f"/kinh-te/202403/bai-{reasons[reason]}/")

    assert answer("empty").body == b""
    assert answer("not-html").headers["Content-Type"] == "application/pdf"
    with pytest.raises(UnicodeDecodeError):
        answer("garbage").body.decode()
    assert '<h1 class="title"></h1>' in answer("no-title").body.decode()
    assert 'id="content"' in answer("no-body").body.decode()
    assert 'id="content"' not in answer("no-layout").body.decode()
    assert portal.respond("baonamdinh.vn", "/kinh-te/202403/bai-c0d1e07/").status == 404


def test_an_edit_changes_that_record_and_its_page_only():
    portal = Portal(60)
    before = {record["id"]: record for record in portal.expected()}
    article_id = next(k for k, r in before.items() if r["kind"] == "article")
    page = fetch(portal, before[article_id]["url"])
    once = portal.edit(article_id)
    twice = portal.edit(article_id)
    assert once["body"] != before[article_id]["body"]
    assert once["title"] == before[article_id]["title"]
    assert twice["title"] != once["title"]
    assert fetch(portal, once["url"]) != page
    after = {record["id"]: record for record in portal.expected()}
    assert after == {**before, article_id: twice}


def test_an_unknown_article_cannot_be_edited(portal):
    with pytest.raises(KeyError):
        portal.edit("baonamdinh:0000000")


@pytest.mark.parametrize(
    ("site", "host"),
    [("baonamdinh", "baonamdinh.vn"), ("phunu", "phunu.namdinh.gov.vn")],
)
def test_added_articles_are_listed_first_and_change_no_older_page(site, host):
    portal = Portal(150)
    before = portal.expected(site)
    pages = [fetch(portal, record["url"]) for record in before]
    ids = portal.add(site, 5)
    after = portal.expected(site)
    assert [record["id"] for record in after] == [record["id"] for record in before] + ids
    assert min(r["date"] for r in after[-5:]) >= max(r["date"] for r in before)
    assert [fetch(portal, record["url"]) for record in before] == pages
    home = portal.respond(host, "/").body.decode()
    assert all(each.partition(":")[2] in home for each in ids)


def test_a_failing_host_answers_errors_until_that_ends():
    portal = Portal(10)
    portal.fail("baonamdinh.vn", 503)
    assert portal.respond("baonamdinh.vn", "/").status == 503
    assert portal.respond("phunu.namdinh.gov.vn", "/").status == 200
    portal.fail("baonamdinh.vn", 500, "/kinh-te/")
    assert portal.respond("baonamdinh.vn", "/").status == 200
    assert portal.respond("baonamdinh.vn", "/kinh-te/").status == 500
    portal.fail("baonamdinh.vn", None)
    assert portal.respond("baonamdinh.vn", "/kinh-te/").status == 200


def test_the_challenge_ends_with_the_cookie_that_it_sets():
    portal = Portal(10)
    portal.require_cookie("baonamdinh.vn")
    stub = portal.respond("baonamdinh.vn", "/").body.decode()
    cookie = re.search(r'"(D1N=[0-9a-f]{32})"', stub)
    assert cookie
    assert len(stub) < 250
    assert len(portal.respond("baonamdinh.vn", "/", cookie[1]).body) > 5000


def test_a_small_cache_gives_the_same_answers():
    small, large = Portal(30, cache_bytes=30_000), Portal(30)
    for _ in range(2):
        for record in large.expected():
            assert fetch(small, record["url"]) == fetch(large, record["url"])


def test_robots_sitemaps_and_the_feed_are_where_they_should_be(portal):
    def status(host, target):
        return portal.respond(host, target).status

    assert b"Sitemap: https://baonamdinh.vn/sitemap.xml" in (
        portal.respond("baonamdinh.vn", "/robots.txt").body
    )
    assert status("phunu.namdinh.gov.vn", "/robots.txt") == 404
    assert status("danguykhoicaccqvadn.namdinh.gov.vn", "/sitemap.xml") == 404
    assert status("phuyen.baodaklak.vn", "/sitemap.xml") == 200
    assert status("baonamdinh.vn", "/rss/home.rss") == 200
    assert status("phuyen.baodaklak.vn", "/rss/home.rss") == 404


def test_the_sitemap_index_leads_to_every_article_of_the_paper(portal):
    index = portal.respond("baonamdinh.vn", "/sitemap.xml").body.decode()
    maps = re.findall(r"<loc>(.*?)</loc>", index)
    urls = {url for each in maps for url in re.findall(r"<loc>(.*?)</loc>", fetch(portal, each))}
    assert urls == {record["url"] for record in portal.expected("baonamdinh")}

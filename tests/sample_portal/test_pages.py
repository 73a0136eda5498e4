"""Every trap of the real sites' markup is on some page of a portal of the default size."""

import re
import unicodedata
from functools import cache

import pytest

from sample_portal.portal import Portal
from sample_portal.recipes import TRAPS

PORTAL = Portal()


@cache
def every_record():
    return PORTAL.expected()


def page_of(record) -> str:
    host, _, target = record["url"].partition("//")[2].partition("/")
    return PORTAL.respond(host, f"/{target}").body.decode(errors="replace")


@cache
def every_page():
    """(record, page) of each article."""
    return [(record, page_of(record)) for record in every_record()]


def traps_of(record) -> frozenset[str]:
    plan = PORTAL.library.find(record["id"])
    assert plan is not None
    return plan.recipe.traps


#: A pattern of the pages on which the trap is set.
PATTERNS = {
    "apostrophe": r"'Nếp nhà'",
    "author-box": r'<p class="author"> \w+ \w+ \w+ </p>',
    "bold-byline": r"<p><strong>[^<]{4,60}</strong></p>\n<p>&nbsp;</p>\s*</div>",
    "byline-in-alt": r'<img src="[^"]+" alt="[^"]+\. [^".]+">',
    "caption-break": r'class="desc">.*[^.]<br>[^Ả]',
    "caption-in-em": r"<tr>\n<td><em>[^<]",
    "contributed": r'right;"><strong>[^<]+,</strong><br><em>Bí thư',
    "credit-in-caption": r'class="(image_)?desc">.*\(?Ảnh: ',
    "data-table": r'<td rowspan="2">',
    "div-paragraphs": r'<div style="text-align: justify;">\w',
    "double-hyphen": r"Ý nghĩa, hưởng ứng - ",
    "empty-caption": r'class="(image_)?desc">(<em>)?&nbsp;',
    "eth": "\u00d0",
    "inline": r'<a href="#chu-de">\w+ \S+</a>.*\w<span style="color: #000">\w',
    "intertitles": r"<p><strong>[^<]+[^.<]</strong></p>",
    "invalid-byte": "\ufffd",
    "kicker": r'class="kicker">Kỷ niệm',
    "long-menu": r"Ký sự",
    "lts": r"<p><em>LTS: ",
    "media-core": r'<div class="media_core" align="center">\n<p>\w',
    "minute-is-month": r'<time class="time">\d\d:(\d\d), \d\d/\1/',
    "nbsp": r"\w&nbsp;\w",
    "no-alt": r'<img src="[^"]+">',
    "others-leads": r'<div id="cate-content"><div class="listnews">',
    "photo-credit-line": r"<br>Ảnh:<br>",
    "photo-first": r'(td-post-content tagdiv-type|content-detail" id="content)">\n<(div|table)',
    "quote-caption": r'data-title="[^"]+ "Nếp quê" |alt="[^"]+ bức tranh "',
    "relative-image": r'<img src="/file/e78',
    "script-html": r"\$\('#content'\)\.html\(`",
    "script-output": r'outputData = "',
    "signature": r"Đã ký",
    "source-byline": r"\(Nguồn: Báo Nam Định\)",
    "split-lead": r"&nbsp;</strong><strong>",
    "stock-photo": r'<font color="#0000ff" size="2">Ảnh minh họa: Internet',
    "video-block": r'<video id="aid-',
    "word": r"mso-line-height-rule|&nbsp;&nbsp;&nbsp;&nbsp; [^<]*\n",
}
#: Traps that show by an absence, or not on the page itself.
WITHOUT_PATTERN = {
    "no-lead",
    "no-byline",
    "nfd",
    "twin",
    "camel",
    "lead-is-title",
    "two-sections",
    "upper-id",
    "photo",
    "photo-twice",
}


def test_every_trap_has_a_pattern_or_is_known_to_have_none():
    assert set(PATTERNS) | WITHOUT_PATTERN == TRAPS


@pytest.mark.parametrize("trap", sorted(PATTERNS))
def test_every_trap_is_set_on_some_page(trap):
    pages = [page for record, page in every_page() if trap in traps_of(record)]
    assert pages
    assert any(re.search(PATTERNS[trap], page) for page in pages)


def test_pages_without_a_lead_have_no_summary():
    chosen = [record for record in every_record() if "no-lead" in traps_of(record)]
    assert chosen
    assert all(record["summary"] is None for record in chosen)


def test_pages_without_a_byline_have_no_author():
    chosen = [record for record in every_record() if "no-byline" in traps_of(record)]
    assert chosen
    assert all(record["author"] is None for record in chosen)


def test_decomposed_accents_are_on_the_page_and_not_in_the_record():
    chosen = [pair for pair in every_page() if "nfd" in traps_of(pair[0])]
    assert chosen
    for record, page in chosen:
        assert record["body"] not in page
        assert unicodedata.normalize("NFD", record["body"].split("\n\n")[0]) in page


def test_old_addresses_keep_their_capitals():
    assert any(
        "camel" in traps_of(r) and re.search(r"/[A-Z][\w-]+-\d{7}/$", r["url"]) for r in every_record()
    )


def test_different_articles_share_a_title():
    titles = [record["title"] for record in every_record() if "twin" in traps_of(record)]
    assert len(titles) > 1
    assert len(set(titles)) == 1


def test_an_article_of_two_sections_is_listed_in_both():
    record = next(record for record in every_record() if "two-sections" in traps_of(record))
    native = record["id"].partition(":")[2]
    lists = [
        PORTAL.respond("baonamdinh.vn", f"/{name}/").body.decode().partition('id="mostread"')[0]
        for name in ("chinh-tri", "kinh-te", "xa-hoi", "van-hoa", "dat-nuoc-con-nguoi", "kinh-te/nong-nghiep")
    ]
    assert sum(native in page for page in lists) == 2


@pytest.mark.parametrize("name", ["vnpt-legacy", "vnpt-portal", "vnpt-detail", "party"])
def test_every_layout_prints_title_and_date(name):
    for record, page in every_page():
        if record["layout"] == name and not traps_of(record) & {
            "eth",
            "nfd",
            "nbsp",
            "invalid-byte",
        }:
            assert record["title"].replace("&", "&amp;") in page
            assert record["date_raw"] in page


def test_pages_are_as_heavy_as_real_ones():
    sizes = sorted(len(page.encode()) for _, page in every_page())
    assert sizes[0] > 8_000
    assert sizes[len(sizes) // 2] > 18_000
    assert 35_000 < sizes[-1] < 90_000


def test_pages_carry_links_that_lead_nowhere_and_elsewhere():
    for _, page in every_page():
        for decoy in ("javascript:", "mailto:", "@PAGE_URL@", ".pdf", ".example/"):
            assert decoy in page


def test_a_video_page_has_leads_of_other_articles_only():
    record, page = next(pair for pair in every_page() if pair[0]["kind"] == "video")
    assert record["body"] == ""
    shown = re.findall(r'<p class="lead"><strong>([^<]+)</strong>', page)
    leads = {r["summary"] for r in every_record()} - {None}
    assert len(shown) == 4
    assert leads & set(shown)


def test_an_emagazine_prints_its_title_twice_with_a_lone_mark_between():
    record, page = next(pair for pair in every_page() if pair[0]["kind"] == "emagazine")
    title = re.escape(record["title"])
    assert re.search(rf"{title}</h1>\n<p>\.</p>\n<h2>{title}</h2>", page)


def test_the_three_markups_of_the_party_sites_all_occur_on_both():
    for site in ("danguykhoi", "phunu"):
        pages = "".join(page for record, page in every_page() if record["site"] == site)
        for mark in ("ctl00_main_lblTieuDe", "news-detail", "post-body"):
            assert mark in pages


def test_only_pages_of_the_paper_link_the_feed():
    for record, page in every_page():
        new = record["layout"] in ("vnpt-portal", "vnpt-detail")
        assert ("/rss/home.rss" in page) == (record["site"] == "baonamdinh" and new)

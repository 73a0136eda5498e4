"""An article on several pages is crawled as one record, and read again out of the archive as the same one."""

import sys

import pytest

from dvcrawler.reading import latest
from dvcrawler.storage.warc.index import CaptureIndex
from tests import warm
from tests.portal import environment, records
from tests.site import HOST, SITE, article, crawl_site, path_of, served, site
from tests.webserver import Answer

FIRST = path_of(7)
SECOND, THIRD = f"{FIRST}?page=2", f"{FIRST}?page=3"
PAGER = f"<div class='pager'>Trang: 1 <a href='{SECOND}'>2</a> <a href='{THIRD}'>3</a></div>"


def part(number):
    """A page of the article, with a paragraph that only it has."""
    own = f"<p>Đoạn này chỉ đứng ở trang {number} của bài viết về mùa màng ở vùng bãi ven sông.</p>"
    return article(7).replace("</div></body>", f"{own}</div>{PAGER}</body>")


def own_lines(record):
    return [line.split()[6] for line in record["body"].split("\n\n") if line.startswith("Đoạn này chỉ")]


def problems(record):
    return {each["field"]: each["code"] for each in record["problems"]}


def crawl(data, pages, *arguments):
    with served(pages) as web:
        run = crawl_site(web, data, "--data", str(data), *arguments)
    return run, web.asked


def pages(**more):
    whole = site(7, 8, **{FIRST: part(1)})
    return whole | {(HOST, SECOND): part(2), (HOST, THIRD): part(3)} | more


def captured(data):
    index = CaptureIndex(data, SITE)
    try:
        return {capture.url for capture in index.all()}
    finally:
        index.close()


def test_the_pages_of_an_article_make_one_record_and_each_is_archived(tmp_path):
    run, asked = crawl(tmp_path, pages())
    assert run.code == 0, run.err
    stored = {each["url"]: each for each in records(tmp_path, SITE)}
    assert len(stored) == 2
    whole = stored[f"https://{HOST}{FIRST}"]
    assert own_lines(whole) == ["1", "2", "3"]
    assert problems(whole) == {"body": "pages"}
    assert [path for _, path in asked].count(SECOND) == 1
    assert {f"https://{HOST}{path}" for path in (FIRST, SECOND, THIRD)} <= captured(tmp_path)


@pytest.mark.sampled(6)
@pytest.mark.parametrize(
    "answer",
    [
        Answer(b"", 404),
        Answer(b"", 403),
        Answer(b"", 500),
        Answer(b"", 200),
        Answer(b"%PDF-1.4", 200, {"Content-Type": "application/pdf"}),
        Answer(b"", 302, {"Location": "https://khac.example.vn/"}),
    ],
)
def test_a_page_that_fails_leaves_the_article_with_a_problem(tmp_path, answer):
    run, _ = crawl(tmp_path, pages() | {(HOST, SECOND): answer}, "-s", "RETRY_TIMES=0")
    assert "Traceback" not in run.err
    [whole] = [each for each in records(tmp_path, SITE) if each["url"].endswith(FIRST)]
    assert own_lines(whole) == ["1", "3"]
    assert problems(whole) == {"body": "pages_missing"}


@pytest.mark.sampled(5)
@pytest.mark.parametrize("target", [FIRST, f"{FIRST}?page=1", "/", path_of(8), SECOND])
def test_a_page_that_redirects_elsewhere_is_missing(tmp_path, target):
    redirect = Answer(b"", 302, {"Location": target})
    run, _ = crawl(tmp_path, pages() | {(HOST, SECOND): redirect})
    assert "Traceback" not in run.err
    [whole] = [each for each in records(tmp_path, SITE) if each["url"].endswith(FIRST)]
    assert own_lines(whole) == ["1", "3"]
    assert problems(whole) == {"body": "pages_missing"}
    [reason] = [each["reason"] for each in whole["problems"]]
    assert SECOND in reason.partition(";")[0]


def test_a_page_that_redirects_to_another_form_of_its_address_is_read(tmp_path):
    form = FIRST + "trang-2/"
    redirect = Answer(b"", 301, {"Location": form})
    crawl(tmp_path, pages() | {(HOST, SECOND): redirect, (HOST, form): part(2)})
    [whole] = [each for each in records(tmp_path, SITE) if each["url"].endswith(FIRST)]
    assert own_lines(whole) == ["1", "2", "3"]
    [problem] = whole["problems"]
    assert problem["code"] == "pages"
    assert form in problem["reason"], "a removal finds the captures of the pages by it"


def test_a_page_that_robots_txt_forbids_is_missing(tmp_path):
    forbidden = {(HOST, "/robots.txt"): f"User-agent: *\nDisallow: {SECOND}\nDisallow: {THIRD}\n"}
    _, asked = crawl(tmp_path, pages() | forbidden)
    [whole] = [each for each in records(tmp_path, SITE) if each["url"].endswith(FIRST)]
    assert own_lines(whole) == ["1"]
    assert problems(whole) == {"body": "pages_missing"}
    assert SECOND not in [path for _, path in asked]


def test_a_limit_counts_articles_not_their_pages(tmp_path):
    crawl(tmp_path, pages(), "-a", "limit=1")
    [whole] = records(tmp_path, SITE)
    assert own_lines(whole) in ([], ["1", "2", "3"])


def test_a_second_visit_finds_the_same_text(tmp_path):
    crawl(tmp_path, pages())
    run, asked = crawl(tmp_path, pages(), "-a", "revisit=all")
    assert SECOND in [path for _, path in asked]
    assert {each["revision"] for each in records(tmp_path, SITE)} == {1}, run.out


def reparse(data, *arguments):
    command = [sys.executable, "-m", "dvcrawler", "reparse", SITE, "--data", str(data), "--jobs", "1"]
    return warm.run(
        [*command, *arguments], env=environment(), capture_output=True, text=True, timeout=300, check=False
    )


def test_reparse_reads_its_pages_out_of_the_archive(tmp_path):
    crawl(tmp_path, pages())
    run = reparse(tmp_path)
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith(f"{SITE}: 2 articles read again: 0 are revised, 0 are new, 2 as they were")


def test_reparse_stores_an_article_again_that_the_store_has_lost(tmp_path):
    crawl(tmp_path, pages())
    for file in tmp_path.glob("articles/*/*.jsonl"):
        file.unlink()
    run = reparse(tmp_path)
    [whole] = [each for each in latest(tmp_path, SITE) if each["url"].endswith(FIRST)]
    assert own_lines(whole) == ["1", "2", "3"], run.stdout + run.stderr
    assert whole["capture"] is not None


def test_reparse_begins_a_lost_article_with_its_first_page_where_pages_are_counted_from_0(tmp_path):
    pager = f"<div class='pager'>Trang: 1 <a href='{FIRST}?page=1'>2</a> <a href='{SECOND}'>3</a></div>"
    counted = {FIRST: part(1), f"{FIRST}?page=1": part(2), SECOND: part(3)}
    crawl(tmp_path, site(7, 8) | {(HOST, path): body.replace(PAGER, pager) for path, body in counted.items()})
    [before] = [each for each in latest(tmp_path, SITE) if each["url"].endswith(FIRST)]
    assert own_lines(before) == ["1", "2", "3"]
    for file in tmp_path.glob("articles/*/*.jsonl"):
        file.unlink()
    reparse(tmp_path)
    [after] = [each for each in latest(tmp_path, SITE) if each["url"].endswith(FIRST)]
    assert own_lines(after) == ["1", "2", "3"]


def test_reparse_names_pages_that_the_archive_does_not_have(tmp_path):
    crawl(tmp_path, pages() | {(HOST, SECOND): Answer(b"", 404)})
    run = reparse(tmp_path)
    assert run.stdout.startswith(f"{SITE}: 2 articles read again: 0 are revised, 0 are new, 2 as they were")

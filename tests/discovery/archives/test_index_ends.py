"""Where the index of a web archive ends: it may say so, stop at a limit of its own, or have parts of few lines."""

import pytest
from scrapy.http import Response

from dvcrawler.discovery.archives.archive_indexes import Query, _is_limited, _may_go_on
from dvcrawler.discovery.archives.cdx import PAGE, Row
from dvcrawler.discovery.archives.index_answers import Answer, read_index

ROW, OTHER = Row("20180102030405", "https://a.vn/1"), Row("20180102030405", "https://a.vn/2")


@pytest.mark.parametrize(
    ("rows", "before", "status", "expected"),
    [
        ((ROW,), None, 200, True),
        ((ROW,), OTHER, 200, True),
        ((ROW,), ROW, 200, False),
        ((), None, 404, False),
        ((), OTHER, 404, True),
        ((), OTHER, 200, True),
        ((), OTHER, 400, False),
    ],
)
def test_common_crawl_is_asked_for_the_part_behind_one_with_lines_until_it_says_that_there_is_none(
    rows, before, status, expected
):
    query = Query("https://index.example/CC-1-index", "a.vn", before)
    assert (
        _may_go_on(query, Answer(rows, 0, None), Response("https://index.example/", status=status))
        is expected
    )


@pytest.mark.parametrize(
    ("lines", "key", "expected"),
    [
        (PAGE, None, True),
        (20 * PAGE, None, True),
        (PAGE, "k", False),
        (PAGE - 1, None, False),
        (0, None, False),
    ],
)
def test_an_answer_of_as_many_lines_as_were_asked_for_or_a_round_number_may_not_be_all(lines, key, expected):
    assert _is_limited(Query("wayback", "a.vn"), Answer((ROW,), 0, key, lines)) is expected
    assert not _is_limited(Query("https://index.example/", "a.vn"), Answer((ROW,), 0, key, lines))


@pytest.mark.parametrize("data", ['[["timestamp","original","mimetype"]{}]', "{}"])
def test_lines_of_what_is_no_page_are_counted_too(data):
    row = (
        ',["20180102030405","https://a.vn/1","image/png"]'
        if data.startswith("[")
        else ('{"timestamp":"20180102030405","url":"https://a.vn/1","mime":"image/png"}\n')
    )
    answer = read_index(data.replace("{}", row * 3).encode())
    assert (answer.rows, answer.lines) == ((), 3)

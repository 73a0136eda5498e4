"""Indexes of web archives in all the forms they come in."""

import gzip
import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.discovery.archives.cdx import (
    INTERNET_ARCHIVE,
    Row,
    index_url,
    raw_url,
    split_raw,
)
from dvcrawler.discovery.archives.index_answers import read_index

URL = "http://baovidu.vn/channel/5083/201709/ten-bai-2520329/"
ROW = Row("20180102030405", URL)
FORMS = {
    "table": f'[["timestamp","original","statuscode"],["20180102030405","{URL}","200"]]',
    "json lines": f'{{"timestamp":"20180102030405","url":"{URL}","mime":"text/html","status":"200"}}',
    "cdxj": f'vn,baovidu)/x 20180102030405 {{"url":"{URL}","mime":"text/html","status":"200"}}',
    "a mark of its bytes": f'\ufeff[["timestamp","original"],["20180102030405","{URL}"]]',
    "a type in capitals": f'{{"timestamp":"20180102030405","url":"{URL}","mime":"TEXT/HTML","status":"203"}}',
    "nulls": f'[["timestamp","original","mimetype","statuscode"],["20180102030405","{URL}",null,null]]',
    "no type": f"vn,baovidu)/x 20180102030405 {URL} - 200 ABC 123",
    "names of fields": f" CDX N b a m s k V\nvn,baovidu)/x 20180102030405 {URL} text/html 200 ABC 123",
    "what it says of itself": f'!meta {{"a":1}}\nvn,baovidu)/x 20180102030405 {{"url":"{URL}","status":"200"}}',
    "plain": f"vn,baovidu)/x 20180102030405 {URL} text/html 200 ABC 123",
    "plain, in the order asked for": f"20180102030405 {URL} text/html 200 ABC",
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_an_index_gives_the_same_rows(form):
    for fraction in ("", "678"):
        answer = read_index(FORMS[form].replace("20180102030405", f"20180102030405{fraction}").encode())
        assert answer.rows == (ROW,)
        assert answer.faults == 0
        assert read_index(gzip.compress(FORMS[form].encode())).rows == (ROW,)


def test_a_key_for_the_next_page_is_found():
    answer = read_index(
        f'[["timestamp","original"],["20180102030405","{URL}"],[],["vn,baovidu)/y 2018"]]'.encode()
    )
    assert (answer.rows, answer.resume) == ((ROW,), "vn,baovidu)/y 2018")


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "x",
        '{"timestamp":5}',
        "a b c",
        f"k 20181340000000 {URL} text/html 200 A",
        '{"timestamp":"20180102030405","url":"ftp://x/"}',
    ],
)
def test_a_line_that_does_not_parse_is_counted_and_passed_over(line):
    answer = read_index(f"{line}\n{FORMS['json lines']}".encode())
    assert (answer.rows, answer.faults) == ((ROW,), 1)


@pytest.mark.parametrize("end", ["", ",", ",\n", ",\n[", ",\n[],"])
def test_a_table_that_ends_early_is_not_complete(end):
    answer = read_index(FORMS["table"].replace("],[", "],\n[").removesuffix("]").encode() + end.encode())
    assert (answer.rows, answer.faults > 0) == ((ROW,), True)


@pytest.mark.parametrize(
    ("form", "change"),
    [
        ("json lines", ('"200"', '"404"')),
        ("json lines", ("text/html", "image/png")),
        ("table", ('"200"', '"301"')),
    ],
)
def test_captures_of_no_page_are_left_out(form, change):
    answer = read_index(FORMS[form].replace(*change).encode())
    assert (answer.rows, answer.faults) == ((), 0)


@pytest.mark.parametrize("answer", [b"[]\n", b'[["timestamp","original"]]', b""])
def test_an_index_without_a_capture_of_the_host_is_no_fault(answer):
    assert (read_index(answer).rows, read_index(answer).faults) == ((), 0)


@given(st.binary(max_size=400))
def test_any_answer_is_read_without_an_error(data):
    read_index(data)


def test_the_two_services_are_asked_in_their_own_way():
    assert index_url(INTERNET_ARCHIVE, "baovidu.vn", "2018-01-01", "k").startswith(
        "https://web.archive.org/cdx/search/cdx?url=baovidu.vn"
    )
    asked = dict(parse_qsl(urlsplit(index_url(INTERNET_ARCHIVE, "baovidu.vn")).query))
    assert "urlkey" in asked["fl"], "without it the key of the next page names no address"
    pages = asked["filter"].removeprefix("mimetype:")
    kinds = ("text/html", "application/xhtml+xml", "unk", "image/png", "text/plain")
    assert [bool(re.fullmatch(pages, kind)) for kind in kinds] == [True, True, True, False, False]
    assert "resumeKey=k" in index_url(INTERNET_ARCHIVE, "baovidu.vn", None, "k")
    assert raw_url(INTERNET_ARCHIVE, ROW) == f"https://web.archive.org/web/20180102030405id_/{URL}"
    assert index_url("http://localhost:8080/papers", "baovidu.vn").startswith(
        "http://localhost:8080/papers/cdx?"
    )
    assert (
        raw_url("http://localhost:8080/papers/", ROW)
        == f"http://localhost:8080/papers/20180102030405id_/{URL}"
    )


def test_a_raw_address_names_its_capture():
    assert split_raw(raw_url(INTERNET_ARCHIVE, ROW)) == ROW
    assert split_raw(URL) is None

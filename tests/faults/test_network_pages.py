"""Answers that are broken, cut, slow, packed or labelled wrongly: read where the page is whole, else named.

The quick ones in one crawl in the default suite; each with its own server, and healed afterwards, by
`make faults`.
"""

import gzip
import re

import pytest
from isal import isal_zlib

from tests.faults.harness import ask
from tests.faults.network import SHORT, bytewise, heal, hold, problems, raw, repeated, watch
from tests.faults.network import head as lines
from tests.portal import records
from tests.site import HOST, SITE, article, path_of, served, site
from tests.webserver import Answer

GOOD = article(1).encode()
LENGTH, KIND = f"Content-Length: {len(GOOD)}", "Content-Type: text/html; charset=utf-8"
CHUNKED = lines("Transfer-Encoding: chunked", KIND)
CHUNK = b"%x\r\n%b\r\n" % (len(GOOD), GOOD)
LATE = "DOWNLOAD_TIMEOUT"
NO_ANSWER = f"no connection, or no answer, in time .{LATE}"
HALF = f"the headers came in time, but not the whole page .{LATE}"
BROKEN, CUT = "the answer broke off|broke off the connection", "the answer broke off before its end$"
CHUNKS = "the answer is garbled: its chunks have no valid length"
CLOSED, NO_HTTP = "the server closed the connection without an answer", "the answer is not HTTP"
IN_HEAD = "the answer broke off within its headers, or a header has more than 16 KB"
NO_LENGTH = "the answer is not HTTP: its Content-Length is not a number, or there are two"
LARGE = "the answer is larger than DOWNLOAD_MAXSIZE"
GIGABYTE = repeated(b"x" * 65536, 16384)
STORED = None


def packed(body, encoding="gzip", kind="text/html; charset=utf-8"):
    return Answer(body, 200, {"Content-Encoding": encoding, "Content-Type": kind})


def labelled(kind, body=GOOD):
    return Answer(body, 200, {"Content-Type": kind})


def bomb():
    """300 MB of blanks in 300 KB, three hundred times as much as a page may have."""
    packer = isal_zlib.compressobj(2, 8, 31)  # a hundred times as fast as zlib, and as small
    return b"".join(packer.compress(b" " * 1_000_000) for _ in range(300)) + packer.flush()


#: What the server sends for one article, what becomes of it (None: it is stored), and the reason.
FAULTS = {
    "reset_in_mid_body": (raw(lines(LENGTH, KIND), GOOD[:200], reset=True), "failed", BROKEN),
    "body_cut": (raw(lines(LENGTH, KIND), GOOD[:200]), "failed", CUT),
    "bad_chunk_size": (raw(CHUNKED, b"zz\r\n" + GOOD), "failed", CHUNKS),
    "negative_chunk_size": (raw(CHUNKED, b"-5\r\n" + GOOD), "failed", CHUNKS),
    "endless_chunk_size": (raw(CHUNKED, repeated(b"f" * 65536, 400)), "failed", CHUNKS),
    "chunk_cut": (raw(CHUNKED, CHUNK[:200]), "failed", CUT),
    "chunks_without_an_end": (raw(CHUNKED, CHUNK), STORED, ""),
    "chunks_without_an_end_of_the_page": (raw(CHUNKED, b"c8\r\n%b\r\n" % GOOD[:200]), "failed", CUT),
    "length_too_large": (raw(lines(f"Content-Length: {len(GOOD) + 9}", KIND), GOOD), STORED, ""),
    "moved_and_cut": (
        raw(lines("Content-Length: 99", "Location: /", status="302 Found")),
        "moved",
        "redirected to",
    ),
    "garbage_behind_chunks": (raw(CHUNKED, CHUNK, b"0\r\n\r\nGARBAGE"), STORED, ""),
    "length_is_no_number": (raw(lines("Content-Length: abc", KIND), GOOD), "failed", NO_LENGTH),
    "negative_length": (raw(lines("Content-Length: -5", KIND), GOOD), "failed", NO_LENGTH),
    "two_lengths": (raw(lines(LENGTH, "Content-Length: 7", KIND), GOOD), "failed", NO_LENGTH),
    "huge_length": (raw(lines(f"Content-Length: {'9' * 30}", KIND), GOOD), "failed", LARGE),
    "a_byte_a_second": (raw(lines(LENGTH, KIND), bytewise(GOOD), pause=1), "failed", HALF),
    "accepts_and_never_answers": (raw(hang=8), "failed", NO_ANSWER),
    "head_and_then_nothing": (raw(lines(LENGTH, KIND), hang=8), "failed", HALF),
    "half_a_head": (raw(b"HTTP/1.1 200 OK\r\nContent-Ty", hang=8), "failed", NO_ANSWER),
    "http_0_9": (raw(GOOD), "failed", f"{IN_HEAD}|{NO_HTTP}"),
    "garbage": (raw(bytes(range(256)) * 8), "failed", NO_HTTP),
    "nothing_at_all": (raw(), "failed", CLOSED),
    "status_is_no_number": (raw(b"HTTP/1.1 abc OK\r\n\r\n"), "failed", NO_HTTP),
    "status_999": (raw(lines("Content-Length: 0", status="999 x")), "failed", "the server says 999"),
    "status_0": (raw(lines("Content-Length: 0", status="0 x")), "failed", "the server says 0"),
    "early_hints": (raw(lines(status="103 Early Hints"), lines(LENGTH, KIND), GOOD), STORED, ""),
    "continue_and_no_more": (raw(lines(status="100 Continue")), "failed", IN_HEAD),
    "switching_protocols": (raw(lines("Upgrade: x", status="101 x")), "failed", IN_HEAD),
    "status_204": (Answer(b"", 204), "failed", "the server says 204"),
    "status_206": (Answer(GOOD, 206), "failed", "the server says 206"),
    "status_304_without_request": (Answer(b"", 304), "failed", "the server says 304"),
    "status_500": (Answer(GOOD, 500), "failed", "the server says 500"),
    "empty_body": (Answer(b""), "refused", "the answer is empty"),
    "error_text": (
        Answer(b"<html><body><h1>Server Error in '/' Application.</h1></body></html>"),
        "failed",
        "the server shows an error or maintenance page with status 200",
    ),
    "type_of_a_picture": (labelled("image/png"), STORED, ""),
    "no_type": (raw(lines(LENGTH), GOOD), STORED, ""),
    "wrong_charset": (labelled("text/html; charset=iso-8859-1"), STORED, ""),
    "charset_that_there_is_not": (labelled("text/html; charset=klingon"), STORED, ""),
    "utf_16": (labelled("text/html", article(1).encode("utf-16")), STORED, ""),
    "utf_16_without_mark": (labelled("text/html", article(1).encode("utf-16-le")), STORED, ""),
    "bytes_of_a_film": (labelled("video/mp4", bytes(range(256)) * 4), "refused", "not a page: video/mp4"),
    "packed_body_cut": (packed(gzip.compress(GOOD)[:200]), "failed", "the packed body was cut off"),
    "packed_body_without_its_last_bytes": (packed(gzip.compress(GOOD)[:-6]), STORED, ""),
    "packed_in_two_members": (packed(gzip.compress(GOOD[:99]) + gzip.compress(GOOD[99:])), STORED, ""),
    "said_to_be_packed": (packed(GOOD), STORED, ""),
    "packed_as_nobody_knows": (packed(GOOD, "klingon"), STORED, ""),
    "brotli_that_is_none": (packed(b"xx" * 90, "br"), "failed", "the packed body is broken"),
    "packed_2000_times": (packed(GOOD, ", ".join(["gzip"] * 2000)), "failed", "packed 2000 times"),
    "packed_twice": (packed(gzip.compress(gzip.compress(GOOD))), STORED, ""),
    "bomb": (packed(bomb()), "failed", "more than 10485760 bytes when unpacked"),
    "bomb_in_a_bomb": (packed(gzip.compress(bomb())), "refused", "more than 10485760 bytes when unpacked"),
    "a_gigabyte": (raw(lines(KIND), GIGABYTE), "failed", LARGE),
    "a_gigabyte_announced": (
        raw(lines(KIND, f"Content-Length: {1 << 30}"), GIGABYTE),
        "failed",
        LARGE,
    ),
    "a_gigabyte_in_chunks": (
        raw(CHUNKED, repeated(b"10000\r\n" + b"x" * 65536 + b"\r\n", 16384)),
        "failed",
        LARGE,
    ),
    "a_thousand_headers": (raw(lines(LENGTH, KIND, *(f"X-{n}: {n}" for n in range(1000))), GOOD), STORED, ""),
    "a_head_that_ends": (raw(b"HTTP/1.1 200 OK\r\nContent-Type: te"), "failed", IN_HEAD),
    "a_head_that_is_reset": (
        raw(b"HTTP/1.1 200 OK\r\nContent-Type: te", hang=0.5, reset=True),
        "failed",
        "the answer broke off within its headers: the connection was reset",
    ),
    "a_body_that_is_reset": (
        raw(lines(LENGTH, KIND), GOOD[:200], hang=0.5, reset=True),
        "failed",
        "the answer broke off before its end: the connection was reset",
    ),
    "chunks_that_are_reset": (
        raw(CHUNKED, CHUNK[:200], hang=0.5, reset=True),
        "failed",
        "the answer broke off before its end: the connection was reset",
    ),
    "reset_at_once": (raw(reset=True), "failed", "the server broke off the connection without an answer"),
    "ssh": (raw(b"SSH-2.0-OpenSSH_9.2\r\n"), "failed", NO_HTTP),
    "http_2": (raw(b"\0\0\x12\4\0\0\0\0\0\0\3\0\0\0d"), "failed", IN_HEAD),
    "status_of_a_megabyte": (raw(b"HTTP/1.1 200 " + b"v" * 1_000_000 + b"\r\n\r\n"), "failed", IN_HEAD),
    "a_length_with_a_sign": (raw(lines("Content-Length: +9", KIND), GOOD), "failed", NO_LENGTH),
    "a_header_of_a_megabyte": (raw(lines(LENGTH, KIND, f"X: {'v' * 1_000_000}"), GOOD), "failed", IN_HEAD),
    "headers_without_end": (
        raw(b"HTTP/1.1 200 OK\r\n", repeated(b"X-A: v\r\n" * 8000, 16384)),
        "failed",
        f"{LATE}|{IN_HEAD}",
    ),
    "a_header_without_a_name": (raw(lines(LENGTH, KIND, ": x"), GOOD), "failed", NO_HTTP),
    "a_title_of_10_mb": (Answer(article(1, "x" * 9_900_000).encode()), "unread", "no article is that large"),
    "a_title_of_1_mb": (Answer(article(1, "x" * 1_900_000).encode()), "refused", "has 1900000 characters"),
}
#: Not those that cost seconds: of waiting, or of streaming.
QUICK = [
    name
    for name, (_, _, reason) in FAULTS.items()
    if LATE not in reason and not name.startswith(("a_gigabyte", "bomb", "a_title", "endless"))
]
STORED_ONES = [name for name, (_, outcome, _) in FAULTS.items() if outcome is STORED]


def patience(name):
    return SHORT if LATE in FAULTS[name][2] else ()


def check_named(found, name):
    _, outcome, reason = FAULTS[name]
    if outcome is STORED:
        assert found is None, (name, found)
    else:
        assert found is not None, f"{name} is not named"
        assert found[0] == outcome, (name, found)
        assert re.search(reason, found[1]), (name, found)


def test_faults_of_pages_end_as_they_should_side_by_side(tmp_path):
    numbers = {name: number for number, name in enumerate(QUICK, 1)}
    pages = site(*numbers.values())
    pages |= {(HOST, path_of(number)): FAULTS[name][0] for name, number in numbers.items()}
    with served(pages) as web:
        ended = watch(tmp_path, lead=web.connect_to)
        hold(ended, tmp_path, 10, numbers=[numbers[n] for n in STORED_ONES if n in numbers])
        named = problems(tmp_path)
        for name, number in numbers.items():
            check_named(named.get(path_of(number)), name)
        held = records(tmp_path)
        assert len({record["body"] for record in held}) == 1, "what is stored is the whole article"
        again = ask(tmp_path, "reparse", SITE)
        count = len(held)
        assert f"{count} articles read again: 0 are revised, 0 are new, {count} as they were" in again.out
        assert records(tmp_path) == held, "the archive gives just what the live pages gave"
        heal(web, *numbers.values())
        hold(watch(tmp_path, lead=web.connect_to), tmp_path, 0, numbers=numbers.values())


@pytest.mark.slow
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_alone_and_a_clean_run_after_it(tmp_path, name):
    with served(site(1, 2, 3, **{path_of(1): FAULTS[name][0]})) as web:
        is_stored = name in STORED_ONES
        ended = watch(tmp_path, *patience(name), lead=web.connect_to)
        hold(ended, tmp_path, 0 if is_stored else 10, numbers=[1, 2, 3] if is_stored else [2, 3])
        check_named(problems(tmp_path).get(path_of(1)), name)
        heal(web, 1, 2, 3)
        hold(watch(tmp_path, lead=web.connect_to), tmp_path, 0, numbers=[1, 2, 3])
    assert {record["site"] for record in records(tmp_path)} == {SITE}


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in FAULTS if name not in STORED_ONES])
def test_a_fault_of_the_home_page_is_a_named_outcome(tmp_path, name):
    with served(site(1, 2, home=FAULTS[name][0])) as web:
        ended = watch(tmp_path, *patience(name), lead=web.connect_to)
        assert ended.code in (10, 11, 13), ended.out
        hold(ended, tmp_path, ended.code, numbers=[])
        # A page that is whole and has no links is 13 and needs no other name.
        assert ended.code == 13 or f"https://{HOST}/: " in ended.out
        heal(web, 1, 2)
        hold(watch(tmp_path, lead=web.connect_to), tmp_path, 0, numbers=[1, 2])

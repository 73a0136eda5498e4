"""How much text in encodings of before Unicode is restored, and whether proper text is left alone.

    python -m benchmarks.text [SENTENCES]

Each sentence of the sample portal (2,000 unless told) is written as NFD, in windows-1258 without a
declaration, for fonts of TCVN3, VNI, VISCII and VPS, and as UTF-8 read as Windows-1252 once and twice, and
read back out of a page; five times as many are written properly. The rows give the share that comes back
letter for letter, and the share that comes back otherwise without a problem. The limits are 99.5 % restored
of what can be converted, no wrong sentence without a problem, and no proper sentence changed.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import NamedTuple
from unicodedata import normalize

from benchmarks.legacy_encoders import to_cp1258, to_tcvn3, to_viscii, to_vni, to_vps, write_small
from benchmarks.rows import Row, make_row, print_rows
from dvcrawler.extract import Page, Provenance, RecordRefused, read_record
from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.normalize.encodings.charsets import decode_windows_1252
from sample_portal.portal import Portal

URL = "https://vidu.example.vn/thoi-su/xa-hai-minh-khanh-thanh-tuyen-duong-123456.html"
PAGE = """<html><head><meta http-equiv="Content-Type" content="text/html"><title>{title}</title></head><body>
<h1>{title}</h1><div class="date">15/03/2024 08:05</div><div class="content">{text}</div></body></html>"""
TITLE = "Hai Minh 2024"
CAPTURED = datetime(2026, 1, 1, tzinfo=UTC)
SENTENCES_A_PAGE = 10
RESTORED = 0.995
#: Tables in which some capitals have the code of the small letter, or none.
WITHOUT_CAPITALS = ("TCVN3", "VPS")
#: Proper sentences for each sentence in another encoding.
PROPER = 5


class Score(NamedTuple):
    """`silent`: other than written, and no problem says so."""

    sentences: int
    restored: int
    silent: int


def in_utf8(write: Callable[[str], str]) -> Callable[[str], bytes]:
    return lambda text: write(text).encode()


#: Name -> what a page holds in place of the text.
ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "NFD": in_utf8(lambda text: normalize("NFD", text)),
    "windows-1258": to_cp1258,
    "TCVN3": in_utf8(to_tcvn3),
    "VNI": in_utf8(to_vni),
    "VISCII": in_utf8(to_viscii),
    "VPS": in_utf8(to_vps),
    "mojibake": in_utf8(lambda text: decode_windows_1252(text.encode())),
    "mojibake twice": in_utf8(lambda text: decode_windows_1252(decode_windows_1252(text.encode()).encode())),
    "proper": str.encode,
}


def sentences() -> Iterator[str]:
    """Sentences of the sample portal's articles, each once."""
    seen = set()
    seed = 0
    while True:
        seed += 1
        for story in Portal(400, seed=seed).library.stories(None):
            for paragraph in story.body.split("\n\n"):
                for sentence in paragraph.split(". "):
                    sentence = normalize("NFC", " ".join(sentence.split())).rstrip(".") + "."
                    if 8 <= len(sentence.split()) <= 60 and "|" not in sentence and sentence not in seen:
                        seen.add(sentence)
                        yield sentence


def measure(texts: list[str], encode: Callable[[str], bytes]) -> Score:
    restored = silent = 0
    for start in range(0, len(texts), SENTENCES_A_PAGE):
        given = texts[start : start + SENTENCES_A_PAGE]
        found, is_doubted = read(given, encode)
        right = sum(text in found for text in given)
        restored += right
        silent += 0 if is_doubted else len(given) - right
    return Score(len(texts), restored, silent)


def read(texts: list[str], encode: Callable[[str], bytes]) -> tuple[set[str], bool]:
    """The paragraphs of a page of these sentences, and whether a problem of the body is named."""
    written = b"".join(b"<p>" + encode(text) + b"</p>\n" for text in texts)
    page = PAGE.format(title=TITLE, text="{}").encode().replace(b"{}", written)
    address = any_address(URL)
    article = read_record(Page(page, URL), unknown_site(URL), address, Provenance("live", URL, CAPTURED))
    if isinstance(article, RecordRefused):
        return set(), True
    paragraphs = {article.summary or "", *article.body.split("\n\n")}
    return paragraphs, any(problem.field == "body" for problem in article.problems)


def rows(count: int = 2000) -> Iterator[Row]:
    texts = list(islice(sentences(), count * PROPER))
    for name, encode in ENCODINGS.items():
        given = texts if name == "proper" else texts[:count]
        small = [write_small(text, name) for text in given] if name in WITHOUT_CAPITALS else given
        score = measure(small, encode)
        least = 1.0 if name == "proper" else RESTORED
        what = f"text: {name}, {score.sentences:,} sentences"
        share = score.restored / score.sentences
        yield make_row(f"{what}, restored", [share * 100], "%", limit=least * 100, is_rate=True)
        yield make_row(f"{what}, silently wrong", [score.silent], limit=0)


if __name__ == "__main__":
    sys.exit(print_rows(rows(*map(int, sys.argv[1:]))))

"""Records of strangers: markup, addresses, control and bidi characters are text on every page."""

import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest

from tests.derived.store import article, write
from tests.web.store import client

MARKUP = "</title></textarea>\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}{% raw %}&lt;"
TURNED = "a\u202eb\u2066c\x1b[31m\x00\x08\x85d\u200fe\ufffef"
FIELDS = [
    "title",
    "kicker",
    "author",
    "byline_raw",
    "source",
    "summary",
    "body",
    "section",
    "date_raw",
    "url",
    "capture",
    "published_at",
    "captured_via",
    "tags",
    "images",
    "documents",
    "problems",
    "language",
    "kind",
]
PATHS = [
    "/",
    "/search",
    "/search?q=chu",
    "/article/thu:1",
    "/article/thu:1?revision=1",
    "/authors",
    "/sections",
    "/feed",
    "/calendar/thu/2024",
    "/cite/thu:1",
]


def hostile(text):
    return {
        **{name: {name: text} for name in FIELDS},
        "url": {"url": f"https://thu.example/{text}", "fetched_from": f"https://thu.example/{text}"},
        "captured_via": {"via": text},
        "tags": {"tags": [text]},
        "images": {
            "images": [
                {
                    "url": "javascript:alert(1)//" + text,
                    "caption": text,
                    "credit": text,
                    "capture": text + "#" + text,
                }
            ]
        },
        "documents": {
            "documents": [{"url": " javascript:alert(1)", "title": text, "type": text, "capture": None}]
        },
        "problems": {"problems": [{"field": text, "code": text, "reason": text}]},
    }


class _Seen(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs


def seen(text):
    parser = _Seen()
    parser.feed(text)
    return parser


@pytest.mark.sampled(2)
@pytest.mark.parametrize("text", [MARKUP, TURNED], ids=["markup", "turned"])
@pytest.mark.parametrize("field", FIELDS)
def test_what_a_stranger_wrote_is_text_on_every_page(tmp_path, field, text):
    more = hostile(text)[field]
    write(
        tmp_path,
        article(1, "Đầu", "Chữ chu.", date="2024-01-01"),
        article(1, **{"title": "Chữ chu", "body": "Chữ chu.", "date": "2024-01-01", "revision": 2, **more}),
    )
    web = client(tmp_path)
    for path in PATHS:
        answer = web.get(path)
        assert answer.status_code == 200, path
        assert not any(sign in answer.text for sign in "\u202e\u2066\x1b\x00\x08\x85\u200f\ufffe"), path
        if path == "/feed":
            ET.fromstring(answer.content)
        elif not path.startswith("/cite"):
            page = seen(answer.text)
            assert not page.tags & {"script", "iframe", "object"}, path
            assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"], path
            links = [value for name, value in page.attributes if name in ("href", "src", "action")]
            assert not [
                each for each in links if not each.startswith(("/", "#", "https://thu.example/", "data:,"))
            ], path


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    "name", ["q", "site", "section", "author", "kind", "lang", "sort", "since", "year", "page", "x"]
)
@pytest.mark.parametrize("text", [MARKUP, TURNED], ids=["markup", "turned"])
def test_what_an_address_says_is_text_on_every_page(tmp_path, name, text):
    write(tmp_path, article(1, "Chữ", "Chữ."))
    from urllib.parse import quote

    for path in ("/search", "/authors", "/author", "/section", "/", "/none", "/feed"):
        answer = client(tmp_path).get(f"{path}?{name}={quote(text)}")
        assert answer.status_code in (200, 400, 404)
        assert "<script>" not in answer.text
        assert "\u202e" not in answer.text
        assert "49" not in answer.text


def test_a_difference_shows_markup_as_text(tmp_path):
    write(
        tmp_path,
        article(1, "Một", "Đoạn <b>đầu</b>.\n\nHai."),
        article(1, "Một", "Đoạn <script>đuôi</script>.\n\nHai.", revision=2),
    )
    text = client(tmp_path).get("/article/thu:1").text
    assert "<ins>script</ins>" in text
    assert "<script" not in text


def test_a_very_long_article_with_many_revisions_has_its_page(tmp_path):
    words = " ".join(f"từ{n}" for n in range(15_000))
    write(
        tmp_path,
        *(
            article(1, f"Bài {n}", f"{words} {n}\n\n" + "a " * 5_000 + str(n), revision=n)
            for n in range(1, 6)
        ),
    )
    answer = client(tmp_path).get("/article/thu:1")
    assert answer.status_code == 200
    assert "<ins>5</ins>" in answer.text
    assert "word by word" not in answer.text


def test_a_long_article_that_was_replaced_says_that_it_is_not_compared_word_by_word(tmp_path):
    write(
        tmp_path,
        *(article(1, "Bài", " ".join(f"từ{m}" for m in range(n, n + 20_000, n)), revision=n) for n in (1, 2)),
    )
    text = client(tmp_path).get("/article/thu:1?lang=en").text
    assert "not shown word by word" in text

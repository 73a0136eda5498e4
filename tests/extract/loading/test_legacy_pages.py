"""Pages typed for fonts of before Unicode: each of their texts is converted, and none that is proper."""

from collections.abc import Callable
from datetime import UTC, datetime
from html.entities import codepoint2name

import pytest

from benchmarks.legacy_encoders import to_cp1258
from dvcrawler.extract import Article, Page, Provenance, read_record
from dvcrawler.extract.loading.legacy_pages import convert_page
from dvcrawler.extract.page import NotAPageError
from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.items import ProblemCode
from dvcrawler.normalize.encodings.charsets import decode_windows_1252
from dvcrawler.normalize.encodings.legacy_conversion import TCVN3_CODES, TCVN3_LETTERS, VISCII, VNI, VPS

URL = "https://vidu.example.vn/thoi-su/khanh-thanh-duong-123456.html"
TITLE = "Xã Hải Minh khánh thành tuyến đường"
PROSE = (
    "Sáng nay, xã tổ chức lễ khánh thành tuyến đường liên thôn với sự tham dự của đông đảo bà con nhân dân.",
    "Công trình được khởi công từ đầu năm, có tổng mức đầu tư gần chín tỷ đồng, nhân dân đóng góp hơn một nửa.",
    "Phát biểu tại buổi lễ, lãnh đạo xã ghi nhận tinh thần đoàn kết của các thôn xóm và mong muốn giữ gìn.",
)
SHORT = (
    "Hội thi",
    "Kỳ họp thứ mười",
    "Tin vắn",
    "Lịch trực",
    "Kết quả",
    "Mời họp",
    "Thời tiết",
    "a) Về kinh tế",
    "Nơi nhận: như trên",
    "Giá 5 kg lúa là 30.000 đồng/kg",
    "Xem tại https://haihau.vn/tin-tuc nhé",
)
Writer = Callable[[str], str]
_PAIRS = {
    "TCVN3": dict(zip(TCVN3_LETTERS, TCVN3_CODES, strict=True)),
    "VNI": {letter: code for code, letter in VNI.items()},
    "VISCII": {letter: chr(code) for code, letter in VISCII.items()},
    "VPS": {letter: chr(code) for code, letter in VPS.items()},
}


def writer(table: str) -> Writer:
    return lambda text: "".join(_PAIRS[table].get(letter, letter) for letter in text)


def in_windows_1258(text: str) -> str:
    return decode_windows_1252(to_cp1258(text))


def read(body: str, title: str = TITLE, extra: str = "") -> Article:
    html = (
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1>"
        f'<div class="date">06/02/2024 14:16</div><div class="content">{body}</div>{extra}</body></html>'
    )
    article = read_record(
        Page(html.encode(), URL),
        unknown_site(URL),
        any_address(URL),
        Provenance("live", URL, datetime(2026, 1, 1, tzinfo=UTC)),
    )
    assert isinstance(article, Article)
    return article


def paragraphs(texts, write: Writer = str) -> str:
    return "".join(f"<p>{write(text)}</p>" for text in texts)


def converted(article: Article) -> set[str]:
    return {each.field for each in article.problems if each.code is ProblemCode.CONVERTED}


@pytest.mark.parametrize("table", _PAIRS)
def test_every_text_of_the_page_is_read_with_the_table_of_most(table):
    write = writer(table)
    figure = f'<figure><img src="/a.jpg"><figcaption>{write("Quang cảnh buổi lễ khánh thành đường")}</figcaption></figure>'
    byline = f'<p align="right">{write("Tin, bài: Đức Hưởng")}</p>'
    article = read(paragraphs((PROSE[0], *SHORT, *PROSE[1:]), write) + figure + byline, write(TITLE))
    assert article.title == TITLE
    assert [text for text in (*PROSE, *SHORT) if text not in article.body.split("\n\n")] == []
    assert article.author == "Đức Hưởng"
    assert article.images[0].caption.startswith("Quang cảnh buổi lễ")
    assert {"title", "body", "byline_raw", "images"} <= converted(article)


@pytest.mark.parametrize("table", _PAIRS)
def test_proper_texts_beside_one_of_another_table_stay(table):
    article = read(
        paragraphs(PROSE[:1]) + paragraphs(PROSE[1:2], writer(table)) + paragraphs((*SHORT, PROSE[2]))
    )
    assert [text for text in (*PROSE, *SHORT) if text not in article.body.split("\n\n")] == []
    assert converted(article) == {"body"}


@pytest.mark.parametrize("table", _PAIRS)
def test_a_title_alone_may_be_of_another_table(table):
    article = read(paragraphs(PROSE), writer(table)(TITLE))
    assert (article.title, converted(article)) == (TITLE, {"title"})


def test_cells_of_a_table_are_read_with_the_table_of_most_text():
    write = writer("VPS")
    row = "".join(f"<td>{write(text)}</td>" for text in ("Chỉ tiêu", "Số lượng"))
    article = read(
        paragraphs(PROSE, write)
        + f"<table><tr>{row}</tr><tr><td>{write('Hộ nghèo')}</td><td>12</td></tr></table>"
    )
    assert "Chỉ tiêu | Số lượng\nHộ nghèo | 12" in article.body


def test_a_word_that_tags_divide_is_converted_with_its_line():
    write = writer("TCVN3")
    first = write("Hội nghị bộ đội biên phòng").split(" ")
    line = " ".join(f"<b>{word[:1]}</b>{word[1:]}" for word in first)
    page = convert_page(f"<p>{line}</p><p>{write(PROSE[1])}</p>".encode())
    assert page is not None
    assert "<b>H</b>ội <b>n</b>ghị <b>b</b>ộ" in page.data.decode()


@pytest.mark.parametrize("form", ["&#{};", "&#x{:X};", "named"])
def test_letters_may_be_written_as_references(form):
    def write(text: str) -> str:
        return "".join(map(refer, writer("TCVN3")(text)))

    def refer(letter: str) -> str:
        if letter.isascii():
            return letter
        name = codepoint2name.get(ord(letter))
        return (f"&{name};" if name else letter) if form == "named" else form.format(ord(letter))

    article = read(paragraphs(PROSE, write))
    assert article.body.split("\n\n") == list(PROSE)


def test_a_soft_hyphen_is_a_letter_in_tcvn3_text_alone():
    legacy, proper = "§\u00adêng lèi ®æi míi cña §¶ng t¹o ®µ cho n\u00adíc nhµ", "công nghi\u00adệp hóa"
    page = convert_page(f"<p>{legacy}</p><p>{proper}</p>".encode())
    assert page is not None
    assert page.data.decode() == f"<p>Đường lối đổi mới của Đảng tạo đà cho nước nhà</p><p>{proper}</p>"
    assert [table for _, table in page.pieces] == ["TCVN3"]


def test_scripts_styles_and_markup_are_not_text():
    write = writer("VNI")
    script = f"<script>var a = '{write(PROSE[0])}' < 1;</script><style>/* {write(PROSE[0])} */</style>"
    page = convert_page(f"{script}<p>{write(PROSE[1])} &lt;b&gt; &amp;</p>".encode())
    assert page is not None
    assert page.data.decode() == f"{script}<p>{PROSE[1]} &lt;b&gt; &amp;</p>"


def test_values_of_attributes_are_converted():
    write = writer("TCVN3")
    page = convert_page(
        f'<img alt="{write("Quang cảnh buổi lễ")}" src="/a.jpg"><p>{write(PROSE[1])}</p>'.encode()
    )
    assert page is not None
    assert 'alt="Quang cảnh buổi lễ" src="/a.jpg"' in page.data.decode()


@pytest.mark.parametrize(
    "text", [*PROSE, "Café Müller, São Paulo, Nuñez & Søren: 5 × 7 ½ ®", "§12, ±2%, µm, 30°C", ""]
)
def test_a_page_of_proper_text_is_not_converted(text):
    assert convert_page(f"<p>{text}</p>".encode()) is None


@pytest.mark.parametrize(
    "declared", ["", "utf-8", "windows-1252", "windows-1250", "windows-1251", "gb2312", "us-ascii"]
)
@pytest.mark.parametrize("written", ["windows-1258", "TCVN3", "VISCII"])
def test_bytes_are_read_whatever_charset_is_declared(written, declared):
    write = in_windows_1258 if written == "windows-1258" else writer(written)
    typed = write(" ".join(PROSE))
    meta = f"<meta charset={declared}>" if declared else ""
    page = Page(
        f"<html><head>{meta}</head><body><p>{typed}</p></body></html>".encode("cp1252", "ignore"), URL
    )
    assert page.charset == "cp1252"


@pytest.mark.parametrize("table", ["TCVN3", "VNI", "VISCII"])
def test_windows_1258_is_declared_by_pages_of_other_tables(table):
    typed = writer(table)(" ".join(PROSE)).encode("cp1252", "ignore")
    page = Page(
        b"<html><head><meta charset=windows-1258></head><body><p>" + typed + b"</p></body></html>", URL
    )
    assert page.charset == "cp1252"


def test_windows_1258_that_is_declared_is_decoded_as_declared():
    typed = to_cp1258(" ".join(PROSE))
    page = Page(
        b"<html><head><meta charset=windows-1258></head><body><p>" + typed + b"</p></body></html>", URL
    )
    assert page.charset == "cp1258"


def test_russian_bytes_are_decoded_as_declared():
    typed = "Президент принял участие в церемонии открытия новой дороги в провинции".encode("cp1251")
    page = Page(
        b"<html><head><meta charset=windows-1251></head><body><p>" + typed + b"</p></body></html>", URL
    )
    assert page.charset == "cp1251"


def test_a_page_of_parts_in_several_encodings_is_read_part_by_part():
    """The menu in windows-1258, the article in UTF-8, as a server puts files together."""
    menu = (
        b"<p>"
        + to_cp1258("Trang chủ, giới thiệu, tổ chức bộ máy, thủ tục hành chính, văn bản, liên hệ")
        + b"</p>\n"
    )
    text = f"<div>{PROSE[0]}</div>".encode()
    page = Page(b"<html><body>" + menu + text + b"</body></html>", URL)
    assert PROSE[0] in page.data.decode()


def test_bytes_with_little_utf8_are_refused():
    with pytest.raises(NotAPageError):
        Page(b"<html><body><p>\xc3\xa0 " + b"\xe9\xe8\xff\xfe " * 30 + b"</p></body></html>", URL)


@pytest.mark.parametrize("field", ["title", "body"])
def test_letters_that_became_question_marks_are_a_problem(field):
    damaged = (TITLE if field == "title" else PROSE[1]).encode("cp1252", "replace").decode("cp1252")
    article = read(
        paragraphs((PROSE[0], damaged, PROSE[2])) if field == "body" else paragraphs(PROSE),
        damaged if field == "title" else TITLE,
    )
    assert [(each.field, each.code) for each in article.problems] == [(field, ProblemCode.DAMAGED_TEXT)]
    assert damaged in (article.title, *article.body.split("\n\n"))

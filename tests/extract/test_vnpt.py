"""The new CMS and its forerunner, on real pages and on fragments of real markup."""

import json
import re

import pytest

from dvcrawler.extract.blocks import read_blocks
from dvcrawler.extract.body import read_body
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.script_bodies import unescape_literal
from dvcrawler.families.files.saved_pages import read_saved
from dvcrawler.families.layouts.vnpt import READERS
from dvcrawler.spiders.phuyen import PhuYen
from tests.corpus import FOLDER, needs_corpus
from tests.extract.test_hostile import datetime
from tests.extract.test_party import FURNITURE, TEXT

URL = "https://phuyen.baodaklak.vn/suc-khoe/201403/thieu-mau-d5b69ecb/"


@pytest.fixture(scope="module")
def real():
    gold = json.loads((FOLDER / "gold.json").read_text("utf-8"))["vnpt-phuyen-article.html"]
    data = (FOLDER / "html/vnpt-phuyen-article.html").read_bytes()
    captured = datetime.fromisoformat("2024-10-21T00:00:00+00:00")
    return gold, read_saved(data, URL, captured, {"phuyen": PhuYen.site}, None)


@needs_corpus
class TestTheRealPage:
    def test_the_title_is_as_printed(self, real):
        assert real[1]["title"] == real[0]["title"]

    def test_the_time_of_publication_is_as_printed(self, real):
        assert real[1]["published_at"] == real[0]["date"]

    def test_the_author_is_as_printed(self, real):
        assert real[1]["author"].lower() == real[0]["author"].lower()

    def test_the_body_is_as_printed(self, real):
        assert real[1]["body"].split("\n\n") == real[0]["body"].split("\n")

    def test_nothing_foreign_in_the_body(self, real):
        assert [text for text in real[0]["not_body"] if text in real[1]["body"]] == []

    def test_the_caption_is_with_its_image(self, real):
        (image,) = real[1]["images"]
        assert (image["caption"], image["credit"]) == ("Ảnh minh họa", "Internet")


def parts(html, title="Một tiêu đề"):
    page = Page(f"<html><body><div id=c>{html}</div></body></html>".encode(), URL)
    return read_body(read_blocks(page.root), URL, title)


@needs_corpus
@pytest.mark.parametrize("name", ["baonamdinh_2024_body", "baothainguyen_2022_body", "legacy_2013_body"])
def test_captions_of_real_fragments_never_stay_in_the_body(name):
    found = parts((FOLDER / f"html/{name}.html").read_text("utf-8"))
    captions = {image.caption for image in found.images if image.caption}
    assert found.images
    assert captions.isdisjoint(found.paragraphs)


@needs_corpus
def test_the_lead_split_over_two_strongs_is_one_lead():
    found = parts((FOLDER / "html/baothainguyen_2022_body.html").read_text("utf-8").split("<!-- body 2")[0])
    assert found.lead is not None
    assert found.lead.startswith("Chiều 16-11")
    assert len(found.paragraphs) == 3


@needs_corpus
def test_a_bold_last_line_of_two_names_is_the_byline():
    found = parts(
        (FOLDER / "html/legacy_2013_body.html").read_text("utf-8").replace("[...]", "Một đoạn văn dài./.")
    )
    assert found.byline_raw == "Phan Long - Tường Châu"


@pytest.mark.parametrize("alt", ["", "anh tin bai"])
def test_a_bold_line_in_italics_below_the_first_picture_is_the_lead(alt):
    lead = (
        "Chị Bùi Ngọc Cảnh khởi xướng tổ tiết kiệm của phụ nữ trong thôn; sau hai năm, 319 gia đình đã có vốn "
        "làm ăn."
    )
    found = parts(
        f'<table class="image center"><tr><td><img src="/a.jpg" alt="{alt}"></td></tr><tr><td class="desc">&nbsp;</td>'
        f'</tr></table><p style="text-align: center"><em><strong>{lead}</strong>'
        "</em></p><p>Trong hội thi bơi chải, các trò chơi dân gian được phục dựng.</p><p>Đội xã Hải Minh giành giải.</p>"
    )
    assert found.lead == lead
    assert found.images[0].caption is None


def test_a_data_table_stays_in_the_body_as_rows():
    found = parts(
        "<p>Lịch họp:</p><table><tr><th>Ngày</th><th>Xã</th></tr><tr><td>1</td><td>A</td></tr></table>"
    )
    assert found.paragraphs[-1] == "Ngày | Xã\n1 | A"


def test_a_name_under_da_ky_is_not_a_byline():
    found = parts("<p>Nghị quyết này có hiệu lực từ ngày ký.</p><p>Đã ký</p><p>Lê Minh Thử</p>")
    assert found.byline_raw is None
    assert found.paragraphs[-2:] == ("Đã ký", "Lê Minh Thử")


@pytest.mark.parametrize(
    ("literal", "text"),
    [
        ('"a\\u1ea1\\n\\"b\\""', 'aạ\n"b"'),
        ("`x\\`y`", "x`y"),
        ("'\\x41\\/'", "A/"),
        ('"\\u{1F600}"', "\U0001f600"),
    ],
)
def test_a_script_literal_is_unescaped(literal, text):
    assert unescape_literal(literal) == text


@pytest.mark.parametrize("box", FURNITURE.values(), ids=FURNITURE)
def test_boxes_of_the_page_among_the_paragraphs_are_not_text(box):
    text = f"<p>{TEXT[0]}</p>{box}" + "".join(f"<p>{each}</p>" for each in TEXT[1:])
    html = f"<h1 class='head_title'>Một tiêu đề</h1><div class='content-detail'><div class='td-post-content'>{text}</div></div>"
    page = Page(f"<html><body>{html}</body></html>".encode(), "https://baovidu.example.vn/a-1.html")
    reading = READERS["vnpt-detail"].read(page)
    assert reading is not None
    assert (reading.body, reading.images) == (TEXT, ())


@pytest.mark.parametrize(
    "head",
    [
        "<h1 class='head_title'>Một tiêu đề</h1><p>Lê Minh Thử</p><div class='date'>05/06/2023</div>",
        "<h1 class='head_title'>Một tiêu đề</h1><div class='date'>05/06/2023</div><p>Bài, ảnh: Lê Minh Thử</p>",
        "<h1 class='head_title'>Một tiêu đề</h1><div class='date'><p>Lê Minh Thử</p> <span>05/06/2023</span></div>",
    ],
)
def test_a_byline_about_the_date_is_read(head):
    text = "".join(f"<p>{each}</p>" for each in TEXT)
    html = f"{head}<div class='content-detail'>{text}</div>"
    page = Page(f"<html><body>{html}</body></html>".encode(), "https://baovidu.example.vn/a-1.html")
    reading = READERS["vnpt-detail"].read(page)
    assert reading is not None
    assert (reading.byline_raw or "").endswith("Lê Minh Thử")
    assert reading.date_raw == "05/06/2023"


CARD = "<div><a href='/tin-khac-2.html'>Xã Tây Mẫu ra quân làm thủy lợi nội đồng</a> <div class='date'>04/03/2011</div></div>"


def read_detail(above, head, text=""):
    html = f"{above}<h1 class='head_title'>Một tiêu đề</h1>{head}<div class='content-detail'>{text}"
    page = Page(
        f"<body>{html}{''.join(f'<p>{each}</p>' for each in TEXT)}</div>".encode(),
        "https://baovidu.example.vn/a-1.html",
    )
    reading = READERS["vnpt-detail"].read(page)
    assert reading is not None
    return reading


@pytest.mark.parametrize("name", ["login-box", "subscribe", "widget"])
def test_a_wall_in_a_box_that_is_named_as_furniture_cuts_the_text(name):
    wall = f"<div class='{name}'><p>Vui lòng đăng nhập để xem toàn bộ bài viết.</p></div>"
    html = f"<h1 class='head_title'>Một tiêu đề</h1><div class='content-detail'><p>{TEXT[0]}</p>{wall}</div>"
    reading = READERS["vnpt-detail"].read(Page(html.encode(), URL))
    assert reading is not None
    assert (reading.body, [each.code for each in reading.problems]) == (TEXT[:1], ["login_wall"])
    assert read_detail("", "", wall).problems == ()


@pytest.mark.parametrize("row", ["Lê Minh Thử - 05/06/2023 08:15", "Bài, ảnh: Lê Minh Thử | 05/06/2023"])
def test_a_byline_in_the_row_of_the_date_is_read(row):
    reading = read_detail("", f"<div class='date'>{row}</div>")
    assert (reading.byline_raw or "").endswith("Lê Minh Thử")


def test_the_date_in_a_card_of_another_article_is_not_the_own():
    assert read_detail(CARD, "<div class='date'>05/06/2023</div>").date_raw == "05/06/2023"
    assert read_detail(CARD, "").date_raw is None


def test_a_byline_behind_the_last_sentence_of_the_lead_is_the_author():
    lead = "Xã đã vận động nhân dân hiến đất làm đường trong năm qua."
    reading = read_detail("", f"<div class='sapo'>{lead} <b>Lê Minh Thử</b></div>")
    assert (reading.summary, reading.byline_raw) == (lead, "Lê Minh Thử")


@pytest.mark.parametrize(
    "line",
    [
        "Cập nhật lúc 08:15, Thứ Hai, 05/06/2023 (GMT+7)",
        "08:15, 05/06/2023",
        "Ngày đăng: 05/06/2023",
        "Đăng lúc 08:15 05/06/2023",
    ],
)
def test_a_line_of_an_older_template_that_repeats_the_date_is_not_text(line):
    date = "<div class='date'>08:15, 05/06/2023</div>"
    assert read_detail("", date, f"<p>{line}</p>").body == TEXT
    assert read_detail("", date, "<p>09:30, 05/06/2023</p>").body == ("09:30, 05/06/2023", *TEXT)


def test_who_took_the_pictures_of_an_essay_may_be_its_author():
    pictures = "".join(
        f"<table class='image'><tr><td><img src='/{n}.jpg'></td></tr><tr><td class='desc'>{text}</td></tr></table>"
        for n, text in enumerate(TEXT)
    )
    html = (
        "<h1 class='head_title'>Một ngày ở xã Đông Mẫu</h1><div class='date'>08:15, 05/06/2023</div>"
        f"<div class='content-detail'><p><b>{TEXT[0][:70]}.</b></p>{pictures}<p>Ảnh: Lê Minh Thử</p></div>"
    )
    url = "https://phuyen.baodaklak.vn/xa-hoi/202306/mot-ngay-d5b69ecb/"
    captured = datetime.fromisoformat("2024-10-21T00:00:00+00:00")
    record = read_saved(
        f"<html><body>{html}</body></html>".encode(), url, captured, {"phuyen": PhuYen.site}, None
    )
    assert (record["kind"], record["author"]) == ("photo", None)
    assert [each["field"] for each in record["problems"]] == ["author"]


@pytest.mark.parametrize("box", ["<div class='date'>{}</div>", "<div class='group-time'>{}</div>"])
@pytest.mark.parametrize(
    "lines",
    [
        "<span>{0}</span><span>{1}</span>",
        "<span>{1}</span><span>{0}</span>",
        "<p>{0}</p><p>{1}</p>",
        "<time>{0}</time><time>{1}</time>",
        "<span>{0}</span> | <span>Xuất bản: {1}</span>",
        "{0}</div><div class='date'>{1}",
    ],
)
def test_the_date_of_publication_is_told_from_that_of_the_update_in_any_order(box, lines):
    dates = lines.format("Cập nhật: 10:20, 14/03/2025", "08:15, 12/03/2025")
    reading = read_detail("", box.format(dates))
    assert reading.date_raw.endswith("08:15, 12/03/2025")
    assert reading.modified_raw.endswith("10:20, 14/03/2025")


@pytest.mark.parametrize(
    "attributes",
    ["style='font-size:0'", "style='position:absolute;left:-9999px'", "class='d-md-none'", "class='sr-only'"],
)
def test_what_no_wide_screen_shows_is_not_text(attributes):
    assert read_detail("", "", f"<p {attributes}>Dòng này chỉ máy tìm kiếm đọc.</p>").body == tuple(TEXT)


LEAD = "Năm qua, các hộ ở Đông Mẫu đã cùng nhau làm được nhiều việc lớn nhờ biết bàn bạc và góp sức với xã."
PICTURE = "<img src='/u/lang.jpg' alt='Làng'>"


@pytest.mark.parametrize(
    "between, lead, pictures",
    [
        (f"<div class='x'>{LEAD}</div>", LEAD, 0),
        (f"<h2>{LEAD}</h2>", LEAD, 0),
        (f"<p><b>{LEAD}</b></p>{PICTURE}", LEAD, 1),
        (f"<div class='x'>{PICTURE}</div><div class='y'>{LEAD}</div>", LEAD, 1),
        (f"<figure>{PICTURE}<figcaption>Làng Đông Mẫu</figcaption></figure>", None, 1),
        (
            "<div class='x'>Nghe đọc bài</div><ul><li><a href='/tin-2.html'>Xã Tây Mẫu ra quân làm thủy lợi</a></li></ul>",
            None,
            0,
        ),
        (f"<div class='x'><a href='https://quangcao.example.com'>{PICTURE}</a></div>", None, 0),
    ],
)
def test_a_lead_and_pictures_in_boxes_of_any_name_above_the_text_are_read(between, lead, pictures):
    reading = read_detail("", f"<div class='date'>08:15, 05/06/2023</div>{between}")
    assert (reading.summary, len(reading.images), reading.body) == (lead, pictures, tuple(TEXT))


@pytest.mark.parametrize(
    "name", ["date", "related", "social", "bd02", "head_title", "tags-box", "header_tool"]
)
@pytest.mark.parametrize(
    "line",
    [
        "Lễ khánh thành cầu diễn ra ngày <span class='{}'>11/6/2023</span> tại thôn Đông.",
        "Bà <b class='{}'>Trần Thị Lan</b> cho biết gia đình rất phấn khởi.",
        "Hội thi của thôn được tổ chức vào <i class='{}'>sáng 12/6</i>",
    ],
)
def test_a_piece_of_a_sentence_is_read_whatever_its_class(line, name):
    reading = read_detail("", "<div class='date'>05/06/2023</div>", f"<p>{line.format(name)}</p>")
    assert reading.body[0] == re.sub("<[^>]*>", "", line)


@pytest.mark.parametrize(
    "line", ["Cập nhật: <span class='date'>05/06/2023</span>", "<span class='date'>05/06/2023</span>"]
)
def test_a_label_does_not_make_a_date_a_piece_of_a_sentence(line):
    reading = read_detail("", "<div class='date'>05/06/2023</div>", f"<p>{line}</p>")
    assert "05/06/2023" not in "".join(reading.body)

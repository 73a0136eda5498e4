"""A date in the line of the headline dates the article and is not part of its title."""

import pytest

from dvcrawler.extract import RecordRefused
from tests.extract.notice_pages import FOOT, MENU, PROSE, SIDE, TITLE, read

SITE = "Cổng thông tin điện tử xã Thanh Lợi"
AT = "2023-06-12T07:40:00+07:00"


def page(heading, title, text=PROSE):
    return (
        f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>{title}</title></head><body>{MENU}"
        f"<div class='khung'><div class='cot-trai'>{heading}<div class='nd'>{text}</div></div>{SIDE}</div>{FOOT}"
        "</body></html>"
    ).encode()


APART = {
    "an element": f"<h1>{TITLE} <small>12/06/2023 07:40</small></h1>",
    "a span": f"<h3>{TITLE}<span> (12/06/2023 07:40)</span></h3>",
    "a dash": f"<h3>{TITLE} - 12/06/2023 07:40</h3>",
    "a box": f"<div class='tieude'>{TITLE} <span class='ngay'>12/06/2023 07:40</span></div>",
    "a label": f"<h2>{TITLE} <em>Ngày đăng: 12/06/2023 07:40</em></h2>",
    "brackets": f"<h4>{TITLE} (12/06/2023 07:40)</h4>",
    "square brackets": f"<h2>{TITLE} [07:40 12/06/2023]</h2>",
    "a bar": f"<h2>{TITLE} | 12/06/2023 07:40</h2>",
    "a time element": f"<h2>{TITLE} <time>12/06/2023, 07:40</time></h2>",
    "brackets around an element": f"<h2>{TITLE} (<span>12/06/2023 07:40</span>)</h2>",
    "old markup": f"<h2>{TITLE} <font size='1'>(07:40 | 12/06/2023)</font></h2>",
}


@pytest.mark.parametrize("title", [SITE, TITLE, f"{TITLE} - Xã Thanh Lợi"])
@pytest.mark.parametrize("heading", APART.values(), ids=APART)
def test_a_date_set_apart_is_that_of_the_article(heading, title):
    record = read(page(heading, title))
    assert not isinstance(record, RecordRefused), record
    assert (record["title"], record["published_at"]) == (TITLE, AT)


DAYS = {
    "brackets": f"<h2>{TITLE} (12/06/2023)</h2>",
    "a dash": f"<h3>{TITLE} - 12/06/2023</h3>",
    "a label": f"<h4>{TITLE} | Ngày 12/06/2023</h4>",
    "in front": f"<h2>12/06/2023 - {TITLE}</h2>",
    "brackets in front": f"<h1>[12/06/2023] {TITLE}</h1>",
    "in bold": f"<p><b>{TITLE}</b> <i>(12/06/2023)</i></p>",
}


@pytest.mark.parametrize("heading", DAYS.values(), ids=DAYS)
def test_a_day_that_the_stated_title_lacks_is_that_of_the_article(heading):
    record = read(page(heading, TITLE))
    assert not isinstance(record, RecordRefused), record
    assert (record["title"], record["date"]) == (TITLE, "2023-06-12")


OWN = (
    "Lịch cắt điện ngày 12/06/2023",
    "Giá lúa tại ruộng hôm nay - 12/06/2023",
    "Lễ hội làng Vọc (12/06/2023)",
)


@pytest.mark.parametrize("title", OWN)
def test_a_date_that_the_stated_title_has_belongs_to_the_headline(title):
    record = read(page(f"<h1>{title}</h1><div class='date'>10/06/2023 09:15</div>", title))
    assert (record["title"], record["published_at"]) == (title, "2023-06-10T09:15:00+07:00")


@pytest.mark.parametrize("heading", [text for text in APART.values() if "<time>" not in text])
def test_a_line_below_the_headline_is_preferred(heading):
    record = read(page(f"{heading}<div class='date'>10/06/2023 09:15</div>", TITLE))
    assert (record["title"], record["published_at"]) == (TITLE, "2023-06-10T09:15:00+07:00")


def test_a_notice_of_one_sentence_has_the_date_of_its_headline():
    text = "<p>Các hộ dân nạo vét kênh trước ngày hai mươi.</p>"
    record = read(page(f"<h1>{TITLE} <small>12/06/2023 07:40</small></h1>", TITLE, text))
    assert not isinstance(record, RecordRefused), record
    assert (record["title"], record["published_at"]) == (TITLE, AT)


def test_the_section_and_date_of_a_card_are_no_headline():
    cards = "".join(
        f"<div class='box'><h3><a href='/b-{n}.htm'>Tin thứ {n} của chuyên trang này</a></h3>"
        f"<div>Chính sách mới 1{n}/06/2023 07:40</div><p>{text}</p></div>"
        for n, text in enumerate(("Bộ ban hành thông tư sửa đổi quy định về đấu giá hạn ngạch. " * 2,) * 4)
    )
    assert isinstance(read(page("<div></div>", "Chính sách mới", cards)), RecordRefused)


def test_a_date_in_brackets_before_the_headline_is_that_of_a_page_without_a_title():
    record = read(page(f"<h1>(12/06/2023) {TITLE}</h1>", ""))
    assert (record["title"], record["date"]) == (TITLE, "2023-06-12")

"""The row of facts between headline and text, in the box of the date."""

import pytest

from dvcrawler.extract import RecordRefused
from tests.extract.notice_pages import TITLE, make_page, read

SENTENCE = "Bà con các xóm bãi chủ động gặt sớm trà lúa chín trước khi nước sông lên báo động một."
SECOND = "Mọi vướng mắc xin gặp trưởng xóm hoặc cán bộ trực tại nhà văn hóa."
DATE = "12/06/2023 07:40"

ROWS = {
    "a list": "<ul><li>Người viết: Đinh Thị Lụa lúc</li><li>{date}</li><li>Thông báo</li></ul>",
    "boxes with pictograms": "<div><div><svg></svg><span>{date}</span></div><div><svg></svg><span>1,024</span></div></div>",
    "links": "<p><time>{date}</time><span>/</span><a href='#b'>0 Bình luận</a><span>/</span>trong <a href='/tb'>Thông báo</a></p>",
    "a chip": "<div><div class='chip'><span>Thông báo</span></div><div><p>{date}</p></div><div><p>5 phút đọc</p></div></div>",
    "a time in a box of its own": "<ul><li><time>12/06/2023</time></li><li><time>07:40 sáng</time></li><li>Chưa có bình luận</li></ul>",
    "a section behind the date": "<p>Đăng ngày <time>{date}</time>. Đăng trong <a href='/tb'>Thông báo</a></p>",
    "the name of a list of facts": "<dl class='article-info'><dt>Chi tiết</dt><dd>Viết bởi Super User</dd><dd>{date}</dd></dl>",
}


def lines_of(content, **options):
    record = read(make_page(content, date="", **options))
    assert not isinstance(record, RecordRefused), record
    return record["body"].split("\n\n"), record


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
@pytest.mark.parametrize("texts", [(SENTENCE, SECOND), (SENTENCE, SENTENCE.replace("gặt", "cấy"), SECOND)])
def test_the_row_of_the_date_is_not_text(row, texts):
    content = (
        row.format(date=DATE) + "<div class='nd'>" + "".join(f"<p>{text}</p>" for text in texts) + "</div>"
    )
    lines, record = lines_of(content)
    assert lines == list(texts)
    assert (record["title"], record["date"]) == (TITLE, "2023-06-12")


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_row_in_the_box_of_the_headline_is_not_the_whole_notice(row):
    page = make_page("", date="")
    head = f"<h1>{TITLE}</h1>"
    text = f"<div class='nd'><p>{SENTENCE}</p><p>{SECOND}</p></div>"
    page = page.replace(head.encode(), f"<header>{head}{row.format(date=DATE)}</header>{text}".encode())
    assert read(page)["body"].split("\n\n") == [SENTENCE, SECOND]


@pytest.mark.parametrize("line", ["Số: 12/TB-UBND", "Kính gửi: Các xóm trong xã", "Kính mời bà con về dự."])
def test_a_label_or_a_sentence_in_the_box_of_the_date_is_text(line):
    lines, _ = lines_of(f"<div><p>{DATE}</p><p>{line}</p></div><div class='nd'><p>{SENTENCE}</p></div>")
    assert lines == [line, SENTENCE]


def test_short_lines_outside_the_box_of_the_date_are_text():
    lines, _ = lines_of(f"<div><p>{DATE}</p></div><div class='nd'><p>Lịch trực đê</p><p>{SENTENCE}</p></div>")
    assert lines == ["Lịch trực đê", SENTENCE]


@pytest.mark.parametrize(
    "row",
    [
        "<div><span class='item'>Đinh Thị Lụa</span><span>·</span><span class='item'>{date}</span></div>",
        "<div><div class='a'>Đinh Thị Lụa</div><div class='b'>{date}</div></div>",
        "<ul><li class='author'><a href='/tac-gia/l'>Đinh Thị Lụa</a></li><li>{date}</li></ul>",
        "<h4 class='author-name'>Đinh Thị Lụa</h4><time>{date}</time><span>3 min read</span>",
    ],
)
def test_the_author_of_a_notice_is_in_the_row(row):
    lines, record = lines_of(
        row.format(date=DATE) + f"<div class='nd'><p>{SENTENCE}</p><p>{SECOND}</p></div>"
    )
    assert (record["author"], lines) == ("Đinh Thị Lụa", [SENTENCE, SECOND])


@pytest.mark.parametrize("name", ["author-content", "post-author-detail", "author-details"])
def test_what_a_box_tells_about_the_author_is_not_part_of_a_notice(name):
    box = f"<div class='{name}'><h5>Đinh Thị Lụa</h5><p>Cộng tác viên của đài xã.</p></div>"
    lines, _ = lines_of(f"<p>{DATE}</p><div class='nd'><p>{SENTENCE}</p></div>{box}")
    assert lines == [SENTENCE]


@pytest.mark.parametrize("widget", ["post-navigation", "nav-menu navbar", "share-buttons"])
def test_a_widget_of_a_page_builder_that_names_furniture_is_not_part_of_a_notice(widget):
    boxes = "<div class='elementor-widget elementor-widget-theme-post-content'><p>{}</p></div>" + (
        "<div class='elementor-widget elementor-widget-{}'>TrướcXã Thanh Lợi đón đoàn kiểm tra</div>"
    )
    lines, _ = lines_of(f"<p>{DATE}</p><div class='elementor'>{boxes.format(SENTENCE, widget)}</div>")
    assert lines == [SENTENCE]


@pytest.mark.parametrize(
    "share", ["<div>Chia sẻ</div>", "<div><a href='#in'>In bài viết</a></div>", "<span>Bình luận</span>"]
)
def test_a_lead_above_the_row_and_a_button_below_it_do_not_end_a_notice(share):
    lead = "Ủy ban nhân dân xã ban hành lịch gặt sớm ở các xóm ven sông."
    row = f"<div><span>bởi</span> <a class='meta-author' href='/tac-gia/l'>Đinh Thị Lụa</a><time>{DATE}</time><span>Đọc 5 phút</span></div>"
    head = f"<header><h1>{TITLE}</h1><h2 class='s-tagline'>{lead}</h2>{row}{share}</header>"
    page = make_page("", date="").replace(
        f"<h1>{TITLE}</h1>".encode(), f"{head}<div class='nd'><p>{SENTENCE}</p><p>{SECOND}</p></div>".encode()
    )
    record = read(page)
    told = [*([record["summary"]] if record["summary"] else []), *record["body"].split("\n\n")]
    assert (told, record["author"]) == ([lead, SENTENCE, SECOND], "Đinh Thị Lụa")

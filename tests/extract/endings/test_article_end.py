"""A box of other articles among paragraphs is passed over; an invitation to comment ends the text."""

import pytest

from dvcrawler.extract.blocks import read_blocks
from dvcrawler.extract.endings.article_end import until_end
from dvcrawler.extract.page import Page
from tests.extract.article_pages import AUTHOR, TEXT, URL, among, lines_of, paragraphs, read

LINK = "<p><a href='/a-1.html'>Trạm bơm của xã đã chạy thử hôm qua</a></p>"
PICTURE = "<p><img src='/upload/tram-bom.jpg'></p>"
COMMENT = (
    "Trạm bơm có bốn tổ máy, tiêu nước cho hơn sáu trăm héc-ta ruộng trũng của ba thôn nằm cạnh cửa sông."
)


@pytest.mark.parametrize("heading", ["Tin khác", "Tin liên quan", "Bình luận", "In bài viết"])
@pytest.mark.parametrize("box", [LINK, LINK * 3, PICTURE + LINK])
def test_a_box_among_the_paragraphs_is_passed_over_with_its_heading(heading, box):
    html = f"<div>{paragraphs(TEXT[:2])}<p>{heading}</p>{box}{paragraphs(TEXT[2:])}</div>"
    blocks = read_blocks(Page(f"<html><body>{html}</body></html>".encode(), URL).body)
    assert [block.text for block in until_end(blocks)] == [*TEXT]


@pytest.mark.parametrize("heading", ["Viết bình luận", "Gửi bình luận của bạn", "Thêm bình luận"])
def test_comments_below_an_invitation_are_not_the_text_of_a_short_article(heading):
    below = f"<h3>{heading}</h3><div>{paragraphs((COMMENT, COMMENT))}</div>"
    assert lines_of(read(paragraphs(TEXT[:1]) + below, author="")) == [TEXT[0]]


FORM = "<form><textarea></textarea><button>Gửi</button></form>"
NOTE = "<p>Vui lòng nhập tiếng Việt có dấu</p>"
EXCERPT = "<p>Bà con phấn khởi trước kết quả sau một năm nhiều khó khăn vì thời tiết và giá cả.</p>"
BOXES = {
    "Ý kiến bạn đọc": FORM + NOTE,
    "Bình luận (0)": "<div><textarea></textarea></div>" + NOTE,
    "Gửi bình luận": FORM,
    "Viết bình luận": FORM + "<p>Email của bạn sẽ không được công khai trên trang này.</p>",
    "Tin liên quan": f"<ul><li>{LINK}</li></ul>",
    "Các tin khác": LINK,
    "Từ khóa:": "<a href='/tag/be-boi'>bể bơi</a>",
    "Tags": "<ul><li><a href='/tag/be-boi'>bể bơi</a></li></ul>",
    "Chia sẻ": "<a href='https://www.facebook.com/sharer.php?u=x'>Facebook</a>",
    "Quay lại": "<a href='#top'>Về đầu trang</a>",
    "Website liên kết": "<select><option>Báo Nhân Dân</option></select>",
    "Hình ảnh hoạt động": "<a href='/anh/1'><img src='/thumb1.jpg' width='120' height='80'></a>",
}


@pytest.mark.parametrize("heading", BOXES)
@pytest.mark.parametrize(
    "form", ["<h3>{}</h3>{}", "<div><h4>{}</h4>{}</div>", "<div><p><b>{}</b></p>{}</div>"]
)
def test_the_text_goes_on_below_a_box_among_its_paragraphs(heading, form):
    record = among(form.format(heading, BOXES[heading]))
    assert lines_of(record) == [*TEXT]
    assert [author.name for author in record.authors] == ["Bùi Thanh Sơn"]


@pytest.mark.parametrize("heading", ["Ý kiến bạn đọc", "Tin liên quan", "Tags", "Chia sẻ"])
def test_the_byline_below_a_box_is_read(heading):
    record = read(paragraphs() + f"<div><h3>{heading}</h3>{BOXES[heading]}</div>", author=AUTHOR)
    assert lines_of(record) == [*TEXT]
    assert [author.name for author in record.authors] == ["Bùi Thanh Sơn"]


@pytest.mark.parametrize("heading", ["Tin liên quan", "Các tin khác", "Có thể bạn quan tâm", "Tags"])
def test_excerpts_of_other_articles_are_not_the_text_below_a_box(heading):
    record = read(paragraphs() + f"<h3>{heading}</h3>" + (LINK + EXCERPT) * 3, author="")
    assert lines_of(record) == [*TEXT]


@pytest.mark.parametrize("heading", ["Ý kiến bạn đọc (1)", "Bình luận"])
def test_what_readers_wrote_below_a_heading_is_not_the_text(heading):
    below = f"<h3>{heading}</h3>{FORM}<p><b>Trần Lợi</b> 10/06/2025 08:15</p><p>{COMMENT}</p>"
    assert lines_of(read(paragraphs() + below, author="")) == [*TEXT]


@pytest.mark.parametrize("heading", ["Ý kiến bạn đọc", "Tin liên quan"])
def test_what_others_wrote_in_a_box_among_the_paragraphs_is_not_the_text(heading):
    assert lines_of(among(f"<div><h4>{heading}</h4>{EXCERPT}</div>")) == [*TEXT]


def test_the_byline_below_a_map_that_a_line_announces_is_read():
    record = read(
        paragraphs() + "<p>Bản đồ tuyến đường:</p><iframe src='https://maps.example.vn/x'></iframe>"
    )
    assert [author.name for author in record.authors] == ["Bùi Thanh Sơn"]


@pytest.mark.parametrize(
    "button", ["<p>Chia sẻ</p>", "<div class='x'>In bài viết</div>", "<p>Bình luận (0)</p>"]
)
@pytest.mark.parametrize(
    "lines",
    [
        "<p>Ở thôn Đông</p><p>Giá vé: 10.000 đồng</p>",
        "<h3>Ở thôn Đông</h3><p>Giá vé: 10.000 đồng</p>",
        "<ul><li>Ở thôn Đông</li><li>Giá vé: 10.000 đồng</li></ul>",
    ],
)
def test_short_lines_between_a_button_and_the_next_paragraph_are_text(button, lines):
    found = lines_of(among(button + lines))
    assert found == [*TEXT[:2], "Ở thôn Đông", "Giá vé: 10.000 đồng", *TEXT[2:]]


@pytest.mark.parametrize("heading", ["<p>Bình luận</p>", "<h3>Bình luận</h3>", "<p><b>Nhận xét:</b></p>"])
@pytest.mark.parametrize("place", [1, 3])
def test_a_name_and_a_paragraph_set_as_the_others_below_such_a_heading_are_text(heading, place):
    below = f"{heading}<p>Trần Văn An</p><p>{COMMENT}</p>"
    found = lines_of(read(paragraphs(TEXT[:place]) + below + paragraphs(TEXT[place:]), author=""))
    assert found[place + 1 :] == ["Trần Văn An", COMMENT, *TEXT[place:]]


@pytest.mark.parametrize(
    "below",
    [
        "<p>Trần Lợi</p><p>{0}</p><p>Lê Thu</p><p>{0}</p>",
        "<p>Trần Lợi</p><p>{0}</p><p>10/06/2025 08:15</p>",
        "<div><p>Trần Lợi</p><p>{0}</p></div>",
        "<ul><li>Trần Lợi: {0}</li></ul>",
    ],
)
def test_readers_who_are_named_dated_or_in_a_box_below_such_a_heading_are_not_text(below):
    assert lines_of(read(paragraphs() + "<h3>Bình luận</h3>" + below.format(COMMENT), author="")) == [*TEXT]


IMPRINT = "<p>{} Sở Thông tin tỉnh Ví Dụ</p><p>{} Ông Trần Văn Bình</p><p>Địa chỉ: 57 Vị Hoàng</p>"


@pytest.mark.parametrize("owner", ["Đơn vị chủ quản:", "Cơ quan chủ quản:", "Đơn vị quản lý :"])
@pytest.mark.parametrize(
    "answers", ["Chịu trách nhiệm chính:", "Trưởng Ban Biên tập:", "Người chịu trách nhiệm:"]
)
def test_to_whom_the_site_belongs_is_no_text(owner, answers):
    assert lines_of(read(paragraphs() + IMPRINT.format(owner, answers), author="")) == [*TEXT]


@pytest.mark.parametrize("label", ["Đơn vị chủ quản:", "Đơn vị quản lý:"])
def test_the_owner_of_what_the_text_is_about_is_text(label):
    below = f"<p>{label} Ủy ban nhân dân xã</p><p>Đơn vị thi công: Công ty Ví Dụ</p>"
    assert len(lines_of(read(paragraphs() + below, author=""))) == len(TEXT) + 2


@pytest.mark.parametrize("lines", [("VI", "EN"), ("Tiếng Việt", "English"), ("1/12", "Xem ảnh tiếp theo")])
def test_buttons_for_languages_and_pictures_are_no_text(lines):
    assert lines_of(among("".join(f"<p>{line}</p>" for line in lines))) == [*TEXT]


@pytest.mark.parametrize(
    "lines", [("1/12", "Khai giảng lớp bơi"), ("EN 71", "Tiêu chuẩn của châu Âu"), ("VI", "Phần cuối")]
)
def test_lines_like_buttons_for_languages_are_text_where_they_are_alone(lines):
    assert lines_of(among("".join(f"<p>{line}</p>" for line in lines))) == [*TEXT[:2], *lines, *TEXT[2:]]


@pytest.mark.parametrize(
    "label",
    [
        "<p>Facebook</p><p>Zalo</p>",
        "<p>Email của bạn sẽ không được công khai</p>",
        "<p>Bình luận (0)</p>",
        "<p>Từ khóa:</p>",
        "<div class='k'><p>Cỡ chữ lớn</p></div>",
    ],
)
def test_labels_between_a_button_and_the_next_paragraph_are_not_text(label):
    assert lines_of(among(f"<p>Chia sẻ</p>{label}")) == [*TEXT]


FIGURE = "<figure><img src='/kho/be.jpg'><figcaption>Các em học bơi ở bể của thôn.</figcaption></figure>"
FORMED = f"<p>Bình luận</p>{FORM}"
TELEPHONE = "<p>Điện thoại: 0228 111222</p>"


@pytest.mark.parametrize(
    ("middle", "passed"),
    [
        (f"<p>Chia sẻ</p>{FIGURE}", []),
        (f"{FORMED}{FIGURE}", []),
        (f"{FORMED}<div><p>{COMMENT}</p></div>", [COMMENT]),
        (f"<p>Chia sẻ</p><div><p>{COMMENT}</p></div>", [COMMENT]),
        (
            f"<div><p>Chia sẻ</p><p>Xã bên xây bể bơi thứ hai.</p></div>{FIGURE}",
            ["Xã bên xây bể bơi thứ hai."],
        ),
        (f"{TELEPHONE}<p>Giấy phép số 12/GP</p>{LINK}", []),
        (f"{TELEPHONE}<p>Tin liên quan</p>{LINK}", ["Điện thoại: 0228 111222"]),
    ],
)
def test_what_is_between_a_line_that_may_end_the_text_and_the_next_paragraph(middle, passed):
    record = among(middle)
    assert lines_of(record) == [*TEXT[:2], *passed, *TEXT[2:]]
    assert len(record.images) == middle.count("<img")


@pytest.mark.parametrize("picture", [FIGURE, "<p><img src='/kho/be.jpg'></p>"])
def test_the_text_below_an_opening_picture_and_a_form_is_read(picture):
    assert lines_of(read(picture + FORMED + paragraphs())) == [*TEXT]


def test_an_intertitle_among_lines_without_elements_is_text():
    lines = [*TEXT[:2], "Bình luận", *TEXT[2:]]
    assert lines_of(read(f"<div>{'<br><br>'.join(lines)}</div>")) == lines


def test_the_byline_below_excerpts_that_are_beside_the_text_is_kept():
    html = f"<div>{paragraphs()}<p>Tin liên quan</p>{(LINK + EXCERPT) * 2}{AUTHOR}</div>"
    blocks = read_blocks(Page(f"<html><body>{html}</body></html>".encode(), URL).body)
    assert [block.text for block in until_end(blocks)] == [*TEXT, "Bùi Thanh Sơn"]


def test_a_paragraph_below_a_box_of_links_is_not_the_excerpt_of_the_last_one():
    box = f"<div class='x'><p>Bài liên quan</p>{LINK}</div>"
    html = f"{paragraphs(TEXT[:2])}{box}<p>{TEXT[2]}</p><p>→ {LINK}</p><p>{TEXT[3]}</p>"
    assert lines_of(read(html)) == [*TEXT]


def test_telephone_numbers_in_the_text_keep_the_line_above_them():
    lines = ["Đường dây nóng:", "0228 111 222 (ông Khuê)", "0228 333 444 (bà Mận)"]
    assert lines_of(among(f"<p>{'<br>'.join(lines)}</p>"))[2:5] == lines


ONWARD = "<a href='/tin-tuc/cho-que-345702.html'>Chợ quê ngày cuối tuần đông khách hơn</a>"


@pytest.mark.parametrize("first", ["<p>Tin liên quan:</p>", "<p><b>Bài liên quan</b></p>"])
@pytest.mark.parametrize(
    "second",
    [
        f"<p>&gt;&gt; {ONWARD}</p>",
        f"<p>Xem thêm: {ONWARD}</p>",
        f"<p>Tin liên quan: {ONWARD}</p>",
        f"<p>Đọc thêm:</p><p>{ONWARD}</p>",
        f"<p>Tin liên quan:</p><p>{ONWARD}</p>",
    ],
)
def test_paragraphs_below_links_that_are_no_list_are_text(first, second):
    html = f"{paragraphs(TEXT[:2])}{first}{LINK}<p>{TEXT[2]}</p>{second}<p>{TEXT[3]}</p>"
    assert lines_of(read(html)) == [*TEXT]

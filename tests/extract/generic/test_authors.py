"""Who wrote a page that no file describes: the byline among accounts, widgets, boxes and labelled lines."""

from datetime import UTC, datetime

import pytest

from dvcrawler.extract.generic.authors.person_check import names_person
from dvcrawler.extract.generic.metadata import Structured
from dvcrawler.families.files.known_sites import known_sites
from dvcrawler.families.files.saved_pages import read_saved
from tests.extract import article_pages, notice_pages

TITLE = "Phường Lộc Vượng ra mắt tổ thu gom rác tái chế"
TEXT = (
    "Chiều thứ bảy, mười hai hộ ở tổ dân phố số 5 nhận thùng phân loại rác đặt ngay đầu ngõ của mình.",
    "Rác nhựa và giấy vụn được cân vào sáng chủ nhật, tiền bán ra góp vào quỹ khuyến học của phường.",
    "Sau một tháng, lượng rác phải chở đi giảm gần một phần ba so với cùng kỳ, theo sổ ghi của tổ.",
)


def read(*, above="", end="", below=""):
    paragraphs = "".join(f"<p>{text}</p>" for text in TEXT)
    page = (
        f'<html><head><title>{TITLE}</title><meta property="og:type" content="article"></head><body><div>'
        f"<h1>{TITLE}</h1><div>05/06/2021 | 9:30</div>{above}<div class='content'>{paragraphs}{end}</div>{below}"
        "</div></body></html>"
    )
    captured = datetime(2026, 1, 1, tzinfo=UTC)
    url = "https://locvuong.example.vn/tin/ra-mat-to-thu-gom-77.html"
    record = read_saved(page.encode(), url, captured, known_sites(), None, generic=True)
    return record["author"], record["source"], record["body"]


@pytest.mark.parametrize(
    "account",
    [
        "<p>admin</p>",
        "<p>admin admin</p>",
        "<div>Loading...</div>",
        "<p>Đang tải…</p>",
        "<p>Người đăng: Vũ Quang Dũng</p>",
        "<p>Người đăng: hoangnt</p>",
        "<p>Đăng bởi Văn phòng UBND phường</p>",
        '<p class="poster">Van phong UBND</p>',
        '<p class="view-content-author">Vũ Quang Dũng</p>',
        '<p><span class="view-content-author">Truong Ban bien tap</span></p>',
        '<p class="author">Quản trị viên</p><p>loading…</p>',
    ],
)
def test_an_account_or_a_widget_below_the_byline_is_neither_author_nor_text(account):
    assert read(end=f"<p>Hồng Nhung</p>{account}") == ("Hồng Nhung", None, "\n\n".join(TEXT))


@pytest.mark.parametrize(
    "box",
    [
        '<p class="view-content-author">Pho Ban bien tap</p>',
        '<p class="author">admin admin</p>',
        "<p>Đăng bởi: Administrator</p>",
    ],
)
def test_an_account_alone_leaves_the_text_without_author(box):
    assert read(end=box) == (None, None, "\n\n".join(TEXT))


def test_a_box_called_after_the_author_does_not_make_a_sentence_an_account():
    _, _, body = read(end='<div class="post-author"><p>Xin cảm ơn bà con đã góp sức cùng phường!</p></div>')
    assert body.endswith("cùng phường!")


@pytest.mark.parametrize(
    ("above", "author"),
    [
        ('<p class="tacgia">Hồng Nhung</p><p class="author">Vũ Quang Dũng</p>', "Hồng Nhung"),
        ('<b class="author-1">Hồng Nhung</b> <b class="author-2">Quang Dũng</b>', "Hồng Nhung, Quang Dũng"),
        ('<p class="author-name">Hồng Nhung</p><p class="post-author">Vũ Quang Dũng</p>', "Hồng Nhung"),
        ('<p class="tacgia">Nhóm PV</p>', "Nhóm PV"),
        ('<dl><dd class="createdby">Viết bởi Super User</dd></dl>', None),
        ('<dl><dd class="createdby">Viết bởi Hồng Nhung</dd><dd>Lượt xem: 9</dd></dl>', "Hồng Nhung"),
        (
            '<div>Được gửi bởi <span class="username">Vũ Quang Dũng</span> vào T7, 05/06/2021</div>',
            "Vũ Quang Dũng",
        ),
        ("<div>05/06/2021 - Tác giả: Hồng Nhung - Lượt xem: 9</div>", "Hồng Nhung"),
        ("<div>Posted on 05/06/2021 by admin</div>", None),
        ("<div>Nhà văn hóa được tặng bởi Vũ Quang Dũng</div>", None),
    ],
)
def test_boxes_and_rows_above_the_text_name_the_author(above, author):
    assert read(above=above)[0] == author


def test_labelled_lines_below_the_text_name_author_and_source():
    lines = "<p><b>Tác giả bài viết: </b>Hồng Nhung</p><p><b>Nguồn tin: </b>TTXVN</p>"
    assert read(below=lines)[:2] == ("Hồng Nhung", "TTXVN")


def test_whoever_put_up_a_text_from_elsewhere_is_not_an_author():
    row = "<div>Đăng bởi Vũ Quang Dũng vào 05/06/2021</div>"
    assert read(above=row, end="<p>Nguồn: TTXVN</p>")[:2] == (None, "TTXVN")
    assert read(above=row)[0] == "Vũ Quang Dũng"


def test_a_name_among_the_comments_is_not_an_author():
    assert read(below="<div><h3>Bình luận</h3><p>Tác giả: Vũ Quang Dũng</p></div>")[0] is None


def test_the_author_beside_the_text_keeps_the_source_at_its_end():
    assert read(above='<p class="author">Hồng Nhung</p>', end="<p>Nguồn: TTXVN</p>")[:2] == (
        "Hồng Nhung",
        "TTXVN",
    )


def test_authors_on_two_labelled_lines_are_both_authors():
    below = "<p><b>Tác giả: </b>Vũ Thu Ngân</p><p><b>Tác giả khác: </b>Lê Quang Dũng</p><p><b>Tác giả: </b>Vũ Thu Ngân</p>"
    assert read(below=below)[0] == "Vũ Thu Ngân, Lê Quang Dũng"


@pytest.mark.parametrize(
    "above",
    [
        "<dl><dt>Tác giả</dt><dd>Hồng Nhung</dd><dt>Nguồn tin:</dt><dd>TTXVN</dd></dl>",
        "<table><tr><td>Tác giả:</td><td>Hồng Nhung</td></tr><tr><td>Nguồn</td><td>TTXVN</td></tr></table>",
    ],
)
def test_labels_and_values_in_terms_or_cells_are_read(above):
    assert read(above=above) == ("Hồng Nhung", "TTXVN", "\n\n".join(TEXT))


@pytest.mark.parametrize(
    "below",
    [
        "<div style='text-align:right;font-weight:bold'>Hồng Nhung</div>",
        "<p align=right>Hồng Nhung</p>",
        "<p><b>HỒNG NHUNG</b></p>",
    ],
)
def test_a_name_set_apart_right_below_the_box_of_the_text_is_the_author(below):
    assert read(below=below)[0] == "Hồng Nhung"


@pytest.mark.parametrize(
    "below",
    [
        "<p>Hồng Nhung</p>",
        "<h3>Hồng Nhung</h3>",
        "<p><b><a href='/tag/hong-nhung'>Hồng Nhung</a></b></p>",
        "<p><b>Bình luận</b></p><p><b>Hồng Nhung</b></p>",
        "<div class=comment><b>Hồng Nhung</b></div>",
    ],
)
def test_a_name_in_another_form_below_the_box_of_the_text_is_not_the_author(below):
    assert read(below=below)[0] is None


def test_the_address_below_the_byline_is_neither_text_nor_hides_the_name():
    assert read(end="<p align=right>Hồng Nhung<br>(hongnhung@vidu.vn)</p>") == (
        "Hồng Nhung",
        None,
        "\n\n".join(TEXT),
    )
    assert read(end="<p>Bài dự thi gửi về:</p><p>hoithi@vidu.vn</p>")[2].endswith("hoithi@vidu.vn")


@pytest.mark.parametrize("work", ["Phóng viên", "Biên tập viên Ban Thời sự", "Nhà báo", "(Tác giả)"])
def test_what_the_author_does_is_not_a_part_of_the_name(work):
    box = f"<div class='author'><img alt='Lan Anh' src='/x.png'><span class='name'>Lan Anh</span><span class='job'>{work}</span></div>"
    assert read(above=box)[0] == "Lan Anh"


@pytest.mark.parametrize(
    "name", ["Đoàn Bá Lịch", "Đoàn Thanh Hải", "Đoàn Công Minh", "Đoàn Minh", "Trường Giang", "Thành Nguyễn"]
)
def test_a_person_whose_name_begins_as_that_of_a_body_is_an_author(name):
    assert names_person(name, Structured())


@pytest.mark.parametrize(
    "name",
    [
        "Đoàn Thanh niên tỉnh",
        "Đoàn Thanh Niên",
        "Đoàn xã Yên Bái",
        "Đoàn Kiểm Tra",
        "Đoàn Công an",
        "Đoàn Văn Công",
        "Thành Đoàn",
        "Tỉnh đoàn",
        "Trường THCS Hải Hậu",
        "Trường Tiểu học Yên Bái",
        "Thành ủy Nam Định",
    ],
)
def test_a_body_in_the_place_of_an_author_is_not_a_person(name):
    assert not names_person(name, Structured())


def test_the_name_in_the_authors_box_right_above_the_text_is_not_its_first_paragraph():
    page = notice_pages.make_page(
        f"<div class='khung'><span class='cms-author'>Minh Quan</span></div>{notice_pages.PROSE}"
    )
    record = notice_pages.read(page)
    assert (record["author"], record["body"]) == ("Minh Quan", "\n\n".join(notice_pages.SENTENCES))


@pytest.mark.parametrize("outlet", ["VOV1", "VOV", "VTV24", "Báo Nam Định", "vov2.vn"])
def test_a_box_named_after_the_author_may_add_the_outlet_behind_a_slash(outlet):
    box = f"<div class='article-author'><a href='/tac-gia/1'><span>Vũ Thị Lụa/{outlet}</span></a></div>"
    record = article_pages.read(article_pages.paragraphs(), box, author="")
    assert (record.author, record.source) == ("Vũ Thị Lụa", outlet)


@pytest.mark.parametrize("account", ["lua1985/VOV1", "admin/VOV", "VOV1/lua85"])
def test_an_account_before_an_outlet_is_no_author(account):
    box = f"<div class='article-author'><span>{account}</span></div>"
    assert article_pages.read(article_pages.paragraphs(), box, author="").author is None

"""The last lines of a text: who signs it, who is shown in its last picture, whose verses it quotes."""

import pytest

from tests.extract.notice_pages import PROSE, SENTENCES, make_page, read

RIGHT = "<p style='text-align:right'><b>{}</b></p>"
PICTURE = "<p><img src='/anh-1.jpg'></p><p style='text-align:center'><em>{}</em></p>"
VERSES = (
    "<p><em>Quê hương là chùm khế ngọt<br>Cho con trèo hái mỗi ngày<br>Quê hương là đường đi học</em></p>"
)


def authors(closing):
    record = read(make_page(PROSE + closing, body="content-detail"))
    assert record["body"].startswith("\n\n".join(SENTENCES)), record["body"]
    return [each["name"] for each in record["authors"]]


@pytest.mark.parametrize(
    "closing",
    [
        PICTURE.format("Thượng tá Nguyễn Văn Hùng"),
        PICTURE.format("Trần Thị Hòa"),
        "<table><tr><td></td><td align=center><b>HIỆU TRƯỞNG</b><br><i>(Đã ký và đóng dấu)</i><br><b>Trần Văn Quyết</b></td></tr></table>",
        RIGHT.format("THỦ TRƯỞNG ĐƠN VỊ") + RIGHT.format("Trần Văn Quyết"),
        RIGHT.format("(Ký, ghi rõ họ tên)") + RIGHT.format("Trần Văn Quyết"),
        VERSES + "<p style='text-align:right'><em>(Đỗ Trung Quân)</em></p>",
    ],
)
def test_who_is_shown_signs_or_is_quoted_is_not_the_author(closing):
    assert authors(closing) == []


@pytest.mark.parametrize(
    "closing",
    [
        PICTURE.format("Trần Thị Hòa") + RIGHT.format("Thanh Tuấn"),
        PICTURE.format("Đại biểu thăm đê") + RIGHT.format("Thanh Tuấn"),
        RIGHT.format("(Thanh Tuấn)"),
        RIGHT.format("Thanh Tuấn") + "<p style='text-align:right'><i>Nam Định, tháng 11/2023</i></p>",
        RIGHT.format("Thanh Tuấn") + "<p>Hải Minh, ngày 15/11/2023</p>",
        RIGHT.format("Tác giả: Thanh Tuấn") + "<p>Đơn vị: Trường THCS Hải Minh</p><p>SĐT: 0912 345 678</p>",
        RIGHT.format("Thanh Tuấn (ghi theo lời kể của ông Trần Văn Quyết)"),
        RIGHT.format("Thanh Tuấn") + "<p style='text-align:right'><i>(Học viện Chính trị)</i></p>",
    ],
)
def test_the_author_is_found_below_a_picture_and_above_place_and_day(closing):
    assert authors(closing) == ["Thanh Tuấn"]


def test_a_rank_and_several_titles_belong_to_one_person():
    closing = RIGHT.format("Thiếu tướng, PGS, TS Nguyễn Văn Hùng") + RIGHT.format("Học viện Quốc phòng")
    assert authors(closing) == ["PGS.TS Nguyễn Văn Hùng"]


@pytest.mark.parametrize("tail", ["(Nguồn: TTXVN)", "(Theo VnExpress)", "(Nguồn: Báo Nhân Dân)."])
def test_the_source_behind_the_last_sentence_is_read(tail):
    record = read(make_page(PROSE.removesuffix("</p>") + f" {tail}</p>", body="content-detail"))
    assert record["source"] == tail.strip("().").partition(" ")[2]
    assert record["body"] == "\n\n".join(SENTENCES)


@pytest.mark.parametrize(
    "tail", ["(Theo Luật Đất đai)", "(Nguồn: số liệu của xã)", "(Theo ông Nguyễn Văn An)"]
)
def test_other_words_in_brackets_stay_in_the_text(tail):
    record = read(make_page(PROSE.removesuffix("</p>") + f" {tail}</p>", body="content-detail"))
    assert (record["source"], record["problems"]) == (None, [])
    assert record["body"].endswith(tail)


@pytest.mark.parametrize(
    ("tail", "author", "source"),
    [
        (" (Bài, ảnh: Thanh Tuấn)", "Thanh Tuấn", None),
        ("(Thanh Tuấn - TTXVN)", "Thanh Tuấn", "TTXVN"),
        (" <b>(Thanh Tuấn/VOV)</b>", "Thanh Tuấn", "VOV"),
        (" (Thanh Tuấn tổng hợp).", "Thanh Tuấn", None),
        ("(TTXVN)", None, "TTXVN"),
    ],
)
def test_what_only_a_byline_has_in_brackets_behind_the_last_sentence_is_the_byline(tail, author, source):
    record = read(make_page(PROSE.removesuffix("</p>") + f"{tail}</p>", body="content-detail"))
    assert (record["author"], record["source"]) == (author, source)
    assert record["body"] == "\n\n".join(SENTENCES)


@pytest.mark.parametrize(
    ("tail", "is_doubt"),
    [
        ("(Thanh Tuấn)", True),
        (" (Thanh Tuấn - Thu Hà)", True),
        (" (PV)", True),
        (" (T.T).", True),
        (" (Hải Dương)", False),
        (" (ông Tuấn)", False),
        (" (HĐND)", False),
        (" (Còn nữa)", False),
    ],
)
def test_a_name_alone_in_brackets_behind_the_last_sentence_is_a_doubt(tail, is_doubt):
    record = read(make_page(PROSE.removesuffix("</p>") + f"{tail}</p>", body="content-detail"))
    assert (record["author"], record["body"].endswith(tail)) == (None, True)
    assert [each["code"] for each in record["problems"] if each["field"] == "author"] == [
        "name_below_text"
    ] * is_doubt


def test_a_reporter_based_elsewhere_belongs_to_the_agency():
    record = read(make_page(PROSE + RIGHT.format("PV TTXVN thường trú tại Nam Định"), body="content-detail"))
    assert (record["author"], record["source"]) == ("PV", "TTXVN")


TABLE = "<table border=1><tr><td>Thôn</td><td>Số hộ</td></tr><tr><td>Đông</td><td>12</td></tr></table>"


@pytest.mark.parametrize(
    "below",
    [
        TABLE,
        "<p><b>Một số hình ảnh tại buổi kiểm tra:</b></p><p><img src='/1.jpg'></p>",
        "<p>Dưới đây là một số hình ảnh:</p><p><img src='/1.jpg'></p><p><img src='/2.jpg'></p>",
        "<p>#NamDinh #HaiMinh</p>",
    ],
)
def test_the_author_above_a_table_or_further_pictures_is_found(below):
    record = read(make_page(PROSE + RIGHT.format("Thanh Tuấn") + below, body="content-detail"))
    assert [each["name"] for each in record["authors"]] == ["Thanh Tuấn"]
    assert "Thanh Tuấn" not in record["body"]
    if below is TABLE:
        assert "Đông | 12" in record["body"]


def test_a_source_above_the_name_is_not_joined_with_it():
    closing = "<p><i>Nguồn: Báo Nam Định</i></p>" + RIGHT.format("Thanh Tuấn (sưu tầm)")
    record = read(make_page(PROSE + closing, body="content-detail"))
    assert (record["author"], record["source"]) == ("Thanh Tuấn", "Báo Nam Định")


def test_a_link_to_the_authors_page_is_not_part_of_the_name():
    assert authors(RIGHT.format("Thanh Tuấn <a href='https://facebook.com/t'>Facebook</a>")) == ["Thanh Tuấn"]


def test_names_that_make_a_sentence_are_not_a_byline():
    assert authors("<p>Nguyễn Văn An, Trần Văn Bình.</p>") == []


BELOW = "</div><div class='{}' style='text-align:right'><b>{}</b></div><div>"


def test_a_name_of_any_shape_signs_at_the_right_below_the_box_of_the_text():
    assert authors(BELOW.format("ky-ten", "Kon Sơ Phương")) == ["Kon Sơ Phương"]


def test_a_body_in_the_box_of_the_author_is_where_the_text_is_from():
    record = read(make_page(PROSE + BELOW.format("tacgia", "Văn phòng Huyện ủy"), body="content-detail"))
    assert (record["author"], record["source"]) == (None, "Văn phòng Huyện ủy")
    assert record["byline_raw"] == "Văn phòng Huyện ủy"
    other = read(make_page(PROSE + BELOW.format("co-quan", "Văn phòng Huyện ủy"), body="content-detail"))
    assert other["source"] is None


@pytest.mark.parametrize("line", ["Theo {}", "(Theo {})", "Nguồn: {}"])
@pytest.mark.parametrize("outlet", ["Nông nghiệp Việt Nam", "Báo Nhân Dân", "baogialai.com.vn"])
def test_an_outlet_that_is_a_link_to_its_article_is_the_source(line, outlet):
    link = f"<a href='https://nguon.example.vn/bai-12.html'>{outlet}</a>"
    record = read(make_page(PROSE + f"<p>{line.format(link)}</p>", body="content-detail"))
    assert (record["source"], record["body"]) == (outlet, "\n\n".join(SENTENCES))


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "«{}».", "‘{}’"])
@pytest.mark.parametrize("dash", ["— ", "- ", "–"])
def test_who_said_the_last_quotation_is_not_the_author(marks, dash):
    quotation = marks.format("Nói phải đi đôi với làm.")
    closing = f"<p><b>{quotation}</b></p><p><b>{dash}Lê Văn Minh</b></p>"
    record = read(make_page(PROSE + closing, body="content-detail"))
    assert record["authors"] == []
    assert record["body"].endswith(f"{quotation}\n\n{dash}Lê Văn Minh")


def test_a_name_behind_a_dash_below_other_text_is_the_author():
    assert authors(RIGHT.format("— Thanh Tuấn")) == ["Thanh Tuấn"]

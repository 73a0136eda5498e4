"""The lines about pictures and design around the byline of a long read."""

import pytest

from dvcrawler.normalize.bylines.credit_lines import is_credit_line
from tests.extract.notice_pages import PROSE, SENTENCES, make_page, read

RIGHT = "<p style='text-align:right'><b>{}</b></p>"


@pytest.mark.parametrize(
    "text",
    [
        "Trình bày: Bảo An",
        "Thiết kế – Đồ họa: Bảo An, Lê Na",
        "Đồ hoạ: TTXVN",
        "Tổ chức sản xuất: Hoàng Nhật",
        "Kỹ thuật: Trần Văn Bình",
        "Xuất bản: 14/11/2024",
        "Ngày xuất bản: 14/11/2024",
        "DỰNG PHIM: BẢO AN",
    ],
)
def test_who_made_the_page_is_recognised_by_the_label(text):
    assert is_credit_line(text)


@pytest.mark.parametrize(
    "text", ["Ảnh: Quang Vinh", "Ảnh, video: Quang Vinh - Lê Na", "Hình ảnh: Internet", "Clip: VTV"]
)
def test_who_took_its_pictures_is_a_credit_too(text):
    assert is_credit_line(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ảnh: Các đại biểu dự hội nghị",
        "Thiết kế: đơn giản mà tiện dụng",
        "Tổ chức: Hội nghị sẽ họp vào tháng tới",
        "Nội dung: Lan Anh",
        "Trình bày:",
        "Sản xuất: 5.000 tấn",
    ],
)
def test_a_sentence_with_the_words_of_credits_is_not_a_credit(text):
    assert not is_credit_line(text)


def names(closing, after=""):
    record = read(make_page(PROSE + closing + after, body="content-detail"))
    return record["body"], [each["name"] for each in record["authors"]]


@pytest.mark.parametrize(
    "closing",
    [
        RIGHT.format("Bài: Thu Hương") + RIGHT.format("Ảnh: Quang Vinh"),
        RIGHT.format("Nội dung: Thu Hương<br>Ảnh: Quang Vinh<br>Đồ họa: Bảo An"),
        "<p>Thực hiện: Thu Hương<br>Trình bày: Bảo An<br>Ảnh: Quang Vinh<br>Kỹ thuật: Lê Na</p>",
        "<p>Xuất bản: 14/11/2024</p><p>Tổ chức sản xuất: Hoàng Nhật<br>Nội dung: Thu Hương<br>Trình bày: Bảo An</p>",
        RIGHT.format("Thu Hương") + "<p>Video: Quang Vinh</p>",
        "</div><div class='credits'><p>Bài viết: <b>Thu Hương</b></p><p>Ảnh: <b>Quang Vinh</b></p>",
    ],
)
def test_the_author_is_found_among_the_credits(closing):
    assert names(closing) == ("\n\n".join(SENTENCES), ["Thu Hương"])


def test_a_credit_without_a_byline_is_left_in_the_text():
    assert names("<p>Ảnh: Quang Vinh</p>")[1] == []


def test_a_name_in_a_row_with_section_and_date_is_the_author():
    page = make_page(PROSE, date="Thu Hương | Kinh tế | 14/11/2024")
    assert [each["name"] for each in read(page)["authors"]] == ["Thu Hương"]
    page = make_page(PROSE, date="Nam Định | Kinh tế | 14/11/2024")
    assert read(page)["authors"] == []


@pytest.mark.parametrize("tag", ["time", "abbr"])
@pytest.mark.parametrize(
    "title", ["2024-01-02T08:30:00+07:00", "08:30 02/01/2024", "Thứ Ba, 02/01/2024 08:30"]
)
def test_the_title_of_a_relative_time_is_its_date(tag, title):
    page = make_page(PROSE, date=f"<{tag} class='timeago' title='{title}'>3 ngày trước</{tag}>")
    assert read(page)["published_at"] == "2024-01-02T08:30:00+07:00"


def plain(*names):
    return "".join(f"<p>{name}</p>" for name in names)


@pytest.mark.parametrize(
    "listed",
    [
        plain("Danh sách hộ được hỗ trợ:", "Nguyễn Thị Hoa", "Trần Văn Bình", "Lê Quang Đạo"),
        plain("Người có công của xã gồm:", "Trần Văn Bình"),
        plain("Đoàn gồm ba người.", "Nguyễn Thị Hoa", "Trần Văn Bình", "Lê Quang Đạo"),
        "<p>Tổ trực:</p><p><b>Trần Văn Bình</b></p><p><b>Lê Quang Đạo</b></p>",
    ],
)
def test_a_list_of_persons_at_the_end_names_no_author(listed):
    text, authors = names(listed)
    assert authors == []
    assert "Trần Văn Bình" in text


def test_two_names_below_each_other_and_more_at_the_right_are_authors():
    assert names(plain("Nguyễn Thị Hoa", "Trần Văn Bình"))[1] == ["Nguyễn Thị Hoa", "Trần Văn Bình"]
    right = "".join(RIGHT.format(name) for name in ("Nguyễn Thị Hoa", "Trần Văn Bình", "Lê Quang Đạo"))
    assert names(right)[1] == ["Nguyễn Thị Hoa", "Trần Văn Bình", "Lê Quang Đạo"]
    assert names(plain("Bài và ảnh:", "Trần Văn Bình"))[1] == ["Trần Văn Bình"]


@pytest.mark.parametrize("label", ["Video", "Clip", "Quay phim", "Đồ họa"])
@pytest.mark.parametrize("box", ["<p>{}</p>", "<p class='author'>{}</p>", "</div><div class='end'>{}</div>"])
def test_who_filmed_an_article_did_not_write_it(label, box):
    assert names(box.format(f"{label}: Quang Vinh"))[1] == []


def test_who_wrote_and_filmed_it_is_its_author():
    assert names(RIGHT.format("Tin, video: Quang Vinh"))[1] == ["Quang Vinh"]
    assert names(RIGHT.format("Bài: Thu Hương - Video: Quang Vinh"))[1] == ["Thu Hương"]

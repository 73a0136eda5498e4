"""The byline in the last line of the text, behind place and day."""

import pytest

from tests.extract.article_pages import TEXT, lines_of, paragraphs, read


@pytest.mark.parametrize(
    "line",
    [
        "Hải Cường, tháng 4/2023 - Thu Thủy",
        "Hải Cường, ngày 12/4/2023 – Thu Thủy",
        "Hải Cường, ngày 12 tháng 4 năm 2023 - Thu Thủy",
        "Ý Yên, tháng 4/2023 - Thu Thủy",
        "Ân Thi, chiều 12/4/2023 - Thu Thủy",
        "Nam Định, mùa hè 2023 – Thu Thủy",
    ],
)
def test_a_name_behind_place_and_day_is_the_author(line):
    record = read(paragraphs() + f"<p><b>{line}</b></p>", author="")
    assert (record.author, lines_of(record)) == ("Thu Thủy", list(TEXT))


@pytest.mark.parametrize(
    "line",
    [
        "<blockquote>Hải Cường, tháng 4/2023 - Thu Thủy</blockquote>",
        "<p>Kính thư</p><p>Hải Cường, tháng 4/2023 - Thu Thủy</p>",
        "<p>Hải Cường, tháng 4/2023 - Mùa gặt mới</p>",
        "<p>Hải Cường, tháng 4/2023 - xã về đích nông thôn mới</p>",
    ],
)
def test_a_letter_and_a_heading_behind_place_and_day_name_no_author(line):
    assert read(paragraphs() + line, author="").author is None


@pytest.mark.parametrize(
    "name",
    [
        "Lê Thu Hà",
        "Thu Hà",
        "Tin, ảnh: Thu Hà",
        "Thu Hà/Báo Tin tức",
        "Thu Hà (tổng hợp)",
        "Thu Hà - Lê Bình",
        "PV Thu Hà",
    ],
)
@pytest.mark.parametrize("mark", ["", "”"])
def test_a_byline_typed_behind_the_last_sentence_is_read(name, mark):
    body = paragraphs(TEXT[:-1]) + f"<p>{TEXT[-1]}{mark} {name}</p>"
    record = read(body, author="")
    assert "Thu Hà" in (record.author or "")
    assert lines_of(record) == [*TEXT[:-1], f"{TEXT[-1]}{mark}"]


def test_in_bold_it_may_be_short():
    record = read(paragraphs(TEXT[:-1]) + f"<p>{TEXT[-1]} <b>PV</b></p>", author="")
    assert (record.author, lines_of(record)) == ("PV", list(TEXT))


@pytest.mark.parametrize(
    "end",
    [
        "Người nhận giải là TS. Lê Thu Hà",  # a title
        "Cuối cùng là ông L. Thu Hà",
        "Giải nhất thuộc về thôn Đông. Giải nhì: Thu Hà",
        "Cả thôn vui. Bể bơi",
        "Xã khen thưởng chị Lê Thu Hà. Lê Thu Hà",  # of whom the text tells
        "Vui quá!",
    ],
)
def test_other_words_behind_a_sentence_are_text(end):
    record = read(paragraphs(TEXT[:-1]) + f"<p>{TEXT[-1]} {end}</p>", author="")
    assert (record.author, lines_of(record)[-1]) == (None, f"{TEXT[-1]} {end}")


@pytest.mark.parametrize(
    "end",
    [
        "<span style='float:right'>Thu Thủy</span>",
        "<em>Thu Thủy</em>",
        "<font color='red'>Bài, ảnh: Thu Thủy</font>",
        " <u>Thu Thủy</u>",
    ],
)
def test_a_name_in_a_piece_of_its_own_right_behind_the_last_sentence_is_the_author(end):
    *above, last = TEXT
    record = read(paragraphs(above) + f"<p>{last}{end}</p>", author="")
    assert (record.author, lines_of(record)) == ("Thu Thủy", [*TEXT])


@pytest.mark.parametrize(
    "note", ["(xem văn bản)", "(Chi tiết tại đây)", "(có danh sách kèm theo)", "(Tải văn bản)"]
)
@pytest.mark.parametrize(
    "above", ["", "Danh sách các lớp được niêm yết tại nhà văn hóa thôn Đông từ hôm nay "]
)
def test_a_name_behind_a_note_about_a_file_is_the_author(note, above):
    record = read(paragraphs() + f"<p>{above}{note} <b>Thu Thủy</b></p>", author="")
    assert (record.author, lines_of(record)) == ("Thu Thủy", [*TEXT, f"{above}{note}"])


@pytest.mark.parametrize("place", ["(thôn Đông)", "(Hải Hậu)"])
def test_a_name_behind_a_place_is_not_the_author(place):
    line = f"Người dạy bơi cho các em là cô giáo trẻ của xã {place} Thu Thủy"
    assert lines_of(read(paragraphs() + f"<p>{line}</p>", author=""))[-1] == line

"""A text below the byline, under a headline of its own."""

import pytest

from tests.extract.article_pages import AUTHOR, TEXT, paragraphs, read

HEADING = "<h3>Thôn Đoài trồng cây quanh nhà văn hóa</h3>"
BELOW = paragraphs(
    (
        "Cũng trong tuần, đoàn viên thôn Đoài trồng hai trăm cây bóng mát quanh nhà văn hóa và dọc đường ra đồng.",
        "Mỗi gia đình nhận chăm sóc hai cây trong ba năm đầu, cây chết sẽ được trồng lại vào vụ xuân năm sau.",
        "Tiền mua cây do các hộ góp, phần còn lại được trích từ quỹ của chi hội làm vườn trong thôn.",
    )
)
OTHER = "<p style='text-align:right'><b>Lê Thu Hà</b></p>"


def codes(record):
    return [(each.field, each.code.value) for each in record.problems]


@pytest.mark.parametrize(
    ("heading", "last", "author"),
    [
        (HEADING, OTHER, None),
        (HEADING.replace("h3", "p"), OTHER, None),
        (HEADING, AUTHOR, "Bùi Thanh Sơn"),
    ],
)
def test_who_signs_only_the_last_part_is_not_the_author_for_sure(heading, last, author):
    record = read(paragraphs() + AUTHOR + heading + BELOW, author=last)
    assert record.author == author
    assert codes(record)[0] == ("body", "may_be_excerpts")
    assert author or ("author", "name_below_text") in codes(record)


@pytest.mark.parametrize(
    "text",
    [
        paragraphs() + HEADING + BELOW,
        paragraphs(TEXT[:3]) + "<p>“Cứ biết bơi là mừng rồi, học phí không phải lo”</p>"
        f"<p><b>Nguyễn Văn Toàn</b></p>{HEADING}{BELOW}",
    ],
)
def test_intertitles_and_names_below_quotations_raise_no_doubt(text):
    record = read(text, author=OTHER)
    assert (record.author, codes(record)) == ("Lê Thu Hà", [])


@pytest.mark.parametrize(
    "heading", ["", "<p><b>* Cùng ngày, thôn Đoài phát động trồng cây quanh nhà văn hóa.</b></p>"]
)
@pytest.mark.parametrize("last", [OTHER, ""])
def test_a_name_at_the_right_that_signs_a_part_is_a_doubt_about_the_author(heading, last):
    record = read(paragraphs() + AUTHOR + heading + BELOW, author=last)
    assert record.author == ("Lê Thu Hà" if last else None)
    assert codes(record) == [("author", "doubtful_author" if last else "name_below_text")]


@pytest.mark.parametrize("line", ["“Cứ biết bơi là mừng rồi, học phí không phải lo.”", "Chuyện chưa xong:"])
def test_a_name_at_the_right_below_a_quotation_or_an_announcement_is_none(line):
    record = read(paragraphs() + f"<p>{line}</p>{AUTHOR}" + BELOW, author=OTHER)
    assert (record.author, codes(record)) == ("Lê Thu Hà", [])


@pytest.mark.parametrize(
    "heading",
    ["<h3>Thôn Đoài trồng cây</h3>", "<p><b>* Thôn Đoài làm đường</b></p>", "<h4>Tin thôn Đoài</h4>"],
)
@pytest.mark.parametrize("name", ["<p>{}</p>", "<p><i>{}</i></p>", "<div>{}</div>"])
@pytest.mark.parametrize("last", [True, False])
def test_a_name_at_the_left_above_a_heading_signs_the_part_above_it(heading, name, last):
    text = paragraphs() + name.format("Bùi Thanh Sơn") + heading + BELOW
    record = read(text, author=name.format("Lê Thu Hà") if last else "")
    assert codes(record)[0][1] in ("name_below_text", "doubtful_author", "may_be_excerpts")


def test_a_name_above_a_plain_paragraph_raises_no_doubt():
    text = paragraphs() + "<p>Bùi Thanh Sơn</p>" + BELOW
    assert codes(read(text, author=OTHER)) == []

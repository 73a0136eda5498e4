"""Credits with each label on a line above its names, and below those who designed the page."""

import pytest

from tests.extract.article_pages import TEXT, lines_of, paragraphs, read


def lines(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(
    ("credits", "author"),
    [
        (("NỘI DUNG", "THU HÀ", "ẢNH", "DUY KHÁNH", "THIẾT KẾ", "MẠNH TƯỜNG"), "Thu Hà"),
        (("Thực hiện:", "Thu Hà", "Thiết kế:", "Mạnh Tường"), "Thu Hà"),
    ],
)
def test_the_writer_is_the_author_and_not_the_last_name(credits, author):
    record = read(paragraphs() + lines(*credits), author="")
    assert (record.author, lines_of(record)) == (author, list(TEXT))


def test_who_designed_the_page_is_not_its_author():
    assert read(paragraphs() + lines("THIẾT KẾ", "MẠNH TƯỜNG"), author="").author is None


def test_the_byline_below_the_text_may_be_below_its_makers():
    below = "<div>Tổ chức thực hiện: Hồng Minh<br>Nội dung: Thu Hà - Lan Hương<br>Trình bày: Mạnh Tường</div>"
    assert read(paragraphs(), below=below, author="").author == "Thu Hà, Lan Hương"


def table(*rows):
    return "<table>" + "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows) + "</table>"


@pytest.mark.parametrize(
    "credits",
    [
        table(("Nội dung", "Thu Hà"), ("Ảnh", "Duy Khánh"), ("Thiết kế", "Mạnh Tường")),
        "<div><p><span>Nội dung</span><b>Thu Hà</b></p><p><span>Ảnh</span><b>Duy Khánh</b></p></div>",
    ],
)
def test_labels_and_names_may_be_in_cells_and_boxes(credits):
    record = read(paragraphs() + credits, author="")
    assert (record.author, lines_of(record)) == ("Thu Hà", list(TEXT))


@pytest.mark.parametrize(
    "facts",
    [
        table(("Tác giả", "Tô Hoài"), ("Minh họa", "Thành Chương")),
        table(("Nội dung", "Thu Hà"), ("Giá", "45.000 đồng")),
    ],
)
def test_a_table_of_facts_at_the_end_is_part_of_the_text(facts):
    record = read(paragraphs() + facts, author="")
    assert (record.author, len(lines_of(record))) == (None, len(TEXT) + 1)


@pytest.mark.parametrize(
    "credits",
    [
        lines("NỘI DUNG", "THU HÀ", "ẢNH", "DUY KHÁNH"),
        "<div><div><span>Nội dung</span><b>Thu Hà</b></div><div><span>Ảnh</span><b>Duy Khánh</b></div></div>",
        "<ul><li><span>Nội dung</span> <b>Thu Hà</b></li><li><span>Ảnh</span> <b>Duy Khánh</b></li></ul>",
        "<div><span>Nội dung:</span><span>Thu Hà</span><span>Ảnh:</span><span>Duy Khánh</span></div>",
        "<dl><dt>Ảnh</dt><dd>Duy Khánh</dd><dt>Nội dung</dt><dd>Thu Hà</dd></dl>",
    ],
)
def test_labels_and_names_apart_are_read_in_the_text_and_below_it(credits):
    for record in (read(paragraphs() + credits, author=""), read(paragraphs(), credits, author="")):
        assert (record.author, lines_of(record)) == ("Thu Hà", list(TEXT))


def test_a_photographer_below_a_label_of_his_own_is_not_the_author():
    credits = "<div><div><p>Ảnh:</p><p>Duy Khánh</p></div><div><p>Thiết kế:</p><p>Mạnh Tường</p></div></div>"
    assert read(paragraphs() + credits, author="").author is None


@pytest.mark.parametrize(
    "credits",
    [
        lines("Kịch bản: Thu Hà", "Quay phim: Lan Hương"),
        lines("KỊCH BẢN", "THU HÀ", "QUAY PHIM", "LAN HƯƠNG"),
        table(("Chịu trách nhiệm sản xuất", "Hồng Minh"), ("Kịch bản", "Thu Hà")),
        lines("Công chức Văn hóa: Thu Thủy"),
    ],
)
def test_who_may_have_written_the_text_is_a_doubt_in_the_text_and_below_it(credits):
    for record in (read(paragraphs() + credits, author=""), read(paragraphs(), credits, author="")):
        assert (record.author, [each.code for each in record.problems]) == (None, ["name_below_text"])

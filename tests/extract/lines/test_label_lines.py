"""Labels above their values, as Drupal prints its fields."""

import pytest

from tests.extract.article_pages import TEXT, lines_of, paragraphs, read

FIELDS = {
    "boxes": "<div><div class='field-label'>{}:&nbsp;</div><div><div class='field-item'>{}</div></div></div>",
    "a box in a box": "<div><b>{}:</b><div>{}</div></div>",
    "a list": "<dl><dt>{}:</dt><dd>{}</dd></dl>",
    "paragraphs": "<p><b>{}:</b></p><p>{}</p>",
    "labels without a colon": "<div><div class='field__label'>{}</div><div class='field__item'>{}</div></div>",
}


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
@pytest.mark.parametrize("is_source_first", [False, True])
def test_author_and_source_are_found_below_their_labels(field, is_source_first):
    lines = [field.format("Tác giả", "Bùi Thanh Sơn"), field.format("Nguồn", "Báo Mẫu")]
    record = read(paragraphs() + "".join(lines[::-1] if is_source_first else lines), author="")
    assert [each.name for each in record.authors] == ["Bùi Thanh Sơn"]
    assert record.source == "Báo Mẫu" and lines_of(record) == [*TEXT]


@pytest.mark.parametrize(
    "value, names",
    [
        ("Văn Hải - Thu Hà - Bùi Sơn", "Văn Hải, Thu Hà, Bùi Sơn"),
        ("Tin, ảnh: Văn Hải (CTV)", "Văn Hải"),
        ("PV-CTV", "PV, CTV"),
        ("ThS. Bùi Thị Lan - Khoa Xây dựng Đảng", "ThS. Bùi Thị Lan"),
    ],
)
@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_several_names_and_an_office_below_the_label_are_read(field, value, names):
    record = read(paragraphs() + field.format("Tác giả", value), author="")
    assert (record.author, lines_of(record)) == (names, list(TEXT))


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_a_sentence_below_such_a_label_is_kept(field):
    sentence = "Theo dõi của xã, nguồn nước ở giếng làng vẫn trong suốt mùa khô năm nay."
    record = read(paragraphs() + field.format("Nguồn", sentence) + f"<p>{TEXT[0]} Hết.</p>")
    assert any(sentence in line for line in lines_of(record))


@pytest.mark.parametrize("label", ["Nguồn:", "Tác giả:"])
def test_a_label_above_several_lines_heads_a_part_of_the_text(label):
    lines = [label, "Báo Mẫu", "Báo Ví Dụ"]
    record = read(
        paragraphs() + paragraphs(lines) + paragraphs(["Thôn Đông sẽ mở thêm một bể nhỏ vào mùa hè tới."])
    )
    assert lines_of(record)[len(TEXT) : len(TEXT) + 3] == lines


@pytest.mark.parametrize(
    "label",
    ["Nội dung:", "Nội dung chi tiết", "Chi tiết", "NỘI DUNG BÀI VIẾT:", "Toàn văn:", "Email", "Tóm tắt:"],
)
@pytest.mark.parametrize("tag", ["b", "p", "h2", "div"])
def test_the_label_of_the_text_above_its_first_paragraph_is_left_out(label, tag):
    assert lines_of(read(f"<{tag}>{label}</{tag}>" + paragraphs())) == list(TEXT)


@pytest.mark.parametrize("of_lead, of_text", [("Tóm tắt:", "Nội dung:"), ("Trích yếu", "Nội dung chi tiết:")])
def test_the_labels_of_lead_and_text_are_left_out(of_lead, of_text):
    lead, *rest = TEXT
    content = f"<div><b>{of_lead}</b><p>{lead}</p></div><div><b>{of_text}</b>{paragraphs(rest)}</div>"
    record = read(content)
    told = [*([record.summary] if record.summary else []), *lines_of(record)]
    assert told == list(TEXT)


@pytest.mark.parametrize("label", ["Nội dung:", "Chi tiết", "Tóm tắt"])
def test_a_label_among_the_paragraphs_is_a_heading_of_the_text(label):
    record = read(paragraphs(TEXT[:2]) + f"<h3>{label}</h3>" + paragraphs(TEXT[2:]))
    assert lines_of(record) == [*TEXT[:2], label, *TEXT[2:]]


@pytest.mark.parametrize(
    "line", ["Nội dung: Bàn về việc thu phí.", "Tóm tắt những điều cần biết", "Chi tiết máy"]
)
def test_a_first_line_that_says_more_than_the_label_is_kept(line):
    assert lines_of(read(paragraphs([line, *TEXT])))[0] == line

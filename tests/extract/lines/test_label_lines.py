"""Labels above their values, as Drupal prints its fields."""

import pytest

from tests.extract.article_pages import TEXT, lines_of, paragraphs, read

FIELDS = {
    "boxes": "<div><div class='field-label'>{}:&nbsp;</div><div><div class='field-item'>{}</div></div></div>",
    "a box in a box": "<div><b>{}:</b><div>{}</div></div>",
    "a list": "<dl><dt>{}:</dt><dd>{}</dd></dl>",
    "paragraphs": "<p><b>{}:</b></p><p>{}</p>",
}


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
@pytest.mark.parametrize("is_source_first", [False, True])
def test_author_and_source_are_found_below_their_labels(field, is_source_first):
    lines = [field.format("Tác giả", "Bùi Thanh Sơn"), field.format("Nguồn", "Báo Mẫu")]
    record = read(paragraphs() + "".join(lines[::-1] if is_source_first else lines), author="")
    assert [each.name for each in record.authors] == ["Bùi Thanh Sơn"]
    assert record.source == "Báo Mẫu" and lines_of(record) == [*TEXT]


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

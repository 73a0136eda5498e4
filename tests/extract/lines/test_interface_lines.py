"""Lines of the page's interface within the box of the text."""

import pytest

from tests.extract.article_pages import TEXT, lines_of, paragraphs, read


@pytest.mark.parametrize("label", ["Lượt xem", "Số lượt xem:", "Lượt đọc:", "Đã xem"])
def test_a_counter_on_two_lines_is_not_text(label):
    counter = f"<p>{label}</p><p>1234</p>"
    assert lines_of(read(paragraphs() + counter)) == lines_of(read(counter + paragraphs())) == [*TEXT]

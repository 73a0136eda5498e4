"""Lines that stand with a picture in the item of a list."""

import pytest

from tests.extract.article_pages import TEXT, read

TOLD = "Bãi bồi rộng hàng nghìn héc-ta, nước triều lên xuống mỗi ngày hai lần, ngao lớn rất nhanh."
ITEM = f"<ul><li><img src='/u/bai.jpg' width='600'><p{{}}>{TOLD}</p></li></ul>"


@pytest.mark.parametrize(
    ("name", "is_text"), [(" class='Normal'", True), (" class='chu-thich'", False), ("", False)]
)
def test_a_line_in_a_list_of_pictures_that_is_marked_as_the_paragraphs_is_text(name, is_text):
    own = [f"<p class='Normal'>{text}</p>" for text in TEXT]
    record = read("".join((*own[:2], ITEM.format(name), *own[2:])))
    assert (TOLD in record.body, [image.caption for image in record.images]) == (
        is_text,
        [None if is_text else TOLD],
    )

"""Lines right below a picture that are set apart as captions are."""

import pytest

from tests.extract.article_pages import TEXT, lines_of, paragraphs, read

PICTURE = "<p style='text-align:center'><img src='/upload/be-boi-1.jpg'></p>"


@pytest.mark.parametrize("style", ["", " style='text-align:center;font-style:italic'"])
@pytest.mark.parametrize("line", ["Bài, ảnh: Tổ truyền thông xã", "Tin và Ảnh: nhóm giáo viên trường"])
def test_a_line_that_names_who_wrote_the_text_is_no_caption(line, style):
    record = read(f"{paragraphs()}{PICTURE}<p{style}>{line}</p>", author="")
    assert [(image.caption, image.credit) for image in record.images] == [(None, None)]
    assert lines_of(record) == [*TEXT, line]

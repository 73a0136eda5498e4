"""Lines right below a picture that are set apart as captions are."""

import pytest

from tests.extract.article_pages import TEXT, lines_of, paragraphs, read

PICTURE = "<p style='text-align:center'><img src='/upload/be-boi-1.jpg'></p>"


@pytest.mark.parametrize("style", ["", " style='text-align:center;font-style:italic'"])
@pytest.mark.parametrize("line", ["Bài, ảnh: các bạn lớp 9A", "Tin và Ảnh: nhóm giáo viên trường"])
def test_a_line_that_names_who_wrote_the_text_is_no_caption(line, style):
    record = read(f"{paragraphs()}{PICTURE}<p{style}>{line}</p>", author="")
    assert [(image.caption, image.credit) for image in record.images] == [(None, None)]
    assert lines_of(record) == [*TEXT, line]


@pytest.mark.parametrize(
    "wrapper",
    ["<center>{}</center>", "<div align='center'>{}</div>", "<td style='text-align:center'>{}</td>"],
)
@pytest.mark.parametrize("line", ["<p><em>{}</em></p>", "<p style='text-align:center'><i>{}</i></p>"])
def test_in_a_centred_text_italics_mark_a_caption(line, wrapper):
    caption = line.format("Thầy giáo dạy bơi cho nhóm nhỏ tuổi nhất")
    text = paragraphs(TEXT[:2]) + PICTURE + caption + paragraphs(TEXT[2:])
    record = read(wrapper.format(text), author="")
    assert [image.caption for image in record.images] == ["Thầy giáo dạy bơi cho nhóm nhỏ tuổi nhất"]
    assert lines_of(record) == [*TEXT]


@pytest.mark.parametrize(
    "line", ["{}<p align='center'><em>{}</em></p>", "<p align='center'>{}<br><i>{}</i></p>"]
)
def test_a_caption_in_italics_below_a_centred_picture_may_have_several_sentences(line):
    caption = "Giờ học bơi sáng 15/3. Thầy Bình đứng thứ hai từ trái sang."
    within = line.format(PICTURE if line.startswith("{") else "<img src='/upload/be-boi-1.jpg'>", caption)
    record = read(f"{paragraphs(TEXT[:2])}{within}{paragraphs(TEXT[2:])}", author="")
    assert [image.caption for image in record.images] == [caption]
    assert lines_of(record) == [*TEXT]
    above = read(f"{within}{paragraphs()}", author="")
    assert caption in lines_of(above)  # it may be the lead


LEAD = "Bể bơi mới giúp hàng trăm em nhỏ vùng trũng biết bơi trước khi bước vào mùa mưa lũ, theo ban quản lý thôn và nhà trường."
PLAIN = "<p><img src='/upload/be-boi-1.jpg'></p>"


@pytest.mark.parametrize(
    "picture",
    [
        PLAIN + "<p><em>{}</em></p>",
        PLAIN + "<div><i>{}</i></div>",
        "<p><img src='/upload/be-boi-1.jpg'><br><em>{}</em></p>",
    ],
)
def test_a_line_in_italics_below_the_picture_that_opens_the_text_is_its_caption(picture):
    caption = "Các em nhỏ tập bơi sáng 15/3."
    record = read(picture.format(caption) + paragraphs(), author="")
    assert [image.caption for image in record.images] == [caption]
    assert (record.summary, lines_of(record)) == (None, [*TEXT])


@pytest.mark.parametrize("below, is_caption", [("", False), (f"<p><b>{LEAD}</b></p>", True)])
def test_a_long_line_there_is_a_caption_only_above_the_lead(below, is_caption):
    line = "Các em nhỏ thôn Đông tập bơi dưới sự hướng dẫn của thầy cô giáo thể dục và hai người cứu hộ của xã bên"
    record = read(f"{PLAIN}<p><em>{line}</em></p>{below}{paragraphs()}", author="")
    assert [image.caption for image in record.images] == [line if is_caption else None]


CENTRED = "<p align='center'>{}</p>"
POEM = tuple(f"Dòng sông quê mẹ {verse}" for verse in ("êm đềm", "xa xăm", "trong veo", "mênh mang"))


@pytest.mark.parametrize(
    ("below", "caption", "lines"),
    [
        (CENTRED.format("<b>Lớp học</b>"), None, ["Lớp học"]),
        (CENTRED.format("***"), None, []),
        ("".join(map("<p align='center'><i>{}</i></p>".format, POEM)), None, ["\n".join(POEM)]),
        ("<figcaption>IMG_1234.JPG</figcaption><figcaption>Giờ học bơi</figcaption>", "Giờ học bơi", []),
    ],
)
def test_headings_marks_verses_and_file_names_are_no_captions(below, caption, lines):
    picture = PICTURE if below.startswith("<p") else f"<figure><img src='/upload/be.jpg'>{below}</figure>"
    record = read(paragraphs(TEXT[:2]) + picture + below * below.startswith("<p") + paragraphs(TEXT[2:]))
    assert [image.caption for image in record.images] == [caption]
    assert lines_of(record) == [*TEXT[:2], *lines, *TEXT[2:]]


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        (f"Sáng<br>{TEXT[3]}<br><img src='/upload/be.jpg'>", ["Sáng", TEXT[3]]),
        (
            "<p><b>Giờ học bơi</b></p><table><tr><td><img src='/upload/be.jpg'></td></tr></table>",
            ["Giờ học bơi"],
        ),
    ],
)
def test_the_text_in_the_cell_of_a_picture_is_no_caption(cell, lines):
    record = read(f"{paragraphs(TEXT[:3])}<table><tr><td>{cell}</td></tr></table>")
    assert [image.caption for image in record.images] == [None]
    assert lines_of(record) == [*TEXT[:3], *lines]

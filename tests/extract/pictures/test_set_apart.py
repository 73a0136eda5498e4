"""A line whose element is found only right below pictures is their caption."""

import pytest

from tests.extract.article_pages import TEXT, among, lines_of, paragraphs, read

SAYS = "Các em học sinh tập bơi ca sáng"
PICTURE = "<p><img src='/u/be-boi.jpg'></p>"
LINES = {
    "another element": "<div>{}</div>",
    "another class": "<p class='note ignore'>{}</p>",
    "a class of pictures": "<span class='chuthich'>{}</span>",
}


def captions(record):
    return [image.caption for image in record.images]


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_a_line_that_is_only_found_below_pictures_is_their_caption(line):
    record = among(PICTURE + line.format(SAYS))
    assert (lines_of(record), captions(record)) == ([*TEXT], [SAYS])


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_of_an_element_that_is_also_found_elsewhere_it_is_text(line):
    record = among(PICTURE + line.format(SAYS) + paragraphs(TEXT[:1]) + line.format("Ba ca mỗi ngày"))
    assert SAYS in lines_of(record)


@pytest.mark.parametrize(
    "text", [TEXT[3] + " " + TEXT[0], "“Các em rất thích”", "Lịch mở cửa. Mỗi ngày ba ca"]
)
def test_a_paragraph_or_a_quotation_is_text(text):
    assert text in lines_of(among(f"{PICTURE}<div>{text}</div>"))


def test_below_a_picture_at_the_top_it_may_be_the_lead():
    record = read(f"{PICTURE}<div>{SAYS}</div>{paragraphs()}")
    assert captions(record) == [None]
    assert SAYS in (record.summary, *lines_of(record))


@pytest.mark.parametrize(
    "name",
    ["cap", "figcap", "img-cap", "chuthich", "chu-thich-anh", "descimg", "pic-title", "legend", "expEdit"],
)
def test_below_a_picture_at_the_top_a_line_with_a_name_of_captions_is_its_caption(name):
    record = read(f"{PICTURE}<p class='{name}'>{SAYS}</p>{paragraphs()}")
    assert (lines_of(record), captions(record)) == ([*TEXT], [SAYS])


@pytest.mark.parametrize(
    "line",
    [
        "<p><img src='/u/be-boi.jpg'><br>{}</p>",
        "<p><img src='/u/be-boi.jpg'>{}</p>",
        "<p><a href='#'><img src='/u/be-boi.jpg'></a><br>{}</p>",
        "<p><img src='/u/be-boi.jpg'></p><p>{}</p>",
        "<p><a href='#'><img src='/u/be-boi.jpg'></a></p><p></p><p>{}</p>",
        "<div><img src='/u/be-boi.jpg'></div><p>{}</p>",
    ],
)
def test_a_caption_typed_as_the_paragraphs_are_is_known_by_its_place_and_form(line):
    record = among(line.format(SAYS))
    assert (lines_of(record), captions(record)) == ([*TEXT], [SAYS])


@pytest.mark.parametrize(
    "rest",
    [
        PICTURE
        + f"<p>{SAYS}</p><p>Mùa hè ở thôn Đông và những ca bơi sáng sớm</p>",  # an intertitle elsewhere
        PICTURE + f"<p>{SAYS}.</p>",
        PICTURE + "<p>Ba ca sáng</p>",
        f"<p>{TEXT[0]}<br><img src='/u/be-boi.jpg'><br>{SAYS}<br>Ba ca mỗi ngày của thôn Đông</p>",
    ],
)
def test_other_plain_lines_below_pictures_are_text(rest):
    assert captions(among(rest)) == [None]


def test_a_sentence_in_another_element_than_the_paragraphs_is_the_caption():
    record = among(f"{PICTURE}<div>{SAYS}.</div>")
    assert (lines_of(record), captions(record)) == ([*TEXT], [f"{SAYS}."])


def test_a_line_alone_with_a_picture_in_its_paragraph_is_its_caption_beside_lines_without_stops():
    alone = f"<p><img src='/u/be-boi.jpg'><br>{SAYS}</p>"
    lines = ["Chuyện ở bể bơi", *TEXT, "Hết phần một"]
    record = read(paragraphs(lines[:3]) + alone + paragraphs(lines[3:]))
    assert (captions(record), lines_of(record)) == ([SAYS], lines)


@pytest.mark.parametrize("caption", ["Khách xem tranh. Ảnh: Lan Anh", "Ảnh: sưu tầm của ông Tám"])
def test_a_sentence_about_pictures_below_a_caption_is_text(caption):
    sentence = "Ảnh: có 120 tác phẩm của 45 tác giả, được trưng bày trong ba ngày."
    record = among(f"<p><img src='/kho/a.jpg'></p><p>{caption}</p><p>{sentence}</p>")
    assert sentence in record.body
    assert len(record.images) == 1

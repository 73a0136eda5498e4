"""Short articles with pictures on pages laid out in tables, whose tables are not those of pictures."""

import pytest

from tests.extract.article_pages import HEAD, TEXT, lines_of, paragraphs, read_page

PICTURES = (
    "<p align='center'><img src='/u/be-boi-1.jpg'></p>",
    "<p align='center'><img src='/u/be-boi-2.jpg'></p>",
)
CARD = "<table><tr><td><a href='/b-2.html'><img src='/u/b.jpg'></a></td><td><a href='/b-2.html'>Xã bên mở bể bơi mới</a></td></tr></table>"


def texts(record):
    return [*([record.summary] if record.summary else []), *lines_of(record)]


@pytest.mark.parametrize(
    "layout",
    [
        "<table width='100%'><tr><td>{0}</td></tr><tr><td>{1}</td></tr></table>",
        "{0}<table width='100%'><tr><td>{1}</td></tr></table>",
        "<table><tr><td><table><tr><td>{0}</td></tr></table><div>{1}</div></td></tr></table>",
        "<table><tr><td>{0}{1}</td><td width='30%'><ul><li><a href='/c-3.html'>Tin khác</a></li></ul></td></tr></table>",
    ],
)
@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_short_text_with_pictures_in_a_table_is_text(layout, count):
    content = paragraphs(TEXT[:1]) + PICTURES[0] + paragraphs(TEXT[1:count])
    record = read_page(layout.format(HEAD, content))
    assert texts(record) == list(TEXT[:count])
    assert len(record.images) == 1


def test_text_around_a_nested_table_is_not_a_caption():
    content = f"<div><div>{paragraphs(TEXT[:2])}{CARD}{paragraphs(TEXT[2:])}{PICTURES[1]}</div></div>"
    record = read_page(f"<table><tr><td>{HEAD}</td></tr><tr><td>{content}</td></tr></table>")
    assert texts(record) == list(TEXT)


@pytest.mark.parametrize("caption", ["<em>{}</em>", "<p>{}</p>", "<br>{}"])
def test_a_table_of_a_picture_and_its_caption_stays_one(caption):
    says = "Các em học sinh tập bơi ca sáng, có hai người cứu hộ trực ở hai đầu bể suốt buổi."
    table = (
        f"<table align='center'><tr><td><img src='/u/be-boi-1.jpg'>{caption.format(says)}</td></tr></table>"
    )
    record = read_page(f"<div>{HEAD}<div>{paragraphs(TEXT[:2])}{table}{paragraphs(TEXT[2:])}</div></div>")
    assert (texts(record), [image.caption for image in record.images]) == (list(TEXT), [says])


def test_a_row_over_the_whole_width_of_a_table_is_a_line_and_an_empty_one_none():
    rows = ["<td colspan='2'>Giá vé vào bể</td>", "<td>Trẻ em</td><td>10.000 đồng</td>", "<td></td><td></td>"]
    rows += ["<td>Người lớn</td><td>20.000 đồng</td>", "<td colspan='2'>Vé tháng giảm một nửa</td>"]
    table = f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    record = read_page(f"<div>{HEAD}<div>{paragraphs(TEXT[:2])}{table}{paragraphs(TEXT[2:])}</div></div>")
    assert lines_of(record)[2].split("\n") == [
        "Giá vé vào bể",
        "Trẻ em | 10.000 đồng",
        "Người lớn | 20.000 đồng",
        "Vé tháng giảm một nửa",
    ]


def test_the_foot_of_a_table_is_its_last_rows_wherever_it_is_written():
    parts = [
        "<thead><tr><th>Ca</th><th>Số em</th></tr></thead>",
        "<tfoot><tr><td>Cộng</td><td>90</td></tr></tfoot>",
    ]
    rows = "".join(f"<tr><td>{time}</td><td>45</td></tr>" for time in ("Sáng", "Chiều"))
    table = f"<table>{''.join(parts)}<tbody>{rows}</tbody></table>"
    record = read_page(f"<div>{HEAD}<div>{paragraphs(TEXT[:2])}{table}{paragraphs(TEXT[2:])}</div></div>")
    assert lines_of(record)[2].split("\n") == ["Ca | Số em", "Sáng | 45", "Chiều | 45", "Cộng | 90"]


LEAD = "Bể bơi của thôn Đông mở cửa ba ca một ngày cho hơn hai trăm học sinh trong xã học bơi suốt mùa hè."
PICTURE = "<img src='/u/be-boi.jpg' width=400>"


@pytest.mark.parametrize("lead", ["<h2>{}</h2>", "<h3>{}</h3>", "<b>{}</b>", "<p>{}</p>"])
@pytest.mark.parametrize(
    "rows",
    [
        ("{lead}",),
        (PICTURE, "{lead}"),
        ("<table><tr><td>" + PICTURE + "</td><td>{lead}</td></tr></table>",),
    ],
)
def test_a_lead_in_a_row_of_its_own_is_read_with_or_without_a_picture_above(rows, lead):
    rows = (HEAD, *(row.format(lead=lead.format(LEAD)) for row in rows), paragraphs())
    record = read_page(f"<table>{''.join(f'<tr><td>{row}</td></tr>' for row in rows)}</table>")
    assert ([*filter(None, (record.summary, *lines_of(record)))], record.problems) == ([LEAD, *TEXT], ())

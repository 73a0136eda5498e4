"""A list whose items begin with a link."""

from tests.extract.article_pages import TEXT, among, lines_of

TOLD = "đã xây xong một bể bơi dài 25 mét, mở cửa mỗi ngày ba ca, có hai người cứu hộ và một phòng thay đồ."


def test_a_list_that_tells_more_than_its_links_say_is_text():
    items = "".join(f"<li><a href='/b-{n}.html'>Xã {n}</a>: {TOLD}</li>" for n in (1, 2, 3))
    lines = lines_of(among(f"<ul>{items}</ul>"))
    assert lines == [*TEXT[:2], *(f"Xã {n}: {TOLD}" for n in (1, 2, 3)), *TEXT[2:]]

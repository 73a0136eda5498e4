"""A short notice goes on below a link to another article."""

import pytest

from tests.extract.article_pages import HEAD, lines_of, read_page

TEXT = (
    "Sáng nay, xã phát quà cho các hộ nghèo.",
    "Mỗi suất quà trị giá 500 nghìn đồng do các nhà hảo tâm ủng hộ.",
    "Dịp này, trạm y tế khám bệnh cho bà con.",
)
OTHER = "<a href='/tin/5.html'>Giải bóng chuyền hè kết thúc sau ba ngày tranh tài</a>"
LINKS = (
    f"<p>{OTHER}</p>",
    f"<p><em>Đọc thêm: {OTHER}</em></p>",
    f"<p><b>Xem thêm:</b> {OTHER}</p>",
    f"<p>{OTHER}</p><p><img src='/u/qua.jpg'></p>",
)


def read(lines):
    return lines_of(read_page(f"<div class='d'>{HEAD}{lines}</div>"))


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("place", [1, 2])
def test_what_follows_the_link_is_text(place, link):
    lines = [f"<p>{text}</p>" for text in TEXT]
    assert read("".join((*lines[:place], link, *lines[place:]))) == [*TEXT]


@pytest.mark.parametrize(
    "below",
    [
        "".join(f"<p>{OTHER}</p><p>Đội của thôn Đông đã giành giải nhất.</p>" for _ in range(2)),
        f"<p>{OTHER}</p><div>Đội của thôn Đông đã giành giải nhất.</div>",
        f"<h3>{OTHER}</h3><p>Đội của thôn Đông đã giành giải nhất.</p>",
    ],
)
def test_the_excerpt_of_another_article_below_the_link_is_not_text(below):
    assert read(f"<p>{TEXT[0]}</p>{below}") == [TEXT[0]]

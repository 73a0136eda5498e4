"""The list of its own subheadings that a page prints above an article's parts."""

import pytest

from tests.extract.article_pages import TEXT, lines_of, read

NAMES = ("Bể bơi của thôn", "Ai dạy các em")
PARTS = f"<p>{TEXT[0]}</p>{{}}<h2 id=a>1. {NAMES[0]}</h2><p>{TEXT[1]}</p><h2 id=b>2. {NAMES[1]}</h2><p>{TEXT[2]}</p>"
OWN = [TEXT[0], f"1. {NAMES[0]}", TEXT[1], f"2. {NAMES[1]}", TEXT[2]]


@pytest.mark.parametrize(
    "box",
    [
        "<p>Mục lục</p><p>1. {0}</p><p>2. {1}</p>",
        "<p>Mục lục</p><p>Ẩn</p><p>1. {0}</p><p>2. {1}</p>",
        "<div><p>Nội dung chính [Ẩn]</p><ul><li><a href='#a'>{0}</a></li><li><a href='#b'>{1}</a></li></ul></div>",
        "<div><div>Nội dung bài viết</div><div><a href='#a'>1. {0}</a></div><div><a href='#b'>2. {1}</a></div></div>",
        "<div>Mục lục</div><div>[Ẩn]</div><ol><li><a href='#a'>{0}</a></li><li><a href='#b'>{1}</a></li></ol>",
        "<p><a href='#a'>{0}</a></p><p><a href='#b'>{1}</a></p>",
        "<div><b>Nội dung bài viết</b><span><a href='#'>ẩn</a></span></div>"
        "<div><a href='#a'><i>1</i> <span>{0}</span></a></div><div><a href='#b'><i>2</i> <span>{1}</span></a></div>",
        "<div><b>Mục lục</b><i>Đóng</i></div><ul><li><a href='#a'>{0}</a></li><li><a href='#b'>{1}</a></li></ul>",
        "<div><span>Nội dung chính</span> <span>Ẩn/Hiện</span></div><p>1. {0}</p><p>2. {1}</p>",
        "<p>Nội dung bài viết <a href='javascript:;'>Thu gọn</a></p><ul><li>1. {0}</li><li>2. {1}</li></ul>",
        "<p>Nội dung chính trong bài</p><p>1. {0}</p><p>2. {1}</p>",
        "<p>Các phần chính:</p><p>1. {0}</p><p>2. {1}</p>",
    ],
)
def test_the_list_of_an_articles_subheadings_is_not_text(box):
    assert lines_of(read(PARTS.format(box.format(*NAMES)), author="")) == OWN


@pytest.mark.parametrize(
    "lines",
    [
        NAMES,
        ("Nội dung chính", "Mở bể bơi", "Dạy bơi"),
        ("Mục lục", "Chương một", "Chương hai"),
        (NAMES[1], NAMES[0]),
    ],
)
def test_lines_that_no_sign_tells_from_an_editors_are_text(lines):
    made = PARTS.format("".join(f"<p>{line}</p>" for line in lines))
    assert lines_of(read(made, author="")) == [OWN[0], *lines, *OWN[1:]]

"""Names right below a headline: the author's stands by itself, in a row of facts or in a box for authors."""

import pytest

from tests.extract.article_pages import HEAD, TITLE, paragraphs, read_page

NAME = "Lê Quang Vinh"
PICTURE = "<img src='/upload/be-boi.jpg' width='600' height='400'>"


def _read(below_title):
    heading = HEAD.replace(TITLE, f"{TITLE}</h1>{below_title}<h1>", 1).replace("<h1></h1>", "")
    return read_page(f"<div class='detail'>{heading}<div class='c'>{paragraphs()}</div></div>")


@pytest.mark.parametrize(
    "box",
    [
        f"<table><tr><td>{NAME}</td></tr></table>",
        f"<table><tr><td>{NAME}</td></tr><tr><td>Bùi Thu Hà</td></tr></table>",
        f"<table><tr><td><p>{NAME}</p></td><td><p>Bùi Thu Hà</p></td></tr></table>",
        f"<ul><li>{NAME}</li></ul>",
        f"<ol><li><p>{NAME}</p></li></ol>",
        f"<dl><dt>Chủ tịch</dt><dd>{NAME}</dd></dl>",
        f"<div class='box-info'><h4>Nhân vật</h4><p>{NAME}</p></div>",
        f"<div class='infobox'><div>{NAME}</div><div>Sinh năm 1965 tại Nam Định</div></div>",
        f"<aside><p>{NAME}</p><p>Sinh năm 1965</p></aside>",
        f"<blockquote><p>Phải giữ được nghề.</p><p>{NAME}</p></blockquote>",
        f"<div class='quote'><p>Phải giữ được nghề.</p><p class='author'>{NAME}</p></div>",
        f"<figure>{PICTURE}<span class='author'>{NAME}</span></figure>",
        f"<figure>{PICTURE}<figcaption><span class='author'>{NAME}</span></figcaption></figure>",
        f"<div class='image'>{PICTURE}<div class='author'>{NAME}</div></div>",
        f"<table><tr><td>{PICTURE}</td></tr><tr><td class='author'>{NAME}</td></tr></table>",
        f"<div class='video'><video src='/v.mp4'></video><span class='author'>{NAME}</span></div>",
        f"<p>Video: {NAME}</p>",
    ],
)
def test_a_name_in_the_box_of_something_else_is_not_the_author(box):
    assert _read(box).author is None


@pytest.mark.parametrize(
    "box",
    [
        f"<p>{NAME}</p>",
        f"<ul><li>{NAME}</li><li>05/06/2025 07:20</li></ul>",
        f"<ul><li><span>{NAME}</span><span>12 Tháng 3, 2021</span><span>128</span></li></ul>",
        f"<ul><li><a href='/nguoi-viet/8'>{NAME}</a></li><li>2 giờ trước</li></ul>",
        f"<ul><li>{NAME}</li><li>128 lượt xem</li><li>3 bình luận</li></ul>",
        f"<ul class='post-meta'><li>{NAME}</li><li>Đời sống</li></ul>",
        f"<table><tr><td>{NAME}</td><td>05/06/2025 07:20</td></tr></table>",
        f"<table><tr><td class='author'>{NAME}</td></tr></table>",
        f"<div class='author-box'><img class='avatar' src='/a.jpg'><span class='name'>{NAME}</span></div>",
        f"<figure class='author'><img src='/a.jpg' width='60'><figcaption>{NAME}</figcaption></figure>",
        f"<aside class='article-meta'><span class='author'>{NAME}</span></aside>",
        f"<dl><dt>Tác giả</dt><dd>{NAME}</dd></dl>",
    ],
)
def test_a_name_by_itself_or_in_a_row_of_facts_is_the_author(box):
    assert _read(box).author == NAME


def test_a_name_that_may_be_one_of_a_list_is_a_doubt_where_nobody_signs():
    assert [each.code for each in _read(f"<ul><li>{NAME}</li></ul>").problems] == ["name_below_text"]

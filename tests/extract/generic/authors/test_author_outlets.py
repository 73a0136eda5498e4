"""Reprints, whose box of the author names an outlet."""

import pytest

from tests.extract.article_pages import AUTHOR, HEAD, TEXT, TITLE, lines_of, paragraphs, read_page

DEAD_LINK = "<div class='article__author'><div class='info'><a href='javascript:void(0)' class='cms-author'>{}</a></div></div>"


def read_signed(box, *, inside=False, author="", head=""):
    text = paragraphs() + author
    column = f"<div class='c'>{text}{box}</div>" if inside else f"<div class='c'>{text}</div>{box}"
    return read_page(f"<div class='detail'>{HEAD}{column}</div>", head)


@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize(
    "printed", ["Theo TTXVN", "TTXVN", "Theo Báo Ví Dụ Mới", "Reuters", "(Theo Vietnam+)"]
)
@pytest.mark.parametrize(
    "box",
    [
        DEAD_LINK,
        "<div class='article__author'><a class='name'>{}</a></div>",
        "<div class='detail-author'><a href='#'>{}</a></div>",
        "<p class='author'><a href='/tac-gia/nguon-1.html'>{}</a></p>",
        "<div class='author'><span class='name'>{}</span></div>",
        "<div class='tac-gia'>{}</div>",
        "<p><span itemprop='author'>{}</span></p>",
        "<p><a rel='author' href='#'>{}</a></p>",
    ],
)
def test_an_outlet_in_the_box_of_the_author_is_the_source(box, printed, inside):
    record = read_signed(box.format(printed), inside=inside)
    assert (record.author, record.source) == (None, printed.strip("()").removeprefix("Theo "))
    assert lines_of(record) == [*TEXT]


@pytest.mark.parametrize(
    "body",
    [
        "Ban Tuyên giáo Huyện ủy",
        "UBND xã Hải Minh",
        "Hội Nông dân huyện",
        "Phòng Văn hóa - Thông tin",
        "Công an xã Hải Minh",
        "Trạm Y tế xã",
    ],
)
@pytest.mark.parametrize("inside", [True, False])
def test_a_body_in_the_box_of_the_author_is_the_source(body, inside):
    record = read_signed(f"<div class='news_author'>{body}</div>", inside=inside)
    assert (record.author, record.source, lines_of(record)) == (None, body, [*TEXT])


def test_the_author_below_the_text_stays_beside_the_outlet_in_the_box():
    record = read_signed(DEAD_LINK.format("Bùi Thanh Sơn"), inside=True)
    assert (record.author, record.source) == ("Bùi Thanh Sơn", None)
    record = read_signed(DEAD_LINK.format("Theo TTXVN"), author=AUTHOR)
    assert record.author == "Bùi Thanh Sơn"


def test_the_paper_itself_in_the_box_of_the_author_is_no_source():
    site = "<meta property='og:site_name' content='Báo Ví Dụ'>"
    assert read_signed(DEAD_LINK.format("Báo Ví Dụ"), head=site).source is None


@pytest.mark.parametrize("printed", ["PV", "BBT", "Admin", "Tổng hợp"])
def test_accounts_and_reporters_in_the_box_of_the_author_are_no_source(printed):
    assert read_signed(DEAD_LINK.format(printed)).source is None


@pytest.mark.parametrize("box", ["<b>{}</b>", "<div class='author-name'><b>{}</b></div>"])
def test_nothing_need_part_the_outlet_from_the_date(box):
    author = box.format("Nguồn: Báo Nam Định")
    record = read_page(
        f"<h1>{TITLE}</h1><div class='author-wrap'>{author}<time>05/06/2025 07:20</time></div>{paragraphs()}"
    )
    assert (record.source, record.published_at) == ("Báo Nam Định", "2025-06-05T07:20:00+07:00")


@pytest.mark.parametrize("board", ["Ban biên tập", "Ban Biên tập Cổng TTĐT xã", "Ban Quản trị website"])
def test_the_board_of_the_site_itself_is_no_source(board):
    record = read_signed(f"<div class='news_author'>{board}</div>")
    assert (record.author, record.source, lines_of(record)) == (None, None, [*TEXT])

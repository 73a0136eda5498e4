"""The footer of the article itself names its day, author and section; that of the site does not."""

import pytest

from dvcrawler.extract import RecordRefused
from tests.extract.notice_pages import PROSE, make_page, read

MORE = (
    "<p>Xã sẽ nạo vét thêm ba tuyến mương trước mùa mưa, kinh phí trích từ quỹ thủy lợi và công đóng góp.</p>"
    * 4
)
NAMES = (
    "entry-footer default-max-width",
    "entry-meta",
    "post-footer",
    "article-footer",
    "post__meta post-meta",
)
FACTS = (
    '<span class="posted-on">Đã đăng vào <time class="entry-date published" datetime="2023-06-12T07:40:00+07:00">'
    '12 Tháng 6, 2023</time></span> <span class="byline">Bởi <a href="/author/ha" rel="author">Lê Thu Hằng</a></span>'
    '<div>Được phân loại trong <a href="/c" rel="category tag">Thủy lợi</a></div>'
)


def page(name):
    return make_page(f"<article>{PROSE}<footer class='{name}'>{FACTS}</footer></article>", date=None)


@pytest.mark.parametrize("name", NAMES)
def test_the_facts_in_the_footer_of_the_article_are_the_articles(name):
    record = read(page(name))
    assert not isinstance(record, RecordRefused), record
    assert record["published_at"] == "2023-06-12T07:40:00+07:00"
    assert (record["author"], record["section"]) == ("Lê Thu Hằng", "Thủy lợi")
    assert "Đã đăng" not in record["body"]


@pytest.mark.parametrize("name", ["footer", "site-footer", ""])
def test_the_facts_in_another_footer_are_not_the_articles(name):
    found = read(page(name))
    assert isinstance(found, RecordRefused) or (found["author"], found["section"]) == (None, None)


@pytest.mark.parametrize(
    "line, author, source",
    [
        ("<p><b>Lê Thu Hằng</b></p>", "Lê Thu Hằng", None),
        ("<p>(Theo Báo Nhân Dân)</p>", None, "Báo Nhân Dân"),
        ("<p>Tác giả: Lê Thu Hằng</p><p>Nguồn: TTXVN</p>", "Lê Thu Hằng", "TTXVN"),
    ],
)
def test_a_byline_there_without_names_of_boxes_is_read(line, author, source):
    record = read(make_page(f"<article>{PROSE}{MORE}<footer>{line}</footer></article>"))
    assert (record["author"], record["source"]) == (author, source)

"""The headings of boxes of other articles, as themes and CMSs word them."""

import pytest

from dvcrawler.extract.endings.end_lines import ends_article, heads_other_articles
from tests.extract.article_pages import TEXT, among, lines_of, paragraphs, read

HEADINGS = [
    "Các bài viết gần đây",
    "Bài viết tương tự",
    "Tin cùng danh mục",
    "Các tin cùng loại",
    "Có thể bạn thích",
    "Bạn có thể quan tâm",
    "Bài mới",
    "Tin mới đăng",
    "Bài viết mới:",
    "TIN XEM NHIỀU NHẤT",
    "Bài đăng gần đây",
    "Thông báo khác",
    "Related posts",
    "You may also like",
    "Tin tức tương tự",
    "Các tin tức khác",
    "Tin trong ngày",
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_of_other_articles_ends_the_text(heading):
    assert heads_other_articles(heading) and ends_article(heading)
    below = f"<div>{heading}</div>" + "".join(f"<div>{n}. Xã bên mở lớp học bơi</div>" for n in range(3))
    assert lines_of(read(paragraphs() + below, author="")) == list(TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "Thông tin khác",
        "Nội dung mới",
        "Sự kiện gần đây",
        "Bài tập mới",
        "Tin vui của thôn Đông",
        "Bài viết mới của thầy giáo",
        "Nội dung tương tự",
    ],
)
def test_what_may_head_a_part_of_the_text_stays(line):
    assert not heads_other_articles(line)
    assert line in lines_of(among(f"<h3>{line}</h3>"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Tổng biên tập báo xã cho biết sẽ mở thêm chuyên mục về học bơi.",
        "Cơ quan chủ quản của bể bơi là Ủy ban nhân dân xã.",
        "Đường dây nóng của xã tiếp nhận phản ánh của bà con về việc dạy bơi.",
    ],
)
def test_a_sentence_that_begins_like_a_footer_is_text(sentence):
    assert not ends_article(sentence)
    assert lines_of(read(f"{paragraphs()}<p>{sentence}</p>")) == [*TEXT, sentence]

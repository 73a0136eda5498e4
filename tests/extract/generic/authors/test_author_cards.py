"""Cards about the author, with a biography."""

import pytest

from tests.extract.article_pages import paragraphs, read

NAME = "<h4><a href='/tac-gia/lich'>Hồ Quang Lịch</a></h4>"
LIFE = "<p>Sinh năm 1960, nguyên cán bộ Sở Nông nghiệp, nhiều năm viết về làng quê Bắc Bộ.</p>"
OTHER = "<div class='author-box'><h4><a href='/tac-gia/ha'>Lê Thu Hà</a></h4><p>Viết về trẻ em.</p></div>"


@pytest.mark.parametrize(
    ("card", "author"),
    [
        (f"<div class='author-info'><img src='/a.jpg'>{NAME}{LIFE}</div>", "Hồ Quang Lịch"),
        (f"<div class='tac-gia'><h3>Về tác giả</h3>{NAME}{LIFE}</div>", "Hồ Quang Lịch"),
        (f"<div class='author-box'>{LIFE}{NAME}</div>", None),
        (f"<div class='author-box'>{NAME}{LIFE}</div>{OTHER}", None),
    ],
)
def test_a_card_below_the_text_names_its_author_in_its_heading(card, author):
    assert read(paragraphs(), below=card, author="").author == author


@pytest.mark.parametrize(
    "heading",
    [
        "<h4>Tác giả nổi bật</h4>",
        "<h3>Cây bút trong tuần</h3>",
        "<div>Các tác giả khác</div>",
        "<p>Tác giả được quan tâm</p>",
        "<h4>Nhà báo tiêu biểu của tháng</h4>",
        "<h4>Đội ngũ biên tập</h4>",
        "<h4>Gương mặt mới</h4>",
        "<h4>Cộng tác viên nhiều bài</h4>",
        "<h4>Featured authors</h4>",
    ],
)
@pytest.mark.parametrize("name", ["author-box", "tac-gia", "right author"])
@pytest.mark.parametrize("inner", ["<a href='/tg/a'>Trần Hữu Thung</a>", f"{NAME}{LIFE}"])
def test_a_box_of_authors_of_the_site_names_none_of_the_article(name, heading, inner):
    assert read(paragraphs(), below=f"<div class='{name}'>{heading}{inner}</div>", author="").author is None


@pytest.mark.parametrize("label", ["Các tác giả: ", "Nhóm tác giả: ", "Tác giả: ", "Tác giả - "])
def test_a_label_before_the_authors_is_none_of_these_headings(label):
    box = f"<div class='author-box'>{label}Trần Hữu Thung</div>"
    assert read(paragraphs(), below=box, author="").author == "Trần Hữu Thung"

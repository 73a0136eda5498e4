"""Boxes of the article itself with the names of furniture, and lines about it that no box names."""

import pytest

from tests.extract.generic.test_theme_parts import AT, LEAD, SENTENCE, found, page
from tests.extract.notice_pages import DATE, PROSE, SENTENCES, TITLE, URL

BODY = "\n\n".join(SENTENCES)
HEAD = f"<h1>{TITLE}</h1><div>{DATE}</div>"
SECTION = "<a href='/tin' rel='tag'>Nông nghiệp</a>"
OWN = {
    "aside": f"<aside class='article-aside'><dl><dd>Được viết bởi Lan Anh</dd><dd>{DATE}</dd></dl></aside>",
    "toolbar": f"<div class='wp-article-toolbar'><span>{DATE}</span><span>Tác giả: Lan Anh</span></div>",
    "info": f"<div class='article-info sidebar'><span>{DATE}</span><span>Tác giả: Lan Anh</span></div>",
}
BLOGGER = (
    "<div class='post-footer'><div class='post-footer-line'><span class='post-author'>Được đăng bởi <span>Lan Anh</span>"
    f"</span> vào lúc <a rel='bookmark' href='{URL}'><abbr class='published' title='{AT}'>07:40</abbr></a></div>"
    f"<div class='post-footer-line'>Nhãn: {SECTION}</div></div>"
)


@pytest.mark.parametrize("box", OWN.values(), ids=OWN)
def test_a_box_of_the_article_itself_has_its_date_and_author(box):
    record = found(page(f"<h1>{TITLE}</h1>{box}"))
    assert (record["published_at"], record["author"], record["body"]) == (AT, "Lan Anh", BODY)


def test_the_footer_of_a_post_of_blogger_has_its_date_and_author():
    record = found(page(f"<h3 class='post-title'>{TITLE}</h3>", below=BLOGGER))
    assert (record["published_at"], record["author"], record["body"]) == (AT, "Lan Anh", BODY)


@pytest.mark.parametrize("name", ["sidebar", "sidebar post-info", "related-item"])
def test_a_box_beside_the_article_has_neither(name):
    others = "".join(
        f"<div class='post-meta'>{day}/05/2023 <a href='/b{day}'>Tin {day}</a></div>" for day in range(4, 9)
    )
    record = found(page(HEAD, below=f"<aside class='{name}'><div class='{name}'>{others}</div></aside>"))
    assert (record["published_at"], record["body"]) == (AT, BODY)


@pytest.mark.parametrize("tag", ["h2", "div", "span"])
def test_the_day_above_a_post_of_blogger_is_its_date(tag):
    head = f"<{tag} class='date-header'><span>Thứ Hai, 12 tháng 6, 2023</span></{tag}><h3 class='post-title'>{TITLE}</h3>"
    assert found(page(head))["date"] == "2023-06-12"


@pytest.mark.parametrize(
    "line", ["Admin 12/06/2023 07:40", "quantri 12/06/2023 07:40", "Đăng bởi admin 12/06/2023 07:40"]
)
def test_a_date_behind_an_account_is_the_articles(line):
    record = found(page(f"<h1>{TITLE}</h1><div>{line}</div>"))
    assert (record["published_at"], record["author"], record["body"]) == (AT, None, BODY)


def test_the_paragraph_of_a_card_that_links_to_another_article_is_not_text():
    card = f"<a href='/bai-{{}}'><div><h4>Khởi công trường mầm non xã</h4><p>{LEAD}</p></div></a>"
    cards = "".join(card.format(n) for n in range(4))
    record = found(page(HEAD, below=f"<div class='luoi'>{cards}</div>"))
    assert record["body"] == BODY


def test_a_name_above_the_headline_and_right_before_the_date_is_the_author():
    head = f"<div><span>Lan Anh •</span> <p>{DATE}</p></div><h1>{TITLE}</h1>"
    record = found(page(head))
    assert (record["author"], record["published_at"], record["body"]) == ("Lan Anh", AT, BODY)


@pytest.mark.parametrize("line", ["Thể loại: Tin tức", "Chuyên mục: Nông nghiệp", "Category: News"])
def test_a_section_without_a_link_below_the_headline_is_not_text(line):
    assert found(page(f"{HEAD}<p>{line}</p>"))["body"] == BODY
    assert found(page(f"{HEAD}<p>{line}</p>", f"<p>{SENTENCE}</p>"))["body"] == SENTENCE


def test_the_row_of_sections_below_the_text_names_the_section():
    row = f"<p>Categories: {SECTION}</p>"
    record = found(page(HEAD, PROSE + row))
    assert (record["section"], record["body"]) == ("Nông nghiệp", BODY)


@pytest.mark.parametrize(
    "line", ["Rate this article: No rating", "Rate this article: 4.5", "Rate this article:"]
)
def test_the_rating_of_dotnetnuke_is_not_text(line):
    assert found(page(HEAD, f"{PROSE}<div>{line}</div>"))["body"] == BODY


def test_a_row_of_tags_is_not_the_text_of_a_notice():
    tags = "<div><a href='/t/1'>đê điều</a> <a href='/t/2'>vụ mùa</a> <a href='/t/3'>xã Thanh Lợi</a></div>"
    assert found(page(HEAD, f"<p>{SENTENCE}</p>{tags}"))["body"] == SENTENCE


def test_a_row_of_documents_is_kept():
    files = "<p><a href='/a.pdf'>Kế hoạch</a> <a href='/b.docx'>Phụ lục</a></p>"
    assert len(found(page(HEAD, f"<p>{SENTENCE}</p>{files}"))["documents"]) == 2


@pytest.mark.parametrize("heading", ["Tin tức liên quan", "TIN TỨC LIÊN QUAN:"])
def test_the_heading_of_related_news_ends_the_text(heading):
    others = f"<h4>{heading}</h4><div><a href='/b'>Khởi công trường mầm non</a><p>{SENTENCE}</p></div>"
    assert found(page(HEAD, PROSE + others))["body"] == BODY


@pytest.mark.parametrize("rest", ["Number of views (3) / Comments (0)", "Comments (0)", "Views: 3"])
def test_counts_behind_a_stroke_are_not_of_the_authors_name(rest):
    record = found(page(f"{HEAD}<div>Author: Lan Anh / {rest}</div>"))
    assert (record["author"], record["body"]) == ("Lan Anh", BODY)


ESSAY = "".join(
    f"<img src='/a{n}.jpg' width=600><p style='text-align:center'><em>Bà con thôn {n} nạo vét kênh cấp ba.</em></p>"
    for n in "1234"
)
LINES = (
    f"<div>{DATE}</div><div>Tác giả: Lan Anh</div><div>Nguồn: Báo Nam Định</div>",
    f"<div>Nguồn: Báo Nam Định</div><div>Tác giả: Lan Anh</div><div>{DATE}</div>",
    f"<div>{DATE}</div><div>Nguồn: Báo Nam Định</div><div>Tác giả: Lan Anh</div>",
    f"<div>{DATE} / Author: Lan Anh / Number of views (3) / Comments (0)</div><div>Nguồn: Báo Nam Định</div>",
)


@pytest.mark.parametrize("lines", LINES)
@pytest.mark.parametrize(
    ("text", "body"),
    [(PROSE, BODY), (f"<p>{SENTENCE}</p>", SENTENCE), (ESSAY, "")],
    ids=["article", "notice", "essay"],
)
def test_credits_in_the_box_of_the_text_are_read(text, body, lines):
    record = found(page("", f"<h1>{TITLE}</h1>{lines}{text}"))
    assert (record["author"], record["source"], record["published_at"]) == ("Lan Anh", "Báo Nam Định", AT)
    assert record["body"] == body

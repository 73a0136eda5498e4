"""Boxes, cards, captions, links and walls among the paragraphs of an unknown page."""

from datetime import UTC, datetime

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.extract.record import read_draft
from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.items import ProblemCode, Provenance

URL = "https://vidu.example.vn/kinh-te/hop-tac-xa-mo-lop-dan-coi-234567.html"
TITLE = "Hợp tác xã mở lớp truyền nghề đan cói"
FIRST = (
    "Mười hai học viên đầu tiên của lớp đan cói đã nhận chứng chỉ sau ba tháng học nghề ngay tại xưởng của "
    "hợp tác xã, phần lớn là phụ nữ trong xã."
)
LAST = (
    "Lớp thứ hai sẽ khai giảng vào cuối tháng sau, hợp tác xã nhận học viên đến hết tuần và không thu học phí "
    "của các hộ nghèo trong vùng."
)


def read(middle, after="", above=""):
    text = (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p class='date'>15/03/2024 08:05</p>"
        f"{above}<div class='content'><p>{FIRST}</p>{middle}<p>{LAST}</p>{after}</div></body></html>"
    )
    given = Provenance("live", URL, datetime(2024, 3, 16, tzinfo=UTC))
    return read_draft(Page(text.encode(), URL), unknown_site(URL), any_address(URL), given)


FACTS = "Hợp tác xã có 45 thợ, mỗi năm làm ra sáu nghìn sản phẩm bán trong và ngoài nước."


@pytest.mark.parametrize(
    "opening",
    [
        "<aside>",
        "<aside class='fact'>",
        "<div style='background:#eef;border:1px solid #99c'>",
        "<section style='background-color:#ffe;border-left:4px solid red'>",
        "<blockquote style='background:#eee;border:1px dotted'>",
        "<div class='fyi'>",
        "<div class='notice'>",
        "<div class='box-thong-tin'>",
    ],
)
def test_a_box_of_facts_is_kept(opening):
    tag = opening[1:].split()[0].rstrip(">")
    assert read(f"{opening}<p>{FACTS}</p></{tag}>").body == (FIRST, FACTS, LAST)


@pytest.mark.parametrize("opening", ["<aside>", "<aside class='related'>", "<div class='fyi'>"])
def test_a_box_of_other_articles_is_not_kept(opening):
    box = f"{opening}<p>Tin liên quan</p><p><a href='/a-1.html'>Làng nghề vào vụ Tết sớm hơn mọi năm</a></p>"
    tag = opening[1:].split()[0].rstrip(">")
    assert read(f"{box}</{tag}>").body == (FIRST, LAST)


@pytest.mark.parametrize(
    "card",
    [
        "<div class='c'><a href='/a-1.html'><img src='/t.jpg'></a><h3><a href='/a-1.html'>{title}</a></h3><p>{text}</p></div>",
        "<article><h4><a href='/a-1.html'>{title}</a></h4><p>{text}</p></article>",
        "<table><tr><td><p><a href='/a-1.html'>{title}</a></p><p>{text}</p></td></tr></table>",
        "<a href='/a-1.html'><div><h3>{title}</h3><p>{text}</p></div></a>",
    ],
)
def test_a_card_of_another_article_leaves_the_body(card):
    made = card.format(
        title="Làng nghề chiếu cói vào vụ Tết sớm hơn mọi năm",
        text="Các hộ thuê thêm thợ, xưởng sáng đèn đến khuya.",
    )
    assert read(made).body == (FIRST, LAST)


@pytest.mark.parametrize(
    "line",
    [
        "<p><a href='/dk'>Người học đăng ký tại trụ sở hợp tác xã trong giờ hành chính.</a></p>",
        "<p><a href='/vb/12.docx'>Mẫu đơn xin học nghề</a></p>",
        "<p>Đường dây nóng: 0228 3123 456.</p>",
        "<p>Điện thoại: 0228 3123 456</p>",
    ],
)
def test_a_linked_sentence_a_file_and_a_telephone_number_end_the_body(line):
    assert len(read("", line).body) == 3


def test_a_list_of_links_that_a_sentence_announces_is_kept():
    items = "".join(f"<li><a href='/n/{n}'>Nhóm nghề số {n} của xã</a></li>" for n in range(3))
    body = read(f"<p>Các nhóm nghề được mở lớp trong năm nay gồm:</p><ul>{items}</ul>").body
    assert body[2:5] == tuple(f"Nhóm nghề số {n} của xã" for n in range(3))


def test_a_list_of_links_that_nothing_announces_is_a_box():
    items = "".join(f"<li><a href='/n-{n}.html'>Một bài khác số {n} của báo</a></li>" for n in range(3))
    assert read(f"<ul>{items}</ul>").body == (FIRST, LAST)


def test_a_caption_in_two_centred_paragraphs_belongs_to_the_picture():
    lines = "".join(
        f"<p style='text-align:center'>{line}</p>"
        for line in (
            "<img src='/a.jpg'>",
            "<em>Đồng chí Trần Văn Bình, Bí thư Đảng ủy xã</em>",
            "<em>trao chứng chỉ cho học viên (Ảnh: Thu Lan)</em>",
        )
    )
    draft = read(lines)
    assert draft.body == (FIRST, LAST)
    assert draft.images[0].caption.startswith("Đồng chí Trần Văn Bình")
    assert "trao chứng chỉ" in draft.images[0].caption


WALLS = (
    "Bạn cần đăng nhập để đọc tiếp nội dung này.",
    "Vui lòng đăng nhập để xem toàn bộ bài viết",
    "Nội dung này chỉ dành cho thuê bao dài hạn",
    "Đăng ký thành viên để tiếp tục đọc",
    "Mời bạn mua gói để đọc tiếp",
    "Hãy đăng nhập tài khoản để xem đầy đủ",
    "Quý độc giả vui lòng đăng ký để đọc hết bài",
    "Please log in to read the full article",
    "Subscribe to continue reading",
    "Bài viết dành cho hội viên, đăng nhập để đọc tiếp",
    "Bạn đã đọc hết số bài miễn phí trong tháng này.",
    "Trở thành thành viên để đọc trọn bài",
    "Đăng nhập để xem",
)


@pytest.mark.parametrize("wall", WALLS)
def test_a_wall_leaves_the_body_and_is_a_problem_of_it(wall):
    draft = read("", f"<div><p>{wall}</p><p>Đăng ký thành viên</p></div>")
    assert draft.body == (FIRST, LAST)
    assert [(each.field, each.code) for each in draft.problems] == [("body", ProblemCode.LOGIN_WALL)]


def test_a_sentence_about_logging_in_is_text():
    told = "Bạn cần đăng nhập tài khoản của lớp học để xem tiếp các bài giảng đã ghi hình."
    draft = read(f"<p>{told}</p>")
    assert draft.body == (FIRST, told, LAST)
    assert draft.problems == ()


@pytest.mark.parametrize(
    "told",
    [
        "Để xem kết quả, phụ huynh đăng nhập vào trang của nhà trường bằng mã học sinh.",
        "Hội viên đăng nhập vào ứng dụng của hợp tác xã để xem giá cói từng ngày.",
    ],
)
def test_a_last_sentence_that_tells_where_to_look_something_up_is_text(told):
    draft = read("", f"<p>{told}</p>")
    assert draft.body == (FIRST, LAST, told)
    assert draft.problems == ()


@pytest.mark.parametrize("free", ["false", '"False"', '"http://schema.org/False"'])
def test_a_page_that_says_it_is_not_free_to_read_is_doubtful(free):
    stated = (
        f'<script type="application/ld+json">{{"@type":"NewsArticle","isAccessibleForFree":{free}}}</script>'
    )
    draft = read("", above=stated)
    assert draft.body == (FIRST, LAST)
    assert [(each.field, each.code) for each in draft.problems] == [("body", ProblemCode.LOGIN_WALL)]
    assert read("", above=stated.replace(free, "true")).problems == ()


def test_other_articles_between_sapo_and_text_do_not_end_the_article():
    sapo = "<div class='sapo_detail'>Nghề đan cói có thêm người học, sau nhiều năm chỉ còn thợ già giữ nghề.</div>"
    box = "<div class='top'><div>TIN LIÊN QUAN</div><ul><li><a href='/a-1.html'>Huyện sửa cầu</a></li></ul></div>"
    assert read("", above=sapo + box).body == (FIRST, LAST)


@pytest.mark.parametrize("tag", ["div", "font", "b"])
def test_text_below_more_boxes_than_the_parser_reads_is_missing_with_a_problem(tag):
    for count, codes in ((1_500, []), (3_000, [ProblemCode.TRUNCATED_PAGE])):
        draft = read(f"<{tag}>" * count + f"<p>{FACTS}</p>" + f"</{tag}>" * count)
        assert [each.code for each in draft.problems] == codes
        assert (FACTS in draft.body) is (not codes)


@pytest.mark.parametrize("tag", ["iframe", "noframes", "plaintext", "script", "style", "textarea", "title"])
def test_text_behind_an_element_without_an_end_tag_is_missing_with_a_problem(tag):
    cut = read(f"<{tag}>")
    assert (cut.body, [each.code for each in cut.problems]) == ((FIRST,), [ProblemCode.TRUNCATED_PAGE])
    if tag != "plaintext":  # never ends
        whole = read(f"<{tag}>x</{tag}>", f"</div></div><{tag}>")
        assert (whole.body, whole.problems) == ((FIRST, LAST), ())


@pytest.mark.parametrize("early", ["</head></html>", "</head><body></html>"])
@pytest.mark.parametrize(
    ("end", "is_cut"),
    [
        ("</div></div></body>", False),
        ("</div></div><script>x='<b>'</script><!-- cache -->", False),
        ("</div>", False),
        ("", True),
        ("</div><p>Nghề đan cói", True),
        ("</div><a href='/nghe", True),
    ],
)
def test_a_page_that_goes_on_below_the_end_of_html_may_have_been_cut(early, end, is_cut):
    text = f"<div><div class='content'><p>{FIRST}</p><p>{LAST}</p>"
    page = f"<html><head><title>{TITLE}</title>{early}<h1>{TITLE}</h1><p class='date'>15/03/2024 08:05</p>{text}{end}"
    given = Provenance("live", URL, datetime(2024, 3, 16, tzinfo=UTC))
    draft = read_draft(Page(page.encode(), URL), unknown_site(URL), any_address(URL), given)
    assert ("truncated_page" in [each.code for each in draft.problems]) == is_cut

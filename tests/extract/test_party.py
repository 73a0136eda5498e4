"""The seed's CMS, whose markup is unknown: the same words in several markups give the same record."""

from datetime import UTC, datetime

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.extract.record import read_draft
from dvcrawler.items import Provenance
from dvcrawler.normalize.article import RecordRefused, normalize_draft
from dvcrawler.normalize.urls import read_address
from dvcrawler.spiders.danguykhoi import DangUyKhoi
from tests.corpus import FOLDER, needs_corpus

URL = "https://danguykhoicaccqvadn.namdinh.gov.vn/tin-tuc-mot-bai-viet-thu-304.html"
TITLE = "Hội nghị sơ kết công tác dân vận ở xã Đông Mẫu"
DATE = "Thứ 6, Ngày 06 / 01 / 2023"
CAPTION = "Các đại biểu dự hội nghị tại xã Đông Mẫu."
TEXT = (
    "Sáng nay, xã Đông Mẫu tổ chức hội nghị sơ kết công tác dân vận. Dự hội nghị có đại diện các thôn xóm.",
    "Trong năm, xã đã vận động nhân dân hiến đất làm đường. Nhiều hộ lùi tường rào cho ngõ xóm rộng thêm.",
    "Thời gian tới, xã tiếp tục nhân rộng các mô hình hay. Mỗi thôn chọn một việc cụ thể để làm tốt hơn./.",
)
BYLINE = "Tin, ảnh: Lê Minh Thử (Nguồn: Báo Nam Định)"
BEFORE = (
    '<ul><li><a href="/">Trang chủ</a></li><li><a href="/a.html">Giới thiệu</a></li></ul>'
    "<div>Thứ 3, Ngày 24 / 11 / 2026</div><h3>Tin nổi bật</h3><ul><li>Một tin khác của tỉnh</li></ul>"
)
AFTER = (
    "<div>:: Tin khác</div><ul><li>Xã Tây Mẫu ra quân làm thủy lợi nội đồng vụ xuân năm nay</li></ul>"
    "<div>Video hoạt động</div><div>Hình ảnh hoạt động</div><div>Website liên kết</div>"
)


def paragraphs(texts, caption, tag="p", image="<p><img src='/u/a.jpg'></p>"):
    first, *rest = [f"<{tag}>{text}</{tag}>" for text in texts]
    return first + image + f"<{tag}>{caption}</{tag}>" + "".join(rest)


def markups(title, date, sapo, texts, caption, byline):
    body = (*texts, byline)
    yield "paragraphs", f"<h1>{title}</h1><p>{date}</p><p>{sapo}</p>{paragraphs(body, caption)}"
    fields = paragraphs(body, caption, "div", "<div><img src='/u/a.jpg'></div>")
    yield "fields", f"<div>{title}</div><div>Nhập ngày: {date}</div><div>{sapo}</div><div>{fields}</div>"
    lines = "<br><br>".join(
        ["&nbsp;&nbsp; " + texts[0], f"<img src='/u/a.jpg'><br>{caption}", *texts[1:], byline]
    )
    yield (
        "table",
        (
            f"<table><tr><td><b>{title}</b></td></tr><tr><td><i>{date}</i></td></tr>"
            f"<tr><td><b>{sapo}</b></td></tr><tr><td>{lines}</td></tr></table>"
        ),
    )
    yield (
        "one line",
        f"<div><b>{title}</b> <span>{date}</span><br><b>{sapo}</b></div>{paragraphs(body, caption)}",
    )


def read(main, title="Trang tin"):
    page = f"<html><head><title>{title}</title></head><body>{BEFORE}{main}{AFTER}</body></html>"
    site = DangUyKhoi.site
    provenance = Provenance("live", URL, datetime(2026, 11, 24, tzinfo=UTC))
    draft = read_draft(
        Page(page.encode(), URL), site, read_address(URL, site.addresses, site.hosts), provenance
    )
    assert not isinstance(draft, RecordRefused), draft
    return normalize_draft(draft, "test")


OWN = list(markups(TITLE, DATE, TITLE, TEXT, CAPTION, BYLINE))


@pytest.mark.parametrize("main", [m for _, m in OWN], ids=[n for n, _ in OWN])
class TestOneTextInManyMarkups:
    def test_the_title_is_as_printed(self, main):
        assert read(main).title == TITLE

    def test_the_date_is_as_printed(self, main):
        article = read(main)
        assert (article.date, article.published_at) == ("2023-01-06", None)

    def test_author_and_source_are_as_printed(self, main):
        article = read(main)
        assert (article.author, article.authors[0].role, article.source) == (
            "Lê Minh Thử",
            "text+photo",
            "Báo Nam Định",
        )

    def test_body_without_caption_byline_and_footer(self, main):
        assert tuple(read(main).body.split("\n\n")) == TEXT

    def test_a_sapo_equal_to_the_title_is_not_a_summary(self, main):
        assert read(main).summary is None

    def test_the_bare_caption_goes_to_its_image(self, main):
        assert [image.caption for image in read(main).images] == [CAPTION]


def test_a_sapo_is_the_summary_and_not_repeated():
    sapo = "Xã Đông Mẫu vừa sơ kết một năm làm công tác dân vận với nhiều việc làm thiết thực."
    for name, main in markups(TITLE, DATE, sapo, TEXT, CAPTION, BYLINE):
        article = read(main)
        assert article.summary == sapo, name
        assert tuple(article.body.split("\n\n")) == TEXT, name


@pytest.mark.parametrize(
    ("first", "is_lead"), [(TEXT[0], False), ("Xã vừa sơ kết một năm làm công tác dân vận.", True)]
)
def test_the_first_of_equal_paragraphs_is_the_sapo_only_if_it_is_one_sentence(first, is_lead):
    article = read(f"<h1>{TITLE}</h1><div>{DATE}</div><p>{first}</p><p>{TEXT[1]}</p><p>{TEXT[2]}</p>")
    assert article.summary == (first if is_lead else None)


@needs_corpus
def test_the_seed_page_reads_exactly():
    lines = [
        line.strip() for line in (FOLDER / "seed-article.txt").read_text("utf-8").splitlines() if line.strip()
    ]
    title, date, sapo, first, caption, second, third, other_caption, last, _byline, *_ = lines
    images = iter("ab")
    body = "".join(
        (f"<p><img src='/u/{next(images)}.jpg'></p>" if text in (caption, other_caption) else "")
        + f"<p>{text}</p>"
        for text in lines[3:10]
    )
    article = read(f"<h1>{title}</h1><p>{date}</p><p>{sapo}</p>{body}")
    assert article.title == "Tiếp tục tăng cường và đổi mới công tác dân vận trong tình hình mới"
    assert (article.date, article.author, article.source) == ("2023-01-06", "Văn Huỳnh", "Báo Nam Định")
    assert article.body.split("\n\n") == [" ".join(text.split()) for text in (first, second, third, last)]
    assert [image.caption for image in article.images] == [caption, other_caption]
    assert article.summary is None


FURNITURE = {
    "related": "<p>&gt;&gt; <a href='/tin-tuc-mot-bai-khac-305.html'>Xã Tây Mẫu ra quân làm thủy lợi nội đồng</a></p>",
    "card": "<div><a href='/tin-tuc-mot-bai-khac-305.html'><img src='/thumb.jpg' width='120' height='80'></a>"
    "<a href='/tin-tuc-mot-bai-khac-305.html'>Xã Tây Mẫu ra quân làm thủy lợi</a></div>",
    "share": "<div class='share-bar'><a href='https://www.facebook.com/sharer.php?u=x'>Chia sẻ Facebook</a></div>",
    "form": "<form><h4>Đăng ký nhận tin</h4><p>Nhập email để nhận tin mới nhất</p><input name='e'></form>",
}


@pytest.mark.parametrize("box", FURNITURE.values(), ids=FURNITURE)
def test_boxes_of_the_page_among_the_paragraphs_are_not_text(box):
    first, *rest = TEXT
    text = f"<p>{first}</p>{box}" + "".join(f"<p>{each}</p>" for each in rest)
    record = read(f"<div><h1>{TITLE}</h1><p>{DATE}</p>{text}<p>{BYLINE}</p></div>")
    assert record.body == "\n\n".join(TEXT)
    assert record.images == ()


@pytest.mark.parametrize(
    "line",
    [
        "Thứ Hai, ngày 12/3/2019",
        "Thời gian: 8h00, thứ Hai, ngày 12/3/2019",
        "Xã Đông Mẫu, thứ Hai, ngày 12/3/2019",
    ],
)
def test_a_dated_line_of_the_text_is_not_below_the_headline(line):
    texts = (TEXT[0], line, *TEXT[1:])
    body = f"<h1>{TITLE}</h1><p>{DATE}</p><p>{CAPTION}</p>" + "".join(f"<p>{text}</p>" for text in texts)
    article = read(body)
    assert (article.title, article.date, article.body) == (TITLE, "2023-01-06", "\n\n".join(texts))


@pytest.mark.parametrize("line", ["Lê Minh Thử", "Bài, ảnh: Lê Minh Thử", "<b>Lê Minh Thử - Thu Hà</b>"])
def test_a_byline_between_headline_and_date_is_the_author(line):
    record = read(f"<p>{TITLE}</p><p>{line}</p><p>{DATE}</p>{''.join(f'<p>{each}</p>' for each in TEXT)}")
    assert (record.title, record.authors[0].name) == (TITLE, "Lê Minh Thử")


def test_a_name_that_is_a_heading_is_the_headline():
    record = read(
        f"<p>Gương người tốt việc tốt của tỉnh</p><h2>Lê Minh Thử</h2><p>{DATE}</p>"
        + "".join(f"<p>{each}</p>" for each in TEXT)
    )
    assert (record.title, record.author) == ("Lê Minh Thử", None)


def test_the_headline_of_a_card_above_the_date_is_not_the_own():
    card = "<p><a href='/tin-khac-2.html'>Xã Tây Mẫu ra quân làm thủy lợi nội đồng vụ xuân</a></p>"
    record = read(
        f"<div>{TITLE}</div><div>{card}</div><p>{DATE}</p>{''.join(f'<p>{each}</p>' for each in TEXT)}"
    )
    assert record.title == TITLE


@pytest.mark.parametrize(
    "line",
    [
        "Kỳ 1: Gian nan những ngày đầu dồn điền đổi thửa",
        "Bài cuối: Để ruộng đồng không còn manh mún",
        "Phần I",
        "I. Kết quả thực hiện phong trào thi đua sản xuất giỏi trong ba tháng đầu năm ở xã",
        "LTS: Từ số báo này, chúng tôi giới thiệu loạt bài về công tác dân vận ở các xã.",
        "Đồng chí Lê Minh Thử",
        "Đ/c Lê Minh Thử<br>Phó Bí thư Đảng ủy xã",
        "Bí thư Đảng ủy xã: Lê Minh Thử",
    ],
)
def test_a_heading_or_a_person_above_the_text_is_no_lead(line):
    first = "Xã vừa sơ kết một năm làm công tác dân vận với nhiều việc làm thiết thực."
    article = read(
        f"<h1>{TITLE}</h1><p>{DATE}</p><p><b>{line}</b></p><p>{first}</p><p>{TEXT[1]}</p><p>{TEXT[2]}</p>"
    )
    assert (article.summary, article.body.split("\n\n")) == (first, [*line.split("<br>"), *TEXT[1:]])
    assert ("Thử" in line) == any(each.field == "author" for each in article.problems)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("<h3 class='sub-title'>Hội nghị sơ kết</h3>", "Trang tin"),
        ("<h3>Hội nghị sơ kết</h3>", TITLE),
        ("<p>Đảng ủy Khối các cơ quan tỉnh</p>", f"{TITLE} - Trang tin"),
        ("<div class='kicker'>Xã Đông Mẫu</div>", "Trang tin"),
    ],
)
def test_a_line_between_headline_and_date_is_not_the_headline(line, title):
    text = "".join(f"<p>{each}</p>" for each in TEXT)
    record = read(f"<div>{TITLE}</div>{line}<p>{DATE}</p>{text}", title)
    assert (record.title, record.problems) == (TITLE, ())


FIRST = "Xã vừa sơ kết một năm làm công tác dân vận với nhiều việc làm thiết thực, được nhân dân các thôn xóm đồng tình."
BELOW = "".join(f"<p>{each}</p>" for each in TEXT)


@pytest.mark.parametrize(
    ("line", "is_caption"),
    [
        (FIRST, False),
        ("LTS: Từ số báo này, chúng tôi giới thiệu loạt bài về dân vận", False),
        ("Các đại biểu dự hội nghị", True),
        ("Kính thưa các đồng chí đại biểu!", False),
        ("* Phó Bí thư Tỉnh ủy dự và chỉ đạo hội nghị", False),
        ("Sông quê một dải trong xanh<br>Nắng lên vàng cả tay cành dâu non", False),
    ],
)
def test_a_line_that_opens_the_text_is_not_the_caption_of_the_picture_above_all(line, is_caption):
    article = read(f"<h1>{TITLE}</h1><p>{DATE}</p><p><img src='/u/a.jpg'></p><p>{line}</p>{BELOW}")
    assert [bool(image.caption) for image in article.images] == [is_caption]


@pytest.mark.parametrize("above", [FIRST * 5, FIRST])
def test_a_paragraph_above_the_date_is_no_headline(above):
    assert read(f"<p>{above}</p><p>{DATE}</p><h1>{TITLE}</h1>{BELOW}").title == TITLE


def test_a_short_article_above_the_links_to_others_in_one_box_is_no_card():
    links = "".join(
        f"<li><a href='/tin-tuc-{n}.html'>Xã Tây Mẫu ra quân làm thủy lợi nội đồng</a></li>" for n in (7, 8)
    )
    article = read(f"<div><p>{TITLE}</p><p>{DATE}</p><p>{TEXT[0]}</p><ul>{links}</ul></div>")
    assert (article.title, article.body) == (TITLE, TEXT[0])

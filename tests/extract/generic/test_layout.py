"""The pieces of reading by landmarks, each alone."""

import pytest

from dvcrawler.extract.generic.authors.author_statements import find_stated_author
from dvcrawler.extract.generic.authors.byline import find_author_box
from dvcrawler.extract.generic.authors.person_check import names_person
from dvcrawler.extract.generic.boilerplate.box_names import names_furniture
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.dates.date import ArticleLines, find_when
from dvcrawler.extract.generic.headlines.headline import find_title
from dvcrawler.extract.generic.metadata import read_structured
from dvcrawler.extract.generic.section import find_path
from dvcrawler.extract.generic.teasers.other_pages import link_share
from dvcrawler.extract.page import Page

TITLE = "Hợp tác xã mở lớp truyền nghề đan cói"


def page(body, head=""):
    return Page(
        f"<html><head>{head}</head><body>{body}</body></html>".encode(), "https://baovidu.vn/a-12345.html"
    )


def stated(body="", head=""):
    return read_structured(page(body, head))


def ld(text):
    return f'<script type="application/ld+json">{text}</script>'


class TestStructured:
    def test_json_ld_with_raw_line_ends_and_a_trailing_comma_is_read(self):
        found = stated(head=ld('{"@type":"NewsArticle","headline":"Một\n hai",}'))
        assert found.titles == ("Một hai",)
        assert found.is_article

    def test_an_article_inside_a_graph_is_found(self):
        found = stated(
            head=ld('{"@graph":[{"@type":"WebSite","name":"x"},{"@type":["Article"],"headline":"Bài"}]}')
        )
        assert found.titles == ("Bài",)

    @pytest.mark.parametrize("kind", ["Thing", "person", "https://schema.org/Person"])
    def test_an_author_of_an_open_kind_or_a_type_written_out_is_a_person(self, kind):
        found = stated(head=ld(f'{{"@type":"NewsArticle","author":{{"@type":"{kind}","name":"Lê Hà"}}}}'))
        assert found.authors == (("Lê Hà",),)

    def test_an_author_that_is_an_organisation_is_none(self):
        found = stated(
            head=ld('{"@type":"NewsArticle","author":{"@type":"Organization","name":"Báo Ví Dụ"}}')
        )
        assert found.authors == ()
        assert "Báo Ví Dụ" in found.organisations

    @pytest.mark.parametrize(
        "text", ["", "{", "null", "[" * 5000, '"x"', '{"@type":5,"author":7,"@graph":{}}']
    )
    def test_what_is_not_json_ld_is_passed_over(self, text):
        assert not stated(head=ld(text)).is_article


class TestTitle:
    def find(self, body, head=""):
        made = page(body, head)
        found = find_title(made, read_structured(made), Furniture(made))
        return found.text if found else None

    def test_the_heading_that_agrees_with_the_document_wins_over_the_papers_name(self):
        body = f"<h1>Báo Ví Dụ Online</h1><h2>{TITLE}</h2>"
        assert self.find(body, f"<title>{TITLE} - Báo Ví Dụ</title>") == TITLE

    def test_a_cut_og_title_still_confirms_the_whole_heading(self):
        assert (
            self.find(f"<h1>{TITLE}</h1>", f'<meta property="og:title" content="{TITLE[:32]}...">') == TITLE
        )

    def test_a_page_whose_heading_nothing_confirms_has_no_title(self):
        assert self.find("<h1>Không liên quan gì cả</h1>", f"<title>{TITLE}</title>") is None

    def test_an_entity_escaped_twice_is_text(self):
        head = '<meta property="og:type" content="article"><meta property="og:title" content="Lớp &amp;quot;đêm&amp;quot; của phường">'
        assert self.find("", head) == 'Lớp "đêm" của phường'


class TestWhen:
    def find(self, above="", below="", head=""):
        prose = "<p>" + "Một câu văn dài của bài báo, không có ngày tháng nào ở trong. " * 4 + "</p>"
        made = page(f"{above}<h1>{TITLE}</h1>{below}<div>{prose * 3}</div>", head)
        blocks = made.blocks
        title = next(n for n, b in enumerate(blocks) if b.text == TITLE)
        first = next(n for n, b in enumerate(blocks) if len(b.text) > 100)
        found = find_when(made, read_structured(made), Furniture(made), ArticleLines(blocks, title, first))
        return found.raw if found else None

    def test_the_line_below_the_title_wins_over_the_headers_today(self):
        assert (
            self.find('<header><span class="time-now">20/03/2026</span></header>', "<i>05/03/2026 07:30</i>")
            == "05/03/2026 07:30"
        )

    def test_the_publication_wins_over_the_update(self):
        below = "<div>Cập nhật: 06/03/2026 09:00</div><div>05/03/2026 07:30</div>"
        assert self.find(below=below) == "05/03/2026 07:30"

    def test_a_stated_time_lends_its_clock_to_a_printed_day(self):
        head = '<meta property="article:published_time" content="2026-03-05T07:30:00+07:00">'
        assert self.find(below="<div>Ngày 05/03/2026</div>", head=head) == "2026-03-05T07:30:00+07:00"

    def test_a_local_clock_marked_as_utc_is_recognised_by_the_printed_day(self):
        head = '<meta property="article:published_time" content="2026-03-05T22:30:00Z">'
        assert self.find(below="<div>Ngày 05/03/2026</div>", head=head) == "2026-03-05T22:30:00"

    def test_a_date_in_a_sentence_is_not_a_date_line(self):
        assert self.find(below="<p>Sáng 05/03/2026, hội nghị đã khai mạc tại hội trường.</p>") is None

    def test_a_related_items_date_is_not_the_articles(self):
        assert self.find(below='<div class="related"><span>01/03/2026 06:00</span></div>') is None


class TestWho:
    def test_a_box_called_after_the_author_names_him(self):
        made = page('<div class="author-info"><a class="name">Trần Bích Đào</a></div>')
        assert find_author_box(read_structured(made), Furniture(made)) == "Trần Bích Đào"

    @pytest.mark.parametrize(
        "told", ['id="author"', 'rel="author"', 'itemprop="author"', 'data-role="author"', 'class="author"']
    )
    def test_boxes_are_taken_in_their_order_by_any_attribute(self, told):
        made = page(f'<p {told}>Lê Văn Sơn</p><p class="author">Trần Bích Đào</p><p {told}>Vũ Thu Hà</p>')
        names = find_author_box(read_structured(made), Furniture(made))
        assert names == "Lê Văn Sơn, Trần Bích Đào, Vũ Thu Hà"

    @pytest.mark.parametrize("text", ["admin", "toasoan2", "Báo Ví Dụ", "PV", "bbt@baovidu.vn", "BBT"])
    def test_an_account_or_the_paper_is_not_a_person(self, text):
        head = '<meta property="og:site_name" content="Báo Ví Dụ">'
        assert not names_person(text, stated(head=head))

    def test_a_stated_person_counts(self):
        head = ld(
            '{"@type":"NewsArticle","author":[{"@type":"Person","name":"admin"},{"@type":"Person","name":"Ngô Minh Khuê"}]}'
        )
        assert find_stated_author(stated(head=head)) == "Ngô Minh Khuê"


class TestFurniture:
    @pytest.mark.parametrize(
        "names", ["box-tinlienquan", "related-news", "comment_item", "TagBox tags", "social share"]
    )
    def test_a_box_is_known_by_its_name(self, names):
        (element,) = page(f'<div class="{names}">x</div>').body.iter("div")
        assert names_furniture(element)

    @pytest.mark.parametrize(
        "names", ["detail-content", "article__body", "fck_detail", "content", "post-body"]
    )
    def test_the_text_is_not_a_box(self, names):
        (element,) = page(f'<div class="{names}">x</div>').body.iter("div")
        assert not names_furniture(element)

    def test_the_share_of_links_is_between_none_and_all(self):
        (element,) = page("<p>abcd<a href='/x'>efgh</a></p>").body.iter("p")
        assert link_share(element) == 0.5


class TestPath:
    def test_the_last_step_of_a_path_is_the_section(self):
        assert (
            find_path(page('<div class="breadcrumb"><a>Trang chủ</a> <a>Kinh tế</a></div>'), "") == "Kinh tế"
        )

    def test_a_menu_is_not_a_path(self):
        assert find_path(page("<div><a>Trang chủ</a> <a>Giới thiệu</a></div>"), "") is None

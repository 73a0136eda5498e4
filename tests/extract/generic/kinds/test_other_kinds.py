"""Pages that no layout reads and that show what they are instead of an article."""

from datetime import UTC, datetime

import pytest

from dvcrawler.extract.generic.kinds.notice import NOTICE
from dvcrawler.extract.generic.kinds.other_kinds import name_other_kind, name_stated_product
from dvcrawler.extract.generic.kinds.questions import name_question
from dvcrawler.extract.page import Page
from dvcrawler.extract.record import read_draft
from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.items import Draft, PageCode, Provenance
from dvcrawler.normalize.article import RecordRefused

QUESTION, EVENT = "a question with its answer", "an event"
CALENDAR, PROCEDURE = "a calendar", "an official procedure"


def page(head="", body=""):
    markup = f"<html><head><meta charset=utf-8>{head}</head><body><h1>Đội xã gặp đội huyện</h1>{body}</body></html>"
    return Page(markup.encode(), "https://tinh.example.vn/doi-xa-gap-doi-huyen-post12.html")


def stated(*types):
    return "".join(f'<script type=\'application/ld+json\'>{{"@type": "{each}"}}</script>' for each in types)


PRICE = "<p>Giá: 3.500.000đ</p>"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (stated("WebPage", "Product"), ""),
        ("<meta property=og:type content=product.item>", ""),
        ("<meta property=og:type content=product>", PRICE),
        ("", "<div itemscope itemtype='http://schema.org/Product'>3.500.000 đ</div>"),
        (stated("ProductGroup"), PRICE),
        (
            "",
            f"{PRICE}<form><input name=quantity value=1><button class=single_add_to_cart_button>Thêm vào giỏ hàng</button></form>",
        ),
        ("", "<p>Giá bán 350,000 VNĐ</p><a class=muahang href='/gio-hang?them=4'>Mua ngay</a>"),
        (
            "",
            f"{PRICE}<input name=soluong value=1><input type=submit value='Đặt hàng'><a href='#'>Mua hàng</a>",
        ),
        ("", "<p>Đơn giá: 1.250.000 đồng</p><button class='btn buy-now'>Mua ngay</button>"),
    ],
)
def test_a_product_is_named_by_what_it_states_or_by_its_cart(head, body):
    assert name_other_kind(page(head, body)) == "a product"


CART = "<button class=add-to-cart>Thêm vào giỏ hàng</button>"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (stated("NewsArticle", "Product"), CART),
        ("<meta property=og:type content=article>" + stated("Product"), CART),
        ("", CART),
        ("", PRICE),
        ("", PRICE + CART * 4),
        ("", "<a href='/gio-hang'>Giỏ hàng</a><p>Thu 3.500.000đ mỗi sào.</p>"),
    ],
)
def test_an_article_with_a_price_and_a_list_are_no_product(head, body):
    assert name_other_kind(page(head, body)) is None
    assert name_stated_product(page(head, body)) is None


def test_a_description_with_a_day_is_a_product_where_it_takes_orders():
    body = (
        "<p>12/11/2026</p>"
        + "<p>Máy sấy nông sản dùng điện ba pha, sấy được lúa, ngô và lạc trong mọi thời tiết.</p>" * 5
    )
    url, head = "https://tinh.example.vn/may-say-12.html", stated("Product")
    for more, is_refused in ((PRICE + CART, True), (PRICE, False)):
        found = page(head, body + more)
        draft = read_draft(
            found,
            unknown_site(url),
            any_address(url),
            Provenance("live", url, datetime(2026, 11, 28, tzinfo=UTC)),
        )
        assert (getattr(draft, "code", None) is PageCode.NOT_AN_ARTICLE) == is_refused


@pytest.mark.parametrize(
    ("head", "body", "kind"),
    [
        (stated("WebPage", "QAPage"), "", QUESTION),
        (stated("Organization", "SportsEvent"), "", EVENT),
        (stated("MusicEvent"), "", EVENT),
        (stated("JobPosting"), "", "a vacancy"),
        ("<meta property=og:type content=video.other>", "", "a film"),
        ("", "<div itemscope itemtype='https://schema.org/SportsEvent'>2 - 1</div>", EVENT),
        ("", "<p>Câu hỏi: Lệ phí là bao nhiêu?</p><p>Trả lời: Không thu.</p>", QUESTION),
        ("", "<p>Người gửi: Ông An</p><p>Đáp: Không thu.</p>", QUESTION),
        ("", "<p>Hỏi: Lệ phí?</p><form><textarea name=cau_hoi></textarea></form>", QUESTION),
        (stated("NewsArticle", "SportsEvent"), "", None),
        ("<meta property=og:type content=article>" + stated("QAPage"), "", None),
        (stated("WebPage", "BreadcrumbList", "Organization", "Prevent"), "", None),
        ("", "<p>Hội đồng họp hôm nay.</p><textarea name=binh_luan></textarea>", None),
        ("", "<p>Hỏi: Lệ phí?</p>", None),
        (
            "",
            "<h2>Lịch làm việc của lãnh đạo UBND tỉnh tuần 39</h2><table><tr><td>Họp</td></tr></table>",
            CALENDAR,
        ),
        ("", "<h2>LỊCH TIẾP CÔNG DÂN THÁNG 10</h2>", CALENDAR),
        ("", "<h3>Lịch xét xử</h3>", CALENDAR),
        ("", "<h2>Thủ tục cấp đổi giấy phép</h2><p>Lệ phí: không.</p>", PROCEDURE),
        ("", "<h1>Lịch sử Đảng bộ xã Hải Minh</h1>", None),
        ("", "<h2>Lịch họp</h2><h2>Văn bản mới</h2>", None),
    ],
)
def test_a_page_is_named_by_what_it_states_or_how_its_lines_are_labelled(head, body, kind):
    assert name_other_kind(page(head, body)) == kind


EVENT_PAGE = stated("Event") + (
    "<h1>Ngày hội đọc sách của xã Hải Minh</h1><time datetime='2026-12-20'>20/12/2026 08:00</time>"
    "<p>Kính mời bà con đến dự lễ khai mạc vào sáng chủ nhật tại nhà văn hóa xã.</p>"
)


@pytest.mark.parametrize(
    ("markup", "is_event"), [(EVENT_PAGE, True), (EVENT_PAGE.replace("Event", "Place"), False)]
)
def test_an_event_with_few_lines_is_not_a_short_notice(markup, is_event):
    site, url = (
        unknown_site("https://xa.example.vn/"),
        "https://xa.example.vn/ngay-hoi-doc-sach-cua-xa-12.html",
    )
    page = Page(f"<html><head><meta charset=utf-8></head><body>{markup}</body></html>".encode(), url)
    read = read_draft(
        page, site, any_address(url), Provenance("live", url, datetime(2026, 11, 28, tzinfo=UTC))
    )
    if is_event:
        assert isinstance(read, RecordRefused) and read.code is PageCode.NOT_AN_ARTICLE
    else:
        assert isinstance(read, Draft) and read.layout == NOTICE.name


ANSWERED = "<p>Câu hỏi: Lệ phí là bao nhiêu?</p><p>Trả lời: Không thu.</p>"


@pytest.mark.parametrize(
    ("path", "title", "body", "head", "kind"),
    [
        ("hoi-dap/12", "Lệ phí là bao nhiêu?", "", "", QUESTION),
        ("vi/faq/le-phi-12.html", "Lệ phí cấp giấy khai sinh", ANSWERED, "", QUESTION),
        ("hoi-dap-phap-luat/12", "Lệ phí", ANSWERED, "", QUESTION),
        ("?mod=hoi-dap&id=12", "Lệ phí bao nhiêu?", "", "", QUESTION),
        ("y-kien-cong-dan/12.html", "Lệ phí", ANSWERED, "", QUESTION),
        ("?faq=12", "Lệ phí là bao nhiêu?", "", "", QUESTION),
        ("phan-anh-kien-nghi/12", "Đường hỏng", "<p>Người gửi: Ông An</p><p>Đường hỏng.</p>", "", QUESTION),
        ("gop-y-kien-nghi/12", "Đường hỏng", "<p>Ngày gửi: 01/09/2024</p><p>Đường hỏng.</p>", "", QUESTION),
        ("phan-anh-kien-nghi/12", "Xã sửa đường", "<p>Xã đã sửa đường.</p>", "", None),
        ("kien-nghi/12", "Đường hỏng", "<p>Người gửi: Ông An</p><p>Đường hỏng.</p>", "", None),
        ("chi-tiet/le-phi/12", "Lệ phí", "<p>Ngày gửi: 01/09/2024</p>" + ANSWERED, "", QUESTION),
        ("chi-tiet/le-phi/12", "Lệ phí", "<p>Người gửi: Ông An</p>" + ANSWERED, stated("NewsArticle"), None),
        ("chi-tiet/le-phi/12", "Lệ phí", "<p>Ngày gửi: 01/09/2024</p><p>Bà con trả lời.</p>", "", None),
        ("hoi-dap/12", "Xã Hải Minh trả lời bà con", "", "", None),
        ("hoi-dap/12", "Lệ phí là bao nhiêu?", ANSWERED, "<meta property=og:type content=article>", None),
        ("hoi-dap/12", "Lệ phí là bao nhiêu?", ANSWERED, stated("NewsArticle"), None),
        ("tin-tuc/hoi-dap-ve-dat-dai-12.html", "Lệ phí là bao nhiêu?", ANSWERED, "", None),
        ("phap-luat/le-phi-12.html", "Lệ phí là bao nhiêu?", ANSWERED, "", None),
    ],
)
def test_a_folder_of_questions_holds_no_articles_but_those_that_say_so(path, title, body, head, kind):
    markup = f"<html><head><meta charset=utf-8>{head}</head><body><h1>{title}</h1>{body}</body></html>"
    assert name_question(Page(markup.encode(), f"https://tinh.example.vn/{path}"), title, None) == kind


SENT = "<p>Tôi là Nguyễn Văn An, trú tại xã Hải Minh. Đường liên thôn bị hư hỏng.</p>"
ANSWER = "<p><b>Trả lời:</b> Xã đã đưa vào kế hoạch.</p>"
BOXES = "<div class=cau-hoi>Bao giờ sửa đường?</div><div class=noidung-traloi>Trong tháng này.</div>"


@pytest.mark.parametrize(
    ("path", "section", "title", "body", "head", "kind"),
    [
        ("y-kien/sua-duong-12.html", None, "Sửa đường liên thôn", SENT + ANSWER, "", QUESTION),
        ("gop-y/sua-duong-12.html", None, "Kiến nghị sửa đường", ANSWER, "", QUESTION),
        ("phan-anh-hien-truong/12", None, "Bao giờ sửa đường?", "<h3>Trả lời</h3><p>Sắp.</p>", "", QUESTION),
        ("cong-dan/sua-duong-12.html", None, "Sửa đường liên thôn", BOXES, "", QUESTION),
        ("chi-tiet/12", "Hỏi đáp pháp luật", "Sửa đường", SENT + ANSWER, "", QUESTION),
        ("chi-tiet/12", "Ý kiến công dân", "Sửa đường", BOXES, "", QUESTION),
        ("y-kien/sua-duong-12.html", None, "Sửa đường", SENT + ANSWER, stated("NewsArticle"), None),
        ("y-kien/sua-duong-12.html", None, "Vì sao chậm sửa đường?", SENT, "", None),
        (
            "kien-nghi/12.html",
            None,
            "Kiến nghị sửa đường",
            "<p>Trả lời kiến nghị của cử tri, Sở cho biết.</p>",
            "",
            None,
        ),
        ("cong-dan/12.html", None, "Sửa đường", BOXES * 2, "", None),
        ("tin-tuc/12.html", "Tin tức", "Sửa đường", SENT + ANSWER, "", None),
        ("tin-tuc/12.html", None, "Sửa đường", BOXES, "", None),
    ],
)
def test_where_citizens_may_ask_a_question_with_its_answer_is_no_article(
    path, section, title, body, head, kind
):
    markup = f"<html><head><meta charset=utf-8>{head}</head><body><h1>{title}</h1>{body}</body></html>"
    page = Page(markup.encode(), f"https://tinh.example.vn/{path}")
    assert name_question(page, title, section) == kind


@pytest.mark.parametrize(
    "line",
    [
        "Trả lời báo chí về việc hoãn trận đấu, ông Mẫu nói sân trơn sau ba ngày mưa.",
        "Trả lời câu hỏi của phóng viên, ông Mẫu cho biết đội xã đã tập ở sân huyện.",
        "Đáp lại lời mời, đội huyện cử mười tám người về xã từ chiều thứ sáu.",
    ],
)
def test_a_sentence_that_begins_like_a_label_answers_no_question(line):
    for asked in ("<a href='/faq'>Hỏi đáp</a><p>Ngày gửi: 05/06/2025</p>", "<p>Người gửi: Bùi Sơn</p>"):
        assert name_question(page("", f"{asked}<p>{line}</p>"), "", None) is None
        assert name_question(page("", f"{asked}<p>Hỏi: bao giờ?</p><p>Trả lời:</p><p>{line}</p>"), "", None)

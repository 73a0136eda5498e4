"""What stands above the text of an article: outlets, kickers, rows of buttons, counters."""

from datetime import UTC, datetime

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.extract.record import read_record
from dvcrawler.families.gov import unit_site
from dvcrawler.items import Provenance
from dvcrawler.normalize.urls import read_address
from tests.extract.article_pages import AUTHOR, TEXT, TITLE, among, lines_of, paragraphs, read, read_page

LEAD = "Chiều 4-6, xã Ví Dụ khai trương bể bơi của thôn Đông, nơi học sinh bốn thôn được học bơi miễn phí."
DATE = "<p class='d'>05/06/2025 07:20</p>"
BOLD = f"<p><b>{LEAD}</b></p>"


@pytest.mark.parametrize("mark", ["(ĐCSVN)", "<b>TTXVN</b>", "Chinhphu.vn", "(Báo Ninh Bình)", "Theo NDĐT"])
def test_an_outlet_on_a_line_above_the_lead_is_the_source_and_the_name_below_the_author(mark):
    record = read(f"<p>{mark}</p>{BOLD}{paragraphs()}")
    name = mark.removeprefix("<b>").removesuffix("</b>").removeprefix("Theo ").strip("()")
    assert (record.source, record.author, record.summary) == (name, "Bùi Thanh Sơn", LEAD)
    assert lines_of(record) == list(TEXT)


@pytest.mark.parametrize("line", ["Lao Động", "Báo động đỏ", "Nông nghiệp"])
def test_a_heading_above_the_lead_that_could_be_an_outlet_is_text(line):
    record = read(f"<p>{line}</p>{BOLD}{paragraphs()}")
    assert record.source is None
    assert line in lines_of(record)


@pytest.mark.parametrize("line", ["Hội Nông dân và Đoàn xã Ví Dụ:", "Bộ Chỉ huy Quân sự tỉnh:"])
def test_a_line_with_a_colon_right_above_the_headline_is_the_kicker(line):
    record = read_page(f"<div><p>{line}</p><h1>{TITLE}</h1>{DATE}{paragraphs()}{AUTHOR}</div>")
    assert record.kicker == line


@pytest.mark.parametrize("line", ["Bạn đang ở trang:", "Tin mới nhất hôm nay:", "Chuyên mục:"])
def test_a_label_above_the_headline_is_no_kicker(line):
    record = read_page(f"<div><p>{line}</p><h1>{TITLE}</h1>{DATE}{paragraphs()}{AUTHOR}</div>")
    assert record.kicker is None


@pytest.mark.parametrize(
    "row",
    [
        "<a href='#'>A-</a> <a href='#'>A+</a> <a href='/in.aspx?id=5'>In bài viết</a> <a href='mailto:?'>Gửi email</a>",
        "<a href='/print/345701'>In bài viết</a> <a href='/mail/345701'>Gửi cho bạn bè</a>",
        "<a href='/luu/57.html'>Lưu bài viết này</a> <a href='/gui/57.html'>Gửi bài viết qua email</a>",
    ],
)
def test_a_row_of_buttons_beside_the_date_is_no_headline_of_another_article(row):
    cells = (f"<b>{TITLE}</b>", f"<div>05/06/2025 07:20</div><div>{row}</div>", BOLD, paragraphs() + AUTHOR)
    record = read_page("<table>" + "".join(f"<tr><td>{each}</td></tr>" for each in cells) + "</table>")
    assert str(record.published_at) == "2025-06-05T07:20:00+07:00"
    assert (record.summary, record.author, lines_of(record)) == (LEAD, "Bùi Thanh Sơn", list(TEXT))


@pytest.mark.parametrize("button", ["Email tác giả", "Gửi email", "Gửi thư cho tác giả", "Email"])
@pytest.mark.parametrize("line", ["{} | {} | sonbt@xavidu.example.vn", "{} {}", "{} | {}"])
def test_a_button_to_write_to_the_author_is_no_part_of_the_name(line, button):
    record = read(paragraphs(), author=f"<p class='author'>{line.format('Bùi Thanh Sơn', button)}</p>")
    assert (record.author, lines_of(record)) == ("Bùi Thanh Sơn", list(TEXT))


LABELS = ["Ngày gửi bài:", "Ngày viết bài:", "Ngày đưa tin:", "Đưa lên lúc", "Ngày post:"]


@pytest.mark.parametrize("behind", ["", "; Số lượt đọc: 100", " - Số lượt đọc: 100", " (Đã đọc: 100)"])
@pytest.mark.parametrize("label", LABELS)
def test_the_words_of_offices_before_the_day_of_publication_are_labels(label, behind):
    record = read_page(f"<div><h1>{TITLE}</h1><p>{label} 05/06/2025{behind}</p>{paragraphs()}{AUTHOR}</div>")
    assert (str(record.date), record.author, lines_of(record)) == ("2025-06-05", "Bùi Thanh Sơn", list(TEXT))


LINK = "<a href='/tin/thon-tay-sua-san-kho-lam-cho-choi-345690.html'>Thôn Tây sửa sân kho làm chỗ chơi cho trẻ</a>"


@pytest.mark.parametrize(
    "head", ["Liên quan", "Cùng chủ đề", "Chủ đề liên quan", "Đừng bỏ lỡ", "Tin bài liên quan"]
)
@pytest.mark.parametrize(
    "box",
    [
        "<p><b>{}:</b> {}</p>",
        "<table class='rl center'><tr><td><p><b>{}</b></p>{}</td></tr></table>",
        "<p><b>{}:</b></p><p>{}</p>",
    ],
)
def test_a_link_set_into_the_text_below_the_heading_of_other_articles_is_left_out(head, box):
    record = among(box.format(head, LINK))
    assert lines_of(record) == list(TEXT)


@pytest.mark.parametrize(
    "line",
    ["Tin liên quan: bể bơi vẫn mở cửa dịp lễ.", f"Liên quan: vụ việc này, {LINK} đã được bàn từ năm trước."],
)
def test_a_sentence_that_begins_so_is_text(line):
    assert len(lines_of(among(f"<p>{line}</p>"))) == len(TEXT) + 1


@pytest.mark.parametrize("name", ["chapo", "sapo", "tom-tat"])
def test_a_box_named_after_the_lead_holds_it(name):
    assert read(f"<div class='{name}'><p>{LEAD}</p></div>{paragraphs()}").summary == LEAD


VIEWS, DAY = "<p>Lượt xem: 980</p>", "<p>05/06/2025 07:20</p>"
VISITS = "<div>Đang online: 1</div><div>Hôm nay: 12</div><div>Tất cả: 32900</div>"
HEADS = {
    "counter below the date": DAY + VIEWS,
    "counter above the date": VIEWS + DAY,
    "counter below the lead": f"{DAY}{BOLD}{VIEWS}",
    "rows of facts": "<table><tr><td>Ngày đăng</td><td>05/06/2025</td></tr>"
    "<tr><td>Lượt xem</td><td>45</td></tr></table>",
}
ABOVE = {
    "kicker": "<p>Bộ Chỉ huy Quân sự tỉnh:</p>",
    "counter": VIEWS,
    "day and counter": DAY + VIEWS,
    "news": "<p>Sự kiện nổi bật: 01/06: Họp Thường vụ. 03/06: Tiếp dân.</p>",
}


def read_unit(head, visits, *, title=f"{TITLE} - Xã Hải Trung", slug="be-boi-thon-dong-mo-cua"):
    """The record of a page of a commune, of whose portal the markup is unknown."""
    url = f"https://haitrung.namdinh.gov.vn/tin-tuc/{slug}-344588"
    site = unit_site("namdinhgov", "Cổng", ["haitrung"], "namdinh.gov.vn")
    html = f"<html><head><title>{title}</title></head><body>{visits}<div>{head}"
    html += f"{BOLD if BOLD not in head else ''}{paragraphs()}{AUTHOR}</div></body></html>"
    address = read_address(url, site.addresses, site.hosts)
    assert address is not None
    return read_record(
        Page(html.encode(), url), site, address, Provenance("live", url, datetime(2025, 8, 16, tzinfo=UTC))
    )


@pytest.mark.parametrize("visits", ["", VISITS], ids=["tenant", "portal"])
@pytest.mark.parametrize("tag", ["h1", "div"])
@pytest.mark.parametrize("head", [*HEADS, *ABOVE])
def test_the_headline_that_the_page_names_counts_wherever_its_counters_are(head, tag, visits):
    headline = f"<{tag}>{TITLE}</{tag}>"
    html = headline + HEADS[head] if head in HEADS else f"{ABOVE[head]}{headline}{DAY}"
    record = read_unit(html, visits)
    assert (record.title, str(record.date), record.summary) == (TITLE, "2025-06-05", LEAD)
    assert lines_of(record) == list(TEXT)


PLACE, MOTTO = "Thôn Đông mở cửa", "Toàn dân rèn luyện thân thể theo gương Bác Hồ"


@pytest.mark.parametrize(
    "line", [f"<h3 class='sub-title'>{PLACE}</h3>", f"<h2>{PLACE}</h2>", f"<p><b>{PLACE}</b></p>"]
)
def test_a_heading_that_only_begins_the_headline_in_a_box_is_not_the_headline(line):
    record = read_page(f"<div>{line}<div>{TITLE}</div>{DATE}{BOLD}{paragraphs()}{AUTHOR}</div>")
    assert (record.title, record.problems) == (TITLE, ())


@pytest.mark.parametrize("mark", ["(ĐCSVN)", "TTXVN", "(Theo NDĐT)", "Chinhphu.vn", "<b>(TTXVN)</b>"])
@pytest.mark.parametrize("author", [AUTHOR, ""])
def test_an_outlet_on_a_line_below_the_lead_is_the_source(mark, author):
    record = read(f"{BOLD}<p>{mark}</p>{paragraphs()}", author=author)
    name = mark.removeprefix("<b>").removesuffix("</b>").strip("()").removeprefix("Theo ")
    assert (record.source, record.author, record.summary) == (name, "Bùi Thanh Sơn" if author else None, LEAD)
    assert lines_of(record) == list(TEXT)


@pytest.mark.parametrize("heading", ["<b>VTV1</b>", "Thanh niên", "<b>Báo Ví Dụ ra số đầu</b>"])
def test_a_heading_below_the_lead_that_could_be_an_outlet_is_text(heading):
    record = read(f"{BOLD}<p>{heading}</p>{paragraphs()}")
    assert (record.source, len(lines_of(record))) == (None, len(TEXT) + 1)


@pytest.mark.parametrize("line", ["Powered by Ví Dụ", "Powered by: Ví Dụ AI", "Designed by Ví Dụ"])
def test_who_made_the_site_is_no_text(line):
    assert lines_of(read(f"<p>{line}</p>{BOLD}{paragraphs()}")) == list(TEXT)
    told = "Powered by the sun alone, the pump of the pool runs all day."
    assert told in lines_of(read(f"{BOLD}<p>{told}</p>{paragraphs()}"))


@pytest.mark.parametrize("label", ["Tin đáng chú ý", "Những bài nên đọc:"])
def test_a_label_of_other_articles_goes_with_its_links_and_not_above_a_paragraph(label):
    links = "".join(
        f"<li><a href='/tin/bai-so-{n}-34570{n}.html'>Bài khác số {n} của xã Ví Dụ</a></li>" for n in range(3)
    )
    assert lines_of(read(f"{BOLD}<p><b>{label}</b></p><ul>{links}</ul>{paragraphs()}")) == list(TEXT)
    assert lines_of(read(f"{BOLD}<p><b>{label}</b></p>{paragraphs()}"))[0] == label


@pytest.mark.parametrize(
    ("slug", "title", "is_doubtful"),
    [
        ("thon-dong-mo-cua-be-boi-cho-hoc-sinh", TITLE, False),
        ("hoi-thi-nau-an-cua-phu-nu-xa", MOTTO, True),
    ],
)
def test_the_headline_of_a_unit_is_what_its_address_says_and_else_a_doubt_beside_another_line(
    slug, title, is_doubtful
):
    head = f"<div>{TITLE}</div><div>{MOTTO}</div><div>Lượt xem: 98</div>"
    record = read_unit(head, VISITS, title="Cổng thông tin", slug=slug)
    assert record.title == title
    assert any(each.code == "unconfirmed_title" for each in record.problems) == is_doubtful


@pytest.mark.parametrize("ago", ["5 tháng trước", "Hôm qua", "Vừa xong", "cách đây 3 giờ"])
@pytest.mark.parametrize(
    "stated", ["<div class='t' title='05/06/2025 07:20'>{}</div>", "<div class='t'>{}</div>"]
)
def test_how_long_ago_it_was_is_no_text_where_the_day_is_stated(stated, ago):
    head = "<meta property='article:published_time' content='2025-06-05T07:20:00+07:00'>" * (
        "title" not in stated
    )
    record = read_page(f"<div><h1>{TITLE}</h1>{stated.format(ago)}{paragraphs()}</div>", head)
    assert (record.published_at, lines_of(record)) == ("2025-06-05T07:20:00+07:00", list(TEXT))

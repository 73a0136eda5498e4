"""One article in a plain page, for tests of what an editor sets among its paragraphs or below them."""

from datetime import UTC, datetime

from dvcrawler.extract.page import Page
from dvcrawler.extract.record import read_record
from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.items import Provenance

URL = "https://xavidu.example.vn/tin-tuc/be-boi-thon-dong-mo-cua-345701.html"
TITLE = "Thôn Đông mở cửa bể bơi cho học sinh dịp hè"
TEXT = (
    "Từ đầu tháng sáu, bể bơi dài 25 mét của thôn Đông mở cửa mỗi ngày ba ca, có hai người cứu hộ trực thường xuyên.",
    "Kinh phí xây dựng gần một tỉ đồng do nhân dân và con em xa quê đóng góp, hoàn thành sau chín tháng thi công.",
    "Mỗi ca có chừng sáu mươi em xuống bể, chia thành ba nhóm theo tuổi, mỗi nhóm do một giáo viên thể dục dạy.",
    "Ban quản lý cho biết sẽ thu phí đủ chi tiền điện nước, các em thuộc hộ nghèo được miễn hoàn toàn.",
)
AUTHOR = "<p style='text-align:right'><b>Bùi Thanh Sơn</b></p>"
HEAD = f"<h1>{TITLE}</h1><p class='d'>05/06/2025 07:20</p>"


def paragraphs(texts=TEXT):
    return "".join(f"<p>{text}</p>" for text in texts)


def read_page(body, head="", *, title=f"{TITLE} - Báo Ví Dụ", url=URL):
    """The record, or the `RecordRefused`, of a whole `<body>`."""
    html = f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    given = Provenance("live", url, datetime(2025, 8, 16, tzinfo=UTC))
    return read_record(Page(html.encode(), url), unknown_site(url), any_address(url), given)


def read(content, below="", *, author=AUTHOR):
    """The record of an article whose box holds this."""
    return read_page(
        f"<div class='detail'>{HEAD}<div class='c'>{content}{author}</div>{below}</div>"
        "<div class='footer'><p>Giấy phép số 1/GP-STTTT. Điện thoại: 0228 111222</p></div>"
    )


def among(middle, *, author=AUTHOR):
    return read(paragraphs(TEXT[:2]) + middle + paragraphs(TEXT[2:]), author=author)


def lines_of(record):
    return record.body.split("\n\n")

"""Pages of portals for the tests of documents, notices and hidden texts: a menu, a side column, a foot."""

from datetime import UTC, datetime

from dvcrawler.extract import Page, Provenance, RecordRefused, read_record, to_record
from dvcrawler.families.any_site import any_address, unknown_site

URL = "https://xathanhloi.example.vn/thong-bao/ke-hoach-tieu-ung-vu-mua-204518.html"
TITLE = "Kế hoạch tiêu úng vụ mùa của xã Thanh Lợi"
DATE = "12/06/2023 07:40"
SENTENCES = (
    "Ban quản lý đê xã Thanh Lợi đã rà soát toàn bộ cống dưới đê và phân công người trực từng cống trong mùa mưa.",
    "Các hợp tác xã nạo vét kênh cấp ba, khơi thông dòng chảy trước ngày hai mươi để tránh ngập cục bộ ở vùng trũng.",
    "Trạm bơm chính được bảo dưỡng và chạy thử, đủ công suất tiêu nước cho hơn bốn trăm héc-ta lúa mùa mới cấy.",
)
PROSE = "".join(f"<p>{text}</p>" for text in SENTENCES)
MENU = '<ul class="menu"><li><a href="/">Trang chủ</a></li><li><a href="/tin/">Tin tức</a></li></ul>'
SIDE = (
    '<div class="cot-phai"><h3>Văn bản mới</h3><ul><li><a href="/vb/cong-van-88.pdf">Công văn số 88 về thu quỹ</a></li>'
    '<li><a href="/vb/huong-dan-3.docx">Hướng dẫn số 3 về bầu trưởng xóm</a></li></ul></div>'
)
FOOT = (
    '<footer><a href="/so-do.pdf">Sơ đồ cổng thông tin</a><p>Cơ quan chủ quản: UBND xã Thanh Lợi</p></footer>'
)


def make_page(content, *, title=TITLE, date=DATE, head="", body="chi-tiet-tin"):
    heading = f'<h1>{title}</h1><div class="ngay-dang">{date}</div>' if date else f"<h1>{title}</h1>"
    return (
        f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>{title} - Xã Thanh Lợi</title>{head}</head>"
        f"<body>{MENU}<div class='khung'><div class='cot-trai'>{heading}<div class='{body}'>{content}</div></div>"
        f"{SIDE}</div>{FOOT}</body></html>"
    ).encode()


def read(data, url=URL):
    """The record as a dict, or the `RecordRefused`."""
    address = any_address(url)
    provenance = Provenance("live", url, datetime(2024, 1, 5, tzinfo=UTC))
    article = read_record(Page(data, url), unknown_site(url), address, provenance)
    return article if isinstance(article, RecordRefused) else to_record(article)

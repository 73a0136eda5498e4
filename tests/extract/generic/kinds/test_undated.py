"""An article without any date is known by its address, its headline and a number. No other page without one is."""

from datetime import UTC, datetime

import pytest

from dvcrawler.extract import Page, Provenance, RecordRefused, read_record, to_record
from dvcrawler.families.any_site import any_address, unknown_site

TITLE = "Xã Thanh Lợi nạo vét kênh Đông trước mùa mưa bão"
SLUG = "xa-thanh-loi-nao-vet-kenh-dong-truoc-mua-mua-bao"
PROSE = (
    "<p>Sáng thứ bảy, hơn ba trăm người của bảy xóm ra đồng nạo vét kênh Đông, đoạn dài hai cây số từ cống Đá tới"
    " trạm bơm, để nước kịp tiêu khi có mưa lớn.</p>"
    "<p>Kênh được đào từ những năm sáu mươi, mấy năm gần đây bèo và bùn lấp gần nửa lòng kênh, vụ mùa năm ngoái"
    " cánh đồng phía nam ngập bốn ngày liền.</p>"
    "<p>Xã thuê hai máy xúc làm phần giữa dòng, còn phần bờ do các xóm nhận, mỗi xóm ba trăm mét, xong trong hai ngày"
    " và không dùng đến quỹ của hợp tác xã.</p>"
    "<p>Sau đợt này, xóm trưởng các xóm thay nhau vớt bèo vào sáng thứ hai hằng tuần, phần kinh phí mua lưới chắn rác"
    " do ba doanh nghiệp trên địa bàn ủng hộ.</p>"
)


def read(path, content=PROSE, title=TITLE, heading="h2"):
    markup = (
        f"<html><head><title>{title} - Xã Thanh Lợi</title></head><body><ul><li><a href='/'>Trang chủ</a></li></ul>"
        f"<div class=chi-tiet><{heading}>{title}</{heading}><div>Lượt xem: 98</div><div class=noi-dung>{content}</div></div>"
        "</body></html>"
    )
    url = f"https://xathanhloi.example.vn{path}"
    given = Provenance("live", url, datetime(2025, 7, 1, tzinfo=UTC))
    found = read_record(Page(markup.encode(), url), unknown_site(url), any_address(url), given)
    return None if isinstance(found, RecordRefused) else to_record(found)


@pytest.mark.parametrize("heading", ["h1", "h2", "h4", "div"])
@pytest.mark.parametrize(
    "path",
    [
        f"/tin-tuc/{SLUG}-344588",
        f"/tin-tuc/{SLUG}-344588.html",
        f"/344588/{SLUG}",
        f"/tin/41-{SLUG.upper()}.htm",
    ],
)
def test_an_article_at_the_address_of_its_headline_is_read_without_a_date(path, heading):
    record = read(path, heading=heading)
    assert record is not None
    assert (record["title"], record["date"], len(record["body"].split("\n\n"))) == (TITLE, None, 4)
    assert [problem["code"] for problem in record["problems"]] == ["no_date"]


ITEMS = "".join(
    f"<div class=tin><h3><a href='/tin-tuc/bai-so-{number}-cua-muc-{number}00'>Bài số {number} của mục</a></h3>{each}</p></div>"
    for number, each in enumerate(PROSE.split("</p>")[:4], 1)
)
OTHERS = {
    "an address without a number": (f"/tin-tuc/{SLUG}", {}),
    "an address with another name": ("/tin-tuc/chi-tiet-344588", {}),
    "the beginning of the headline": ("/tin-tuc/xa-thanh-loi-344588", {}),
    "a section with a short name": ("/hoat-dong-cua-hoi-12", {"title": "Hoạt động của Hội"}),
    "a list": (f"/{SLUG}-12", {"content": ITEMS}),
    "a short text": (f"/{SLUG}-12", {"content": PROSE[:300]}),
    "a procedure": (
        "/thu-tuc-cap-lai-giay-phep-nao-vet-kenh-muong-12",
        {"title": "Thủ tục cấp lại giấy phép nạo vét kênh mương"},
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_any_other_page_without_a_date_is_not_an_article(name):
    path, given = OTHERS[name]
    assert read(path, **given) is None

"""Lines of a CMS that say who posted an article and when, and when it was last changed."""

from datetime import UTC, datetime

import pytest

from dvcrawler.extract import Page, Provenance, read_record
from dvcrawler.families.any_site import any_address, unknown_site

URL = "https://vidu.example.vn/tin-tuc/lop-in-tranh-567890.html"
TITLE = "Làng vẽ tranh dân gian mở cửa đón học trò"
TEXT = [
    "Sáng thứ bảy, sân đình kê thêm bốn dãy bàn gỗ, học trò của hai trường ngồi in tranh cùng các bác thợ cả.",
    "Giấy dó, ván khắc và màu điệp do làng chuẩn bị, mỗi em được mang về một bức do chính tay mình in.",
    "Từ nay đến hè, lớp mở vào sáng thứ bảy hằng tuần, không thu phí, ai thích thì ghi tên ở nhà văn hóa.",
]
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in TEXT)
BODY = f"<div class='content'>{PARAGRAPHS}</div>"
DATE = "<div class='date'>18/03/2023 09:10</div>"


def record(content):
    page = Page(f"<html><title>{TITLE}</title><body>{content}</body></html>".encode(), URL)
    given = Provenance("live", URL, datetime(2026, 11, 27, tzinfo=UTC))
    return read_record(page, unknown_site(URL), any_address(URL), given)


def names(found):
    return [each.name for each in found.authors]


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Được gửi bởi admin vào 30/05/2024 - 09:05", None),
        ("Gửi bởi Lê Thử vào T5, 30/05/2024 - 09:05", "Lê Thử"),
        ("Submitted by admin on Thu, 05/30/2024 - 09:05", None),
        ("Đăng bởi admin lúc 09:05 ngày 30/05/2024", None),
        ("Đăng bởi Lê Thử lúc 09:05 30/05/2024", "Lê Thử"),
        ("Đăng bởi UBND xã Đông Bình vào lúc 09:05 30/05/2024", None),
        ("Posted by Lê Thử at 09:05 30/05/2024", "Lê Thử"),
        ("bởi admin vào 30/05/2024 09:05", None),
        ("Quản trị viên đã đăng vào 30/05/2024 - 09:05", None),
        ("Nhập bởi vanphong vào lúc 09:05 30/05/2024", None),
        ("Được viết ngày 30/05/2024 09:05 bởi Lê Thử", "Lê Thử"),
        ("Cập nhật bởi Lê Thử lúc 09:05 30/05/2024", None),
    ],
)
@pytest.mark.parametrize(
    "place",
    [
        "<h1>{title}</h1><p>{line}</p>{body}",
        "<div class='submitted'>{line}</div><h1>{title}</h1>{body}",
        "<h1>{title}</h1><article><footer><div>{line}</div></footer>{body}</article>",
        "<h1>{title}</h1>{body}<div class='submitted'>{line}</div>",
    ],
)
def test_the_line_of_who_posted_the_article_dates_it(line, author, place):
    found = record(place.format(title=TITLE, line=line, body=BODY))
    assert found.published_at == "2024-05-30T09:05:00+07:00"
    assert found.body == "\n\n".join(TEXT)
    assert names(found) in ([], [author])


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("bởi admin | 3 giờ trước", []),
        ("Đăng bởi Trần Thị Mai 3 giờ trước", ["Trần Thị Mai"]),
        ("Lê Lan • 3 giờ trước", ["Lê Lan"]),
        ("by admin, 3 hours ago", []),
        ("Được gửi bởi admin vào 3 giờ trước", []),
        ("admin đã đăng 3 giờ trước", []),
    ],
)
def test_a_relative_time_behind_who_posted_the_article_dates_it(line, author):
    found = record(f"<h1>{TITLE}</h1><p>{line}</p>{BODY}")
    assert found.published_at == "2026-11-27T04:00:00+07:00"
    assert names(found) == author


@pytest.mark.parametrize(
    "sentence",
    ["Đơn gửi bởi ông Thử vào 30/05/2024 đã được xã giải quyết.", "Lễ hội diễn ra vào 30/05/2024 09:05"],
)
def test_a_sentence_with_a_day_does_not_date_the_article(sentence):
    assert not hasattr(record(f"<h1>{TITLE}</h1><div>{PARAGRAPHS}<p>{sentence}</p></div>"), "body")


@pytest.mark.parametrize(
    "label",
    [
        "Cập nhật lần cuối:",
        "Cập nhật lần cuối lúc",
        "Được cập nhật lần cuối vào",
        "Sửa lần cuối:",
        "Lần sửa cuối:",
        "Lần chỉnh sửa cuối cùng:",
        "Lần cập nhật gần nhất:",
        "Chỉnh sửa cuối:",
        "Ngày cập nhật:",
        "Last modified on",
        "Last Updated on Thursday,",
    ],
)
@pytest.mark.parametrize(
    "place",
    [
        "{date}<div>{line}</div>{body}",
        "<div>18/03/2023 09:10 | {line}</div>{body}",
        "<div>Đăng lúc 09:10 18/03/2023 ({line})</div>{body}",
        "{date}{body}<div>{line}</div>",
        "{date}<div class='content'>{paragraphs}<p>{line}</p></div>",
    ],
)
def test_a_printed_update_is_the_time_of_the_last_change_and_not_text(label, place):
    line = f"{label} 30/05/2024 09:05"
    found = record(f"<h1>{TITLE}</h1>" + place.format(date=DATE, line=line, body=BODY, paragraphs=PARAGRAPHS))
    assert (found.published_at, found.modified_at) == (
        "2023-03-18T09:10:00+07:00",
        "2024-05-30T09:05:00+07:00",
    )
    assert found.body == "\n\n".join(TEXT)


@pytest.mark.parametrize(
    "content",
    [
        f"<h1>{TITLE}</h1><div>Cập nhật: 18/03/2023 09:10</div>{BODY}",
        f"<h1>{TITLE}</h1>{DATE}<div>Cập nhật lần cuối: 01/02/2023 09:05</div>{BODY}",
        f"<h1>{TITLE}</h1>{DATE}{BODY}<footer><p>Cập nhật lần cuối: 30/05/2024 09:05</p></footer>",
        f"<h1>{TITLE}</h1>{DATE}{BODY}<h3>Tin liên quan</h3><p>Cập nhật: 30/05/2024 09:05</p>",
    ],
)
def test_an_update_that_is_not_a_later_change_of_the_article_does_not_count(content):
    found = record(content)
    assert (found.published_at, found.modified_at) == ("2023-03-18T09:10:00+07:00", None)

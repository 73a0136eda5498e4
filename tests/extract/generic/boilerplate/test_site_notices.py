"""Notices that a site shows on every page are told from the sentences of articles."""

import pytest

from dvcrawler.extract import RecordRefused
from dvcrawler.extract.generic.boilerplate.site_notices import is_site_notice
from tests.extract.notice_pages import TITLE, make_page, read
from tests.extract.rewritten import NOTICES

#: Sentences of articles about the same things.
SENTENCES = (
    "Theo chuyên gia, nhiều mạng xã hội dùng cookie để theo dõi người dùng mà không được họ đồng ý trước.",
    "Người dân chỉ cần mở trình duyệt trên điện thoại, vào cổng dịch vụ công và đăng ký tài khoản là nộp được hồ sơ.",
    "Hệ thống thủy lợi của huyện đang được nâng cấp, dự kiến phục vụ tưới cho hơn ba nghìn héc-ta lúa mùa.",
    "Tuyến đường qua trung tâm xã đang trong giai đoạn hoàn thiện, dự kiến thông xe trước Tết Nguyên đán.",
    "Nhà trường yêu cầu học sinh tắt trình chặn tin nhắn rác khi làm bài kiểm tra trực tuyến của sở.",
)


@pytest.mark.parametrize("text", NOTICES)
def test_a_notice_of_the_site_is_recognised(text):
    assert is_site_notice(text)


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_of_an_article_is_none(text):
    assert not is_site_notice(text)


@pytest.mark.parametrize("text", NOTICES)
def test_a_notice_of_the_site_does_not_take_the_place_of_a_short_text(text):
    sentence = "Lịch trực trạm bơm tháng sáu."
    page = make_page(f"<p>{sentence}</p>").replace(b"</body>", f"<div><p>{text}</p></div></body>".encode())
    assert read(page)["body"] == sentence


@pytest.mark.parametrize("text", NOTICES)
def test_a_page_without_a_text_is_not_read_from_it(text):
    stated = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}"}}</script>'
    for page in (make_page(""), make_page("", head=stated)):
        read_page = read(page.replace(b"</body>", f"<div><p>{text}</p></div></body>".encode()))
        assert isinstance(read_page, RecordRefused), read_page


def test_a_text_about_such_notices_keeps_its_sentences():
    page = make_page("".join(f"<p>{text}</p>" for text in (*SENTENCES, NOTICES[0])))
    assert read(page)["body"].split("\n\n") == [*SENTENCES, NOTICES[0]]

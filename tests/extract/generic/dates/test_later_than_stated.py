"""A printed date later than the publication that the page states: it may be that of the last change."""

import pytest

from tests.extract.article_pages import TITLE, paragraphs, read_page

LINES = (
    '<time datetime="2025-06-15T09:30:00+07:00">15/06/2025 09:30</time>',
    '<time datetime="2025-06-15">15/06/2025</time>',
    '<p class="meta">Tin tức | <time datetime="2025-06-15T02:30:00Z">Chủ nhật, 15/06/2025, 09:30</time></p>',
    '<time class="entry-date updated" datetime="2025-06-15T09:30:00+07:00">15 Tháng 6, 2025</time>',
    '<abbr title="2025-06-15T09:30:00+07:00">15/06/2025 09:30</abbr>',
)
EARLIER = ("2025-06-12T08:00:00+07:00", "2025-06-12", "2025-06-13T23:30:00Z", "2024-12-30T08:00:00+07:00")
LINKED_DATA = '<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{title}","datePublished":"{date}"}}</script>'
META = '<meta property="article:published_time" content="{date}">'


def read_codes(line, head, date):
    body = f"<div class='detail'><h1>{TITLE}</h1>{line}<div class='c'>{paragraphs()}</div></div>"
    record = read_page(body, head.format(title=TITLE, date=date))
    return record.date, [each.code.value for each in record.problems if each.field == "date"]


@pytest.mark.parametrize("head", [LINKED_DATA, META])
@pytest.mark.parametrize("line", LINES)
def test_a_day_after_the_stated_publication_is_kept_with_a_doubt(line, head):
    assert {read_codes(line, head, date) == ("2025-06-15", ["dates_disagree"]) for date in EARLIER} == {True}


@pytest.mark.parametrize("date", ["2025-06-15T09:20:00+07:00", "2025-06-15", "2025-06-15T09:30:00Z"])
@pytest.mark.parametrize("line", LINES)
def test_the_stated_day_is_no_doubt(line, date):
    assert read_codes(line, META, date) == ("2025-06-15", [])


@pytest.mark.parametrize("label", ["Ngày đăng:", "Đăng lúc", "Xuất bản:", "Published"])
def test_a_day_that_is_labelled_as_that_of_the_publication_is_no_doubt(label):
    line = f'<p>{label} <time datetime="2025-06-15T09:30:00+07:00">15/06/2025 09:30</time></p>'
    assert read_codes(line, META, EARLIER[0]) == ("2025-06-15", [])


def test_a_lead_above_the_date_is_no_label_of_it():
    lead = "<p class='sapo'>Người dân đăng ký cho con học bơi tại bể của thôn từ cuối tháng năm, mỗi lớp nhận hai mươi em, do hai giáo viên dạy và một người cứu hộ trông.</p>"
    line = '<p><time datetime="2025-06-15T09:30:00+07:00">15/06/2025 09:30</time></p>'
    assert read_codes(lead + line, META, EARLIER[0]) == ("2025-06-15", ["dates_disagree"])

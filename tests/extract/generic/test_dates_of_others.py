"""Dates near an undated article that are a reader's, another article's or a document's."""

import pytest

from dvcrawler.extract import RecordRefused
from dvcrawler.items import ProblemCode
from tests.extract.article_pages import TEXT, TITLE, lines_of, paragraphs, read_page

LEAD = (
    "Bể bơi thôn Đông mở cửa mỗi ngày ba ca cho trẻ em trong xã, người dạy là các thầy cô về hưu tự nguyện."
)
OTHERS = {
    "a comment": "<div class='cmt'><b>Hải Yến</b><span>06/06/2025 10:00</span><p>Bài viết rất hay.</p></div>",
    "a comment in a list": "<ul class='cmts'><li><b>Hải Yến</b> - 06/06/2025 10:00<p>Cảm ơn các thầy cô.</p></li></ul>",
    "a comment in an unnamed box": "<div><b>Hải Yến</b> <i>06/06/2025 10:00</i><p>Cảm ơn các thầy cô.</p></div>",
    "another article": "<div><h2>Xã mở hội chợ hoa xuân</h2><p>05/06/2025 07:20</p><p>Hơn trăm gian hàng dự hội.</p></div>",
    "another's card": (
        "<div><h3><a href='/tin/nghi-le-345702.html'>Thông báo lịch nghỉ lễ</a></h3><p>Ngày đăng: 05/06/2025</p>"
        "<p>Cơ quan nghỉ hai ngày.</p></div>"
    ),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_the_day_of_another_text_is_not_that_of_an_undated_article(other):
    body = f"<h1>{TITLE}</h1><p class='sapo'>{LEAD}</p><div class='c'>{paragraphs()}</div>{other}"
    assert isinstance(read_page(f"<div class='bai'>{body}</div>"), RecordRefused)


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_the_day_of_another_text_changes_nothing_about_a_dated_article(other):
    body = f"<h1>{TITLE}</h1><p>04/06/2025 06:10</p><p class='sapo'>{LEAD}</p><div class='c'>{paragraphs()}</div>{other}"
    record = read_page(f"<div class='bai'>{body}</div>")
    assert (record.published_at, record.authors) == ("2025-06-04T06:10:00+07:00", ())
    assert [each for each in lines_of(record) if each != LEAD] == list(TEXT)


ROWS = (
    "<tr><td>Số hiệu</td><td>15/QĐ-UBND</td></tr><tr><td>Ngày ban hành</td><td>05/06/2025</td></tr>"
    "<tr><td>Trích yếu</td><td>Về việc mở bể bơi thôn Đông</td></tr>"
)


@pytest.mark.parametrize(
    "body",
    [
        "<header><h1>{title}</h1><p class='sapo'>{lead}</p>{table}</header><div class='c'>{text}</div>",
        "<h1>{title}</h1><p class='sapo'>{lead}</p><div class='c'>{table}{text}</div>",
        "<h1>{title}</h1><p class='sapo'>{lead}</p><div class='c'>{text}{table}</div>",
    ],
)
def test_a_text_with_a_table_about_a_document_has_the_documents_day_and_says_so(body):
    filled = body.format(title=TITLE, lead=LEAD, table=f"<table>{ROWS}</table>", text=paragraphs())
    record = read_page(f"<div class='bai'>{filled}</div>")
    assert (record.date, [each.code for each in record.problems]) == (
        "2025-06-05",
        [ProblemCode.DATE_BELOW_TEXT],
    )
    assert set(TEXT) <= set(lines_of(record))


FORMS = {
    "table": ("<table>{}</table>", "<tr><td>{}</td><td>{}</td></tr>"),
    "row": ("<table><tr>{}</tr></table>", "<td>{}:</td><td>{}</td>"),
    "list": ("<dl>{}</dl>", "<dt>{}</dt><dd>{}</dd>"),
    "boxes": ("<div>{}</div>", "<div>{}:</div><div>{}</div>"),
    "lines": ("{}", "<p>{}: {}</p>"),
}
POSTED = ("Ngày đăng", "14/05/2025")
ISSUED = ("Ngày ban hành", "12/05/2025")
FACTS = {
    "issued": (ISSUED, POSTED),
    "posted first": (POSTED, ISSUED),
    "in force": (ISSUED, ("Ngày có hiệu lực", "01/06/2025"), POSTED),
    "signed": (("Ngày ký", "11/05/2025"), POSTED),
    "with the time": (ISSUED, ("Ngày đăng tải", "14/05/2025 08:30")),
}


@pytest.mark.parametrize("facts", FACTS)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("place", ["{facts}{text}", "{text}{facts}"])
def test_the_day_of_posting_in_the_facts_about_a_document_comes_before_that_of_its_issue(place, form, facts):
    whole, row = FORMS[form]
    rows = (("Số hiệu", "12/QĐ-UBND"), *FACTS[facts], ("Cơ quan ban hành", "UBND xã Hải Minh"))
    printed = whole.format("".join(row.format(*each) for each in rows))
    content = place.format(facts=printed, text=f"<div class='c'>{paragraphs()}</div>")
    record = read_page(f"<div class='detail'><h1>{TITLE}</h1>{content}</div>")
    assert str(record.date) == "2025-05-14"

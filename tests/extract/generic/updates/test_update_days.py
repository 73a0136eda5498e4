"""Where the headline has only the day of an update, an earlier day of publication is looked for."""

import pytest

from tests.extract.article_pages import AUTHOR, TEXT, TITLE, URL, paragraphs, read_page

UPDATE = f"<h1>{TITLE}</h1><p class='d'>Cập nhật: 05/06/2025 07:20</p>"
DATED = URL.replace("tin-tuc/", "tin-tuc/20250602/")


def read(content, *, head=UPDATE, below="", url=URL):
    found = read_page(f"<div class='bai'>{head}<div class='c'>{content}</div>{below}</div>", url=url)
    return found.date, [problem.code for problem in found.problems if problem.field == "date"]


@pytest.mark.parametrize("line", ["Ngày 02/06/2025", "02/06/2025 08:05", "Thứ Hai, 02/06/2025"])
def test_the_day_above_the_text_is_that_of_publication(line):
    assert read(f"<p>{line}</p>{paragraphs()}") == ("2025-06-02", ["unclear_date"])


@pytest.mark.parametrize("line", ["Ngày 02/06/2015", "Ngày 08/06/2025", "Thôn Đông, ngày 02/06/2025"])
def test_an_old_or_a_later_day_or_that_of_a_letter_is_not_the_publications(line):
    assert read(f"<p>{line}</p>{paragraphs()}")[0] == "2025-06-05"


def test_the_first_day_of_several_in_the_text_is_not_the_publications():
    days = f"<p>Ngày 02/06/2025</p>{paragraphs()}<p>Ngày 03/06/2025</p>{paragraphs()}"
    assert read(days)[0] == "2025-06-05"


@pytest.mark.parametrize("text", [TEXT, [" ".join(TEXT)] * 3])
def test_a_label_below_the_text_names_the_day(text):
    assert read(paragraphs(text), below="<p>Ngày đăng: 02/06/2025</p>") == ("2025-06-02", [])


def test_the_address_names_the_day():
    assert read(paragraphs(), url=DATED) == ("2025-06-02", ["unclear_date"])
    assert read(paragraphs(), url=DATED.replace("0602", "0605")) == ("2025-06-05", [])


def test_a_line_that_also_has_the_day_of_publication_is_believed():
    head = UPDATE.replace("Cập nhật:", "Đăng ngày 04/06/2025 - Cập nhật:")
    assert read(f"<p>Ngày 02/06/2025</p>{paragraphs()}", head=head) == ("2025-06-04", [])


@pytest.mark.parametrize(
    "row",
    [
        "<span>02/06/2025 08:06 GMT+7</span><span>Cập nhật lúc 14:35 ngày 05/06/2025</span>",
        "<span>02/06/2025 08:06 - Đã sửa đổi 2 tháng trước. Bài viết được cập nhật lúc 14:35 ngày 05/06/2025</span>",
    ],
)
def test_an_update_in_the_row_of_the_date_does_not_hide_it(row):
    assert read(paragraphs(), head=f"<h1>{TITLE}</h1><div>{row}</div>") == ("2025-06-02", [])


LAST_CHANGES = ("Cập nhật lần cuối: {}", "Last updated: {}", "Sửa lần cuối: {}", "Lần cập nhật cuối: {}")
FORMS_OF_CHANGES = (
    "<p>{}</p>",
    "<time class='updated-date' datetime='2025-03-04T08:00:00+07:00'>{}</time>",
    "<p><time datetime='2025-03-04T08:00:00+07:00'>{}</time></p>",
)
STATED_BEFORE = (
    "<meta property='article:published_time' content='2025-03-03T13:00:00+07:00'>"
    "<meta property='og:type' content='article'>"
)


@pytest.mark.parametrize("label", LAST_CHANGES)
@pytest.mark.parametrize("form", FORMS_OF_CHANGES)
@pytest.mark.parametrize(
    ("head", "published", "changed", "problems"),
    [
        (STATED_BEFORE, "2025-03-03T13:00:00+07:00", "2025-03-04T08:00:00+07:00", []),
        ("", "2025-03-04T08:00:00+07:00", None, ["unclear_date"]),
    ],
)
def test_the_last_change_is_not_the_publication(form, label, head, published, changed, problems):
    line = form.format(label.format("04/03/2025 08:00"))
    body = f"<div class='detail'><h1>{TITLE}</h1>{line}<div class='c'>{paragraphs()}{AUTHOR}</div></div>"
    record = read_page(body, head)
    codes = [problem.code.value for problem in record.problems]
    assert (record.published_at, record.modified_at, codes) == (published, changed, problems)


@pytest.mark.parametrize(
    "line", ["05/06/2025 07:20", "Thứ Năm, 05/06/2025, 07:20 (GMT+7)", "Ngày đăng: 05/06/2025"]
)
def test_a_line_that_repeats_the_date_of_the_headline_is_not_text(line):
    head = f"<h1>{TITLE}</h1><p class='d'>05/06/2025 07:20</p>"
    for content in (f"<p>{line}</p>{paragraphs()}{AUTHOR}", f"{paragraphs()}{AUTHOR}<p>{line}</p>"):
        record = read_page(f"<div class='bai'>{head}<div class='c'>{content}</div></div>")
        assert (record.author, record.body) == ("Bùi Thanh Sơn", "\n\n".join(TEXT))


def test_a_day_that_the_page_states_for_machines_is_that_of_publication():
    stated = "<meta itemprop='datePublished' content='2025-06-05T07:20:00+07:00'>"
    assert read(f"<p>02/06/2025</p>{paragraphs()}", head=UPDATE + stated) == ("2025-06-05", [])

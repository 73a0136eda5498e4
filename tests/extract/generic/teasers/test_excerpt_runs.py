"""Excerpts of other articles in a row, without a heading above them."""

import pytest

from dvcrawler.items import ProblemCode
from tests.extract.article_pages import TEXT, among, lines_of, paragraphs, read

OTHERS = (
    (
        "Xã bên khai trương thư viện thiếu nhi",
        "Ba nghìn cuốn sách do bà con trong và ngoài xã cùng nhau góp lại.",
    ),
    (
        "Đường liên thôn được trải nhựa xong",
        "Con đường dài hai cây số nối ba thôn vừa được nghiệm thu hôm qua.",
    ),
    ("Hội vật đầu xuân đông người xem", "Các đô vật của mười hai xã đã thi đấu suốt hai ngày trên sân đình."),
)
PICTURE = "<img src='/u/nho-{0}.jpg' width='200' height='120'>"


def rows(form, others=OTHERS):
    return "".join(form.format(n, *each) for n, each in enumerate(others))


LISTS = {
    "headings": rows("<h3><a href='/tin/b-{0}.html'>{1}</a></h3><p>{2}</p>"),
    "pictures": rows(
        f"<p><a href='/tin/b-{{0}}.html'>{PICTURE}</a></p><p><a href='/tin/b-{{0}}.html'>{{1}}</a></p><p>{{2}}</p>"
    ),
    "items": "<ul>" + rows("<li><a href='/tin/b-{0}.html'>{1}</a><p>{2}</p></li>") + "</ul>",
    "breaks": "<ul>" + rows("<li><a href='/tin/b-{0}.html'>{1}</a><br>{2}</li>") + "</ul>",
    "terms": "<dl>" + rows("<dt><a href='/tin/b-{0}.html'>{1}</a></dt><dd>{2}</dd>") + "</dl>",
    "dates": rows("<h4><a href='/tin/b-{0}.html'>{1}</a></h4><p>1{0}/05/2025</p><p>{2}</p>"),
    "more": rows(
        "<h4><a href='/tin/b-{0}.html'>{1}</a></h4><p>{2}</p><p><a href='/tin/b-{0}.html'>Đọc tiếp</a></p>"
    ),
    "links": rows(f"<a href='/tin/b-{{0}}.html'>{PICTURE}<h4>{{1}}</h4><p>{{2}}</p></a>"),
}


@pytest.mark.parametrize("others", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("place", [among, lambda others: read(paragraphs() + others)], ids=["amid", "below"])
def test_headlines_of_a_list_with_their_excerpts_are_not_of_the_text(others, place):
    record = place(others)
    assert (lines_of(record), record.images) == (list(TEXT), ())


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize(
    "form",
    [
        "<p><b><a href='/tin/b-{0}.html'>{1}</a></b></p><p>{2}</p>",
        "<p>» <a href='/tin/b-{0}.html'>{1}</a> (1{0}/05/2025)</p><p>{2}</p>",
        "<p><b><a href='/tin/b-{0}.html'>{1}</a></b><br>{2}</p>",
    ],
)
def test_linked_headlines_with_their_excerpts_below_the_byline_are_not_of_the_text(form, count):
    record = read(paragraphs(), author="<p align=right><b>Bùi Thanh Sơn</b></p>" + rows(form, OTHERS[:count]))
    assert (lines_of(record), record.author, record.problems) == (list(TEXT), "Bùi Thanh Sơn", ())


def codes_of(record):
    return [problem.code for problem in record.problems if problem.field == "body"]


def test_links_that_only_perhaps_are_headlines_are_named_and_the_paragraphs_kept():
    record = read(paragraphs(TEXT * 2) + rows("<p><a href='/tin/b-{0}.html'>{1}</a></p><p>{2}</p>"))
    assert all(text in record.body for _, text in OTHERS)
    assert codes_of(record) == [ProblemCode.MAY_BE_EXCERPTS]


@pytest.mark.parametrize(
    "own",
    [
        rows("<h3><a href='https://ung-dung.example.com/{0}'>{1}</a></h3><p>{2}</p>"),
        rows("<h3><a href='#phan-{0}'>{1}</a></h3><p>{2}</p>"),
        rows("<h3>{1}</h3><p>{2}</p>"),
        "<p>Những nơi được giới thiệu trong dịp này gồm:</p>"
        + rows("<h3><a href='/d/{0}'>{1}</a></h3><p>{2}</p>"),
        "<ul>"
        + rows("<li><a href='/vb/{0}'>Quyết định số {0}/QĐ-UBND ngày 2/5</a><p>{2}</p></li>")
        + "</ul>",
        "<h3><a href='/tin/b-1.html'>Xã bên khai trương thư viện</a></h3>".join(
            f"<p>{text}</p>" for _, text in OTHERS
        ),
        "<p><a href='/tin/b-1.html'>Xã bên khai trương thư viện</a></p>".join(
            f"<p>{text}</p>" for _, text in OTHERS
        ),
    ],
)
def test_the_parts_of_a_text_below_headings_and_links_are_kept(own):
    record = among(own)
    assert all(text in record.body for _, text in OTHERS)
    assert codes_of(record) == []


def test_a_survey_that_consists_of_such_parts_is_kept():
    record = read(paragraphs(TEXT[:1]) + LISTS["headings"])
    assert all(text in record.body for _, text in OTHERS)
    assert ProblemCode.MAY_BE_EXCERPTS in codes_of(record)


SHORT = tuple(
    zip(
        (headline for headline, _ in OTHERS),
        ("Sách do bà con góp.", "Đường dài hai cây số, trải nhựa dày.", "Đô vật mười hai xã thi đấu."),
        strict=True,
    )
)
HEADED = (
    "<p><a href='/b-{0}.html'>{1}</a></p><p>{2}</p>",
    "<p><b><a href='/b-{0}.html'>{1}</a></b></p><p><em>{2}</em></p>",
    "<p><a href='/b-{0}.html'>{1}</a><br>{2}</p>",
    "<h4><a href='/b-{0}.html'>{1}</a></h4><p>{2}</p>",
    "<p><b>{1}</b></p><p>{2}</p>",
    f"<p><a href='/b-{{0}}.html'>{PICTURE}</a></p><p><a href='/b-{{0}}.html'>{{1}}</a></p><p>{{2}}</p>",
)


@pytest.mark.parametrize("form", HEADED)
@pytest.mark.parametrize("heading", ["<p>Tin liên quan</p>", "<h3>Có thể bạn quan tâm:</h3>"])
@pytest.mark.parametrize("place", [among, lambda others: read(paragraphs() + others)], ids=["amid", "below"])
def test_excerpts_of_a_few_words_below_a_heading_are_left_out_or_named(place, heading, form):
    others = "".join(form.format(n, *each) for n, each in enumerate(SHORT[:2]))
    record = place(heading + others)
    assert lines_of(record) == list(TEXT) or codes_of(record) == [ProblemCode.MAY_BE_EXCERPTS]


@pytest.mark.parametrize("line", ["Bể mở cửa từ sáu giờ.", "Vé vào cửa năm nghìn đồng một lượt."])
def test_a_short_paragraph_below_a_single_link_is_of_the_text(line):
    record = among(f"<p>Tin liên quan</p><p><a href='/b-1.html'>{OTHERS[0][0]}</a></p><p>{line}</p>")
    assert (lines_of(record), codes_of(record)) == ([*TEXT[:2], line, *TEXT[2:]], [])


ENTRIES = {
    "marks": rows("<tr><td>•</td><td><a href='/tin/b-{0}.html'>{1}</a> (1{0}/05/2025)</td></tr>"),
    "days": rows("<tr><td>1{0}/05/2025</td><td><a href='/tin/b-{0}.html'>{1}</a></td></tr>"),
    "numbers": "<tr><td>STT</td><td>Tiêu đề</td><td>Ngày</td></tr>"
    + rows("<tr><td>{0}</td><td><a href='/tin/b-{0}.html'>{1}</a></td><td>1{0}/05/2025</td></tr>"),
    "readers": rows("<p>- <a href='/tin/b-{0}.html'>{1}</a> (1{0}/05/2025) - 12{0} lượt xem</p>"),
}


@pytest.mark.parametrize("entries", ENTRIES.values(), ids=ENTRIES)
@pytest.mark.parametrize("heading", ["", "<tr><td colspan=3><b>Các bài viết khác:</b></td></tr>"])
def test_a_list_of_dated_headlines_below_the_text_is_not_of_it(entries, heading):
    record = read(paragraphs(), author=f"<p><b>Bùi Thanh Sơn</b></p><table>{heading}{entries}</table>")
    assert (lines_of(record), record.author, record.problems) == (list(TEXT), "Bùi Thanh Sơn", ())
    announced = read(paragraphs() + f"<p>Các bài viết đạt giải gồm có:</p><table>{entries}</table>")
    assert all(title in announced.body for title, _ in OTHERS)


def test_a_table_of_links_that_are_neither_dated_nor_headed_is_of_the_text():
    table = rows("<tr><td>{0}</td><td><a href='/thu-tuc/{0}'>{1}</a></td></tr>")
    assert all(title in among(f"<table>{table}</table>").body for title, _ in OTHERS)

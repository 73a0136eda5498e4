"""Names in the head that may be the author's, where nobody signs."""

import pytest

from tests.extract.article_pages import HEAD, lines_of, paragraphs, read_page

MADE = "Tổ chức thực hiện: Trần Kiên - Lê Hà"


def test_who_had_the_article_made_is_a_doubt_in_the_head_too():
    record = read_page(f"{HEAD}<p>{MADE}</p><div class='content'>{paragraphs()}</div>")
    assert (record.author, [each.code.value for each in record.problems]) == (None, ["name_below_text"])
    assert MADE not in lines_of(record)


@pytest.mark.parametrize(
    "name",
    [
        "Zơrâm Bông",
        "Hồ A Xiếc",
        "Mộng Tuyết",
        "Phú Trạm",
        "Đinh Bờm",
        "Nhụy Nguyên",
        "Kim Sa Rươl",
        "Cao Xà Lai",
    ],
)
@pytest.mark.parametrize("form", ["<p class='by'>{}</p>", "<div><b>{}</b></div>", "<span>{}</span>"])
def test_words_below_the_headline_that_may_be_a_name_are_a_doubt(form, name):
    record = read_page(f"{HEAD}{form.format(name)}<div class='content'>{paragraphs()}</div>")
    codes = [each.code.value for each in record.problems]
    assert name not in lines_of(record)
    assert (record.author, codes) in ((None, ["name_below_text"]), (name, []))


@pytest.mark.parametrize(
    "line",
    [
        "<p>Thời sự</p>",
        "<p>Nam Định</p>",
        "<p><a href='/vh'>Văn Hóa</a></p>",
        "<p>Cỡ chữ</p>",
        "<h4>Mùa Gặt</h4>",
        "<p>Vinamilk Nam Định</p>",
        "<nav><a href='/x'>Mộng Mơ</a></nav><p>Mộng Mơ</p>",
    ],
)
def test_lines_below_the_headline_that_name_nobody_are_no_doubt(line):
    assert read_page(f"{HEAD}{line}<div class='content'>{paragraphs()}</div>").problems == ()


TWO = ("Lê Thu Hà", "Bùi Thanh Sơn")


@pytest.mark.parametrize(
    "row",
    [
        "<div class='x1'><div>{}</div><div>{}</div></div>",
        "<p>{}</p><p>{}</p>",
        "<div><a href='/tac-gia/a.htm'>{}</a></div><div><a href='/tac-gia/b.htm'>{}</a></div>",
        "<section><img src='/a.jpg' width='40'><p>{}</p></section><section><img src='/b.jpg' width='40'><p>{}</p></section>",
        "<div><span>{}</span></div><div><span>{}</span></div><div>5 phút đọc</div>",
        "<div>{0}</div><div>và 1 tác giả khác</div><div><p>{0}</p><p>{1}</p></div>",
        "<div>{0}</div><div>và một số người khác</div><div><i></i>{0}</div><div>{1}</div>",
        "<div>{0}</div><div>+1</div><div><div>{0}</div><div>{1}</div></div>",
        "<p>{0}</p><p>+ 1 tác giả khác</p><section><p>{0}</p></section><section><p>{1}</p></section>",
        "<div>{}</div><div>,</div><div>{}</div>",
        "<div>{}</div><div>&amp;</div><div>{}</div>",
        "<p>{}</p><p>và</p><p>{}</p>",
        "<div>{}</div><div>•</div><div>{}</div>",
    ],
)
def test_authors_in_boxes_of_their_own_are_all_read(row):
    record = read_page(f"{HEAD}{row.format(*TWO)}<div class='content'>{paragraphs()}</div>")
    assert (record.author, record.problems) == (", ".join(TWO), ())


@pytest.mark.parametrize(
    "row",
    [
        "<p>{}</p><p>{} (ảnh)</p>",
        "<p>{}</p><blockquote>{}</blockquote>",
        "<p>{}</p><figure><img src='/a.jpg'><figcaption>{}</figcaption></figure>",
    ],
)
def test_another_name_below_the_author_is_no_second_one(row):
    record = read_page(f"{HEAD}{row.format(*TWO)}<div class='content'>{paragraphs()}</div>")
    assert record.author == TWO[0]

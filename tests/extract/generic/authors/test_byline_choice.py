"""Names in the head that may be the author's, where nobody signs."""

from tests.extract.article_pages import HEAD, lines_of, paragraphs, read_page

MADE = "Tổ chức thực hiện: Trần Kiên - Lê Hà"


def test_who_had_the_article_made_is_a_doubt_in_the_head_too():
    record = read_page(f"{HEAD}<p>{MADE}</p><div class='content'>{paragraphs()}</div>")
    assert (record.author, [each.code.value for each in record.problems]) == (None, ["name_below_text"])
    assert MADE not in lines_of(record)

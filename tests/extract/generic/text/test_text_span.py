"""Where the text begins and ends on a page with more text of other articles than of its own."""

from tests.extract.article_pages import HEAD, TEXT, lines_of, read_page


def test_a_longer_list_of_other_articles_is_not_the_text():
    others = "".join(
        f"<p><a href='/x-{n}.html'>Một chuyện khác ở xã bên</a> {text}</p>" for n, text in enumerate(TEXT[1:])
    )
    below = f"<div class='k'><h4>Tin liên quan</h4><div class='ds'>{others}</div></div>"
    record = read_page(f"<div class='bai'>{HEAD}<p>{TEXT[0]}</p></div>{below}")
    assert lines_of(record) == [TEXT[0]]

"""Where the text begins and ends on a page with more text of other articles than of its own."""

import pytest

from tests.extract.article_pages import HEAD, TEXT, lines_of, paragraphs, read_page


def test_a_longer_list_of_other_articles_is_not_the_text():
    others = "".join(
        f"<p><a href='/x-{n}.html'>Một chuyện khác ở xã bên</a> {text}</p>" for n, text in enumerate(TEXT[1:])
    )
    below = f"<div class='k'><h4>Tin liên quan</h4><div class='ds'>{others}</div></div>"
    record = read_page(f"<div class='bai'>{HEAD}<p>{TEXT[0]}</p></div>{below}")
    assert lines_of(record) == [TEXT[0]]


@pytest.mark.parametrize("heading", ["<h3>Bình luận</h3>", "<p>Bình luận (5)</p>"])
def test_longer_comments_are_not_the_text(heading):
    comments = "".join(f"<p>{text} {text} {text}</p>" for text in TEXT[2:] * 3)
    own = f"{HEAD}<div class='t'>{paragraphs(TEXT[:2])}</div>"
    head = "<meta property='og:type' content='article'>"
    record = read_page(f"<div class='a'>{own}{heading}<div class='z'>{comments}</div></div>", head)
    assert lines_of(record) == [*TEXT[:2]]

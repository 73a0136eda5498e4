"""A text whose tags the template has escaped is read as its paragraphs; a text about tags stays as it is."""

from html import escape

import pytest

from dvcrawler.extract.loading.escaped_markup import unescape_markup
from tests.extract.article_pages import AUTHOR, TEXT, lines_of, paragraphs, read

PICTURE = "<p><img src=\"/kho/be-boi.jpg\" alt=''></p>"


@pytest.mark.parametrize("quote", [True, False])
@pytest.mark.parametrize(
    "markup",
    [
        paragraphs(),
        "<br>".join((*TEXT[:-1], f"{TEXT[-1]}<br />")),
        "".join(f'<div class="x">{text}</div>' for text in TEXT),
        f"<P>{'</P> <P>'.join(TEXT)}</P>\n",
        f"<div><p>{'&nbsp;</p><p>'.join(TEXT)}</p></div>",
    ],
)
def test_the_paragraphs_of_an_escaped_text_are_read(markup, quote):
    record = read(escape(markup, quote=quote), author="")
    assert lines_of(record) == list(TEXT)


def test_the_pictures_and_the_author_of_an_escaped_text_are_read():
    record = read(escape(PICTURE + paragraphs() + AUTHOR), author="")
    assert [each.url for each in record.images] == ["https://xavidu.example.vn/kho/be-boi.jpg"]
    assert [each.name for each in record.authors] == ["Bùi Thanh Sơn"]
    assert lines_of(record) == list(TEXT)


LONG = escape(paragraphs())


@pytest.mark.parametrize(
    "page",
    [
        f"<pre>{LONG}</pre>",
        f"<pre><code>{LONG}</code></pre>",
        f"<textarea>{LONG}</textarea>",
        f"<script type='text/html'>{LONG}</script>",
        f"<noscript>{LONG}</noscript>",
        "<p>&lt;p&gt; mở một đoạn và &lt;/p&gt; kết thúc đoạn ấy, học sinh lớp tin học ghi vào vở.</p>",
        f"<p>Đoạn nào cũng bắt đầu bằng thẻ: {LONG}</p>",
        f"<p>&lt;p&gt; là thẻ mở đoạn. {TEXT[0]} {TEXT[1]} &lt;/p&gt; là thẻ kết thúc.</p>",
        f"<p data-text='{LONG}'>Bể bơi</p>",
    ],
)
def test_a_text_about_markup_stays_as_it_is(page):
    assert unescape_markup(page.encode()) == page.encode()

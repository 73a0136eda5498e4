"""Pages of pictures whose text a script or a frame shows: a doubt says so."""

from html import escape

import pytest

from dvcrawler.items import ProblemCode
from tests.extract.article_pages import HEAD, paragraphs, read_page

CAPTIONS = (
    "Toàn cảnh bể bơi dài hai mươi lăm mét của thôn Đông",
    "Các em khởi động trước khi xuống nước trong ca sáng",
    "Giáo viên thể dục hướng dẫn nhóm nhỏ tuổi nhất tập thở",
)
PICTURES = "".join(
    f"<figure><img src='/u/{n}.jpg' width='800' height='500'><figcaption>{text}</figcaption></figure>"
    for n, text in enumerate(CAPTIONS)
)
BOX = "<div id='noi-dung'></div>"
FETCHED = (
    f"{BOX}<script>fetch('/api/1').then(r=>r.text()).then(t=>{{document.getElementById('noi-dung').innerHTML=t}})</script>",
    f"{BOX}<script>$('#noi-dung').load('/ajax/1.html')</script>",
    "<div class='a noi-dung'></div><script>$.get('/api/1', function(d){ $('.noi-dung').html(d) })</script>",
    f"{BOX}<script>document.querySelector(\"#noi-dung\").insertAdjacentHTML('beforeend', x)</script>",
    f"{BOX}<script>ReactDOM.render(React.createElement(Article), document.getElementById('noi-dung'))</script>",
    f"{BOX}<script>new Vue({{el: '#noi-dung'}})</script>",
    "<div id='noi-dung'>Đang tải nội dung...</div>",
    "<div id='noi-dung' data-url='/api/bai/1'></div>",
    "<div id='noi-dung' v-html='article.content'></div>",
    "<div class='flourish-embed' data-src='visualisation/1'></div>",
    "<canvas id='chart'></canvas><script>new Chart(document.getElementById('chart'), {})</script>",
    "<iframe src='/infographic/1/index.html' width='100%' height='3000'></iframe>",
    "<iframe src='https://flo.uri.sh/flourish/1/embed'></iframe>",
    "<div id='app'></div><noscript>Bạn cần bật JavaScript để xem nội dung</noscript>",
)
NOTHING = (
    "",
    "<div id='binh-luan'></div><script>$('#binh-luan').load('/ajax/comments')</script>",
    "<div class='related-news'></div><script>$('.related-news').html(x)</script>",
    "<div class='clear'></div><script>$('.menu').html(x)</script>",
    "<div class='fb-comments' data-href='/bai/1'></div>",
    "<div id='lightbox'></div><script>$('#lightbox').append(x)</script>",
    "<iframe src='https://www.youtube.com/embed/1' height='400'></iframe>",
    "<noscript>Bạn cần bật JavaScript để xem nội dung</noscript>",
)


def read_codes(content):
    record = read_page(f"<div class='detail'>{HEAD}<div class='c'>{content}</div></div>")
    return [(each.field, each.code.value) for each in record.problems]


@pytest.mark.parametrize("filled", FETCHED)
def test_pictures_beside_a_box_that_is_filled_later_are_doubted(filled):
    assert read_codes(PICTURES + filled) == [("body", "hidden_text")]


@pytest.mark.parametrize("other", NOTHING)
def test_other_parts_raise_no_doubt(other):
    assert read_codes(PICTURES + other) == []


@pytest.mark.parametrize("filled", FETCHED[:3])
def test_a_text_that_is_on_the_page_is_not_doubted(filled):
    assert read_codes(paragraphs() + PICTURES + filled) == []


LEAD = "Bể bơi của thôn Đông bắt đầu đón học sinh từ đầu tháng sáu."
IN_ATTRIBUTE = escape(paragraphs())


@pytest.mark.parametrize("lead", [f"<p>{LEAD}</p>", f"<p>{LEAD}</p><p>{LEAD[:-1]}, mỗi ngày ba ca.</p>"])
@pytest.mark.parametrize("name", ["data-html", "data-content", "data-noidung"])
def test_a_text_in_an_attribute_below_the_lead_is_a_doubt(lead, name):
    record = read_page(f"<div class='x'>{HEAD}{lead}<div id='a1' {name}=\"{IN_ATTRIBUTE}\"></div></div>")
    assert [(each.field, each.code) for each in record.problems] == [("body", ProblemCode.HIDDEN_TEXT)]


def test_a_text_that_is_shown_or_of_another_box_is_none():
    button = f'<button data-text="{IN_ATTRIBUTE}">Nghe</button><div data-text="{IN_ATTRIBUTE}"></div>'
    below = f"<div class='footer'><div data-content=\"{IN_ATTRIBUTE}\"></div></div>"
    record = read_page(f"<div class='x'>{HEAD}{paragraphs()}{button}</div>{below}")
    assert record.problems == ()
    notice = read_page(f"<div class='x'>{HEAD}<p>{LEAD}</p></div>{below}")
    assert notice.problems == ()

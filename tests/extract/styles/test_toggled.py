"""Text that a click shows is read, as a box that nothing shows is not."""

import pytest

from dvcrawler.extract import RecordRefused
from tests.extract.notice_pages import PROSE, SENTENCES, make_page, read

ANSWER = "Người dân nộp hồ sơ tại bộ phận một cửa của xã và nhận kết quả sau ba ngày làm việc."
HIDDEN = f'style="display: none"><p>{ANSWER}</p>'
TOGGLED = {
    "an answer": f'<div class="faq"><h3>Nộp hồ sơ ở đâu?</h3><div class="faq-answer" {HIDDEN}</div></div>',
    "an answer in Vietnamese": f'<p class="cau-hoi">Nộp hồ sơ ở đâu?</p><div class="tra-loi" {HIDDEN}</div>',
    "a panel": f'<button class="accordion">Nộp hồ sơ ở đâu?</button><div class="panel" {HIDDEN}</div>',
    "a panel of a tab": f'<a href="#hai">Nộp hồ sơ ở đâu?</a><div id="hai" {HIDDEN}</div>',
    "below a button": f"<button>Nộp hồ sơ ở đâu?</button><div {HIDDEN}</div>",
    "below a tab": f'<p role="tab">Nộp hồ sơ ở đâu?</p><div {HIDDEN}</div>',
    "a target": f'<p data-bs-target="#ba">Nộp hồ sơ ở đâu?</p><p></p><div id="ba" {HIDDEN}</div>',
    "a script's target": f"<p onclick=\"$('#bon').toggle()\">Nộp hồ sơ ở đâu?</p><p></p><div id='bon' {HIDDEN}</div>",
    "below a control": f'<h3 aria-expanded="false">Nộp hồ sơ ở đâu?</h3><div {HIDDEN}</div>',
    "above a label": f"<div {HIDDEN}</div><p><span>Xem thêm</span></p>",
    "below a label": f"<p><span>Đọc tiếp »</span></p><div {HIDDEN}</div>",
    "by its name": f'<div class="more-text" {HIDDEN}</div>',
    "by an attribute": f'<div class="more-text" hidden><p>{ANSWER}</p></div>',
    "by a class": f'<div class="answer d-none"><p>{ANSWER}</p></div>',
    "by a sheet": f'<style>.answer {{ display: none }}</style><div class="answer"><p>{ANSWER}</p></div>',
}
NOT_TOGGLED = {
    "nothing shows it": f"<div {HIDDEN}</div>",
    "a form": f'<div class="panel" style="display:none"><p>{ANSWER}</p><input name="ma"></div>',
    "links": f'<div class="panel" style="display:none"><a href="/a">{ANSWER}</a></div>',
    "a label": '<div class="answer" style="display:none">Đang tải câu trả lời…</div>',
    "the text for a player": f'<button>Nghe</button><div class="panel" style="display:none">{SENTENCES[1]}</div>',
}


def body(markup):
    record = read(
        make_page(f"{PROSE}{markup}<p>{SENTENCES[0]} Đó là ý kiến chung.</p>", body="content-detail")
    )
    assert not isinstance(record, RecordRefused), record
    return record["body"].split("\n\n")


@pytest.mark.parametrize("markup", TOGGLED.values(), ids=TOGGLED)
def test_a_text_that_a_click_shows_is_part_of_the_article(markup):
    assert ANSWER in body(markup)


@pytest.mark.parametrize("markup", NOT_TOGGLED.values(), ids=NOT_TOGGLED)
def test_a_hidden_box_that_no_click_shows_as_text_is_left_out(markup):
    text = body(markup)
    assert text[: len(SENTENCES)] == list(SENTENCES)
    assert len(text) == len(SENTENCES) + 1

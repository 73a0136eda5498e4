"""A text that a script shows is read though the page has no box that is named for it."""

import base64
import json
from urllib.parse import quote

import pytest

from dvcrawler.extract import RecordRefused
from tests.extract.notice_pages import DATE, PROSE, SENTENCES, TITLE, make_page, read

STRING = json.dumps(PROSE, ensure_ascii=False).replace("</", "<\\/")
ASCII = json.dumps(PROSE).replace("<", "\\u003c")
ESCAPED = "".join(f"%u{ord(each):04x}" if ord(each) > 255 else f"%{ord(each):02x}" for each in PROSE)
ENCODED = base64.b64encode(PROSE.encode()).decode()
SCRIPTS = {
    "a variable": f"<div></div><script>var tin = {STRING};</script>",
    "a variable in ASCII": f"<div></div><script>var tin = {ASCII};</script>",
    "a template literal": f"<div></div><script>const tin = `{PROSE}`;</script>",
    "written": f"<div><script>document.write({STRING});</script></div>",
    "by id": f"<div id='q1'></div><script>document.getElementById('q1').innerHTML = {STRING};</script>",
    "by class": f"<div class='q1'></div><script>$('.q1').append({STRING});</script>",
    "unescaped": f"<div id='q1'></div><script>q1.innerHTML = unescape('{ESCAPED}');</script>",
    "decoded": f"<div id='q1'></div><script>q1.innerHTML = decodeURIComponent('{quote(PROSE)}');</script>",
    "of base64": f"<div id='q1'></div><script>q1.innerHTML = atob('{ENCODED}');</script>",
    "a template": f"<script type='text/x-template' id='q1'>{PROSE}</script><div></div>",
}


def bare_page(content):
    """Without a box that is named for the text."""
    return make_page(content, body="q")


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_the_text_of_a_script_is_read_and_named(script):
    found = read(bare_page(script))
    assert (found["title"], found["body"]) == (TITLE, "\n\n".join(SENTENCES))
    assert [each["code"] for each in found["problems"]] == ["hidden_text"]
    assert found["date_raw"] == DATE


@pytest.mark.parametrize(
    "content",
    [
        f"<div></div><!-- {PROSE} -->",
        "<div></div><script>var a = '<p>Đang tải nội dung</p>';</script>",
        f"<div></div><script>var a = {json.dumps(json.dumps({'ghi_chu': PROSE}))};</script>",
        f"<div></div><script>/* {PROSE} */</script>",
        f"<div id='q1'></div><script>q1.innerHTML = atob('{base64.b64encode(bytes([255, 254]) * 200).decode()}');</script>",
    ],
)
def test_other_strings_are_not_the_text(content):
    assert isinstance(read(bare_page(content)), RecordRefused)


def test_an_article_with_another_text_in_a_script_stays_as_it_is():
    other = json.dumps(f"<p>{'Mời bạn đọc đăng ký nhận bản tin của xã Thanh Lợi. ' * 12}</p>")
    found = read(bare_page(f"{PROSE}<script>var popup = {other};</script>"))
    assert (found["body"], found["problems"]) == ("\n\n".join(SENTENCES), [])


def test_a_script_above_the_headline_fills_the_empty_box_below_it():
    found = read(make_page("<div></div>", body="q", head=f"<script>var tin = {STRING};</script>"))
    assert found["body"] == "\n\n".join(SENTENCES)

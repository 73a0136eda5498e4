"""Attributes of boxes and hidden fields that scripts read."""

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.page_values import name_boxes, write_data
from dvcrawler.extract.scripts.script_values import inline_scripts

FIELDS = (
    "<input type=hidden name=ma value=x7><input type=hidden id=tu value=4><input id=go value=9>"
    '<input type=hidden name=hai value=1><input type=hidden name=hai value=2><input type=hidden id=la value="a\'b">'
)
MARKUP = "<body data-site=hai-minh><ul id=tin data-cate=3 data-so-trang=5></ul><p id=hai data-a=1></p><p id=hai data-a=2>"


def written(script):
    page = Page(f"<html>{MARKUP}</html>".encode(), "https://tinh.example.vn/tin")
    return write_data(page, script)


@pytest.mark.parametrize(
    ("script", "value"),
    [
        ("$('#tin').data('cate')", "3"),
        ("jQuery( '#tin' ).attr('data-cate')", "3"),
        ("$('#tin').data('soTrang')", "5"),
        ("$('#tin').data('so-trang')", "5"),
        ("document.getElementById('tin').dataset.soTrang", "5"),
        ("document.querySelector('#tin').getAttribute('data-cate')", "3"),
        ("$('body').data('site')", "hai-minh"),
        ("document.body.dataset.site", "hai-minh"),
    ],
)
def test_the_value_stands_in_the_place_of_the_call_that_reads_it(script, value):
    assert written(f"get('/ds?c=' + {script} + '&p=1')") == f"get('/ds?c=' + '{value}' + '&p=1')"


@pytest.mark.parametrize(
    "box", ["$('#tin')", "document.getElementById('tin')", "document.querySelector('#tin')"]
)
def test_a_variable_stands_for_its_box(box):
    assert written(f"var o = {box}; get(o.dataset.cate)").endswith("get('3')")


@pytest.mark.parametrize(
    "script",
    [
        "get($('#tin').data('khac'))",
        "get($('#khac').data('cate'))",
        "get($('#hai').data('a'))",
        "get($('.tin').data('cate'))",
        "get($(this).data('cate'))",
        "get($('#tin').attr('id'))",
        "get($('#tin').data('cate')); $('#tin').data('cate', 4)",
        "$('#tin').attr('data-cate', n); get($('#tin').data('cate'))",
        "o.dataset.cate = 4; var o = $('#tin'); get(o.data('cate'))",
        "var o = $('#tin'); o = $('#hai'); get(o.data('cate'))",
    ],
)
def test_what_is_unknown_or_changed_stays_as_it_is(script):
    assert written(script) == script


@pytest.mark.parametrize(
    ("code", "read"),
    [
        ("a($('#tu').val())", "a('4')"),
        ("a(jQuery(\"input[name='ma']\").val())", "a('x7')"),
        ("a($('[name=ma]').val())", "a('x7')"),
        ("a(document.getElementById('tu').value)", "a('4')"),
        ("a(document.querySelector('#tu').value)", "a('4')"),
        ("$('#tu').val(5)", "$('#tu').val(5)"),
        ("document.getElementById('tu').value = 5", "document.getElementById('tu').value = 5"),
        ("a($('#go').val())", "a($('#go').val())"),
        ("a($('[name=hai]').val())", "a($('[name=hai]').val())"),
        ("a($('#la').val())", "a($('#la').val())"),
    ],
)
def test_a_script_is_read_with_the_values_of_hidden_fields(code, read):
    page = Page(
        f"<html><body>{FIELDS}<script>{code}</script></body></html>".encode(), "https://xa.example.vn/"
    )
    assert [*inline_scripts(page)] == [read]


def test_a_variable_refers_to_its_box_unless_it_refers_to_several():
    one = "var hop = document.getElementById('mot'); const khac = $('#hai');"
    assert name_boxes(one) == {"hop": "mot", "khac": "hai"}
    assert name_boxes(f"{one} khac = $('#ba');") == {"hop": "mot", "khac": ""}
    assert name_boxes("let trang = document.body;") == {"trang": "body"}

"""Hidden fields that scripts read."""

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.script_values import inline_scripts

FIELDS = (
    "<input type=hidden name=ma value=x7><input type=hidden id=tu value=4><input id=go value=9>"
    '<input type=hidden name=hai value=1><input type=hidden name=hai value=2><input type=hidden id=la value="a\'b">'
)


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

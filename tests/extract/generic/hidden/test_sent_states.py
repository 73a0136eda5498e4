"""The state of Nuxt 2, which is a function with its arguments."""

import pytest
from lxml import etree

from dvcrawler.extract.generic.hidden.sent_states import attribute_states, read_function_state


@pytest.mark.parametrize(
    ("script", "state"),
    [
        (
            'window.__NUXT__=(function(a,b){return {title:a,n:b}}("Mùa vàng",7));',
            {"title": "Mùa vàng", "n": 7},
        ),
        (
            "window.__NUXT__=(function(a){return {t:'a b',u:a,v:void 0,w:!0,x:!1,y:null,z:-1.5}}('it\\'s'))",
            {"t": "a b", "u": "it's", "v": None, "w": True, "x": False, "y": None, "z": -1.5},
        ),
        (
            '__NUXT__=(function(a){return {data:[{a:a,"b-c":[a,a]}],d:{}}}("\\u002Ftin\\u002F7"))',
            {"data": [{"a": "/tin/7", "b-c": ["/tin/7", "/tin/7"]}], "d": {}},
        ),
        ('__NUXT__=(function(a,b){b.c=a;return {k:[a]}}("}{",{}));', {"k": ["}{"]}),
        ("__NUXT__=(function(){return {k:1}}());", {"k": 1}),
        ("__NUXT__=(function(a,b,c){return {x:a,y:b,z:c}}({},{k:1},7));", {"x": {}, "y": {"k": 1}, "z": 7}),
        ("__NUXT__=(function(a){return {k:a,l:c}}([1,2]));", {"k": [1, 2], "l": None}),
    ],
)
def test_the_object_is_read_with_its_arguments(script, state):
    assert read_function_state(script) == state


@pytest.mark.parametrize(
    "script",
    [
        "",
        "alert(1)",
        "x=(function(a){return a.b(c)}(1))",
        "(function(a){if(a){return {k:1}}}(1))",
        "(function(a){return {k:1",
        "(function(a){return {k:`x`}}(1))",
        "(function(a){return {k:1}})",
        "(function(a){return {k:a,l:}}(1))",
    ],
)
def test_other_scripts_are_not_a_state(script):
    assert read_function_state(script) is None


@pytest.mark.parametrize(("levels", "value"), [(3, "a" * 200), (60, None)])
def test_states_in_attributes_are_read_some_levels_deep_and_broken_ones_are_passed_over(levels, value):
    state = f'{{"k":{"[0," * levels}"{"a" * 200}"{"]" * levels}}}'
    islands = (f"<astro-island props='{each}'></astro-island>" for each in (state[:-1], state))
    data = "".join(islands).encode()
    assert list(attribute_states(etree.fromstring(data, etree.HTMLParser()), data)) == [{"k": value}]

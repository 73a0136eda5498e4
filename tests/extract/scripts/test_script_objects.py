"""Objects that scripts send: those of which each value is known, of some depth and size."""

import pytest

from dvcrawler.extract.scripts.script_objects import read_object


@pytest.mark.parametrize(
    ("code", "value"),
    [
        (
            "{muc: 5, 'loai': \"tin\", het: false, truoc: null}",
            {"muc": 5, "loai": "tin", "het": False, "truoc": None},
        ),
        ("{trang, cho: [1, {so: '2'}]};", {"trang": 3, "cho": [1, {"so": "2"}]}),
        ("{trang: trang, so: dem}", None),
        ("{het: !0}", None),
        ("{tin: [1, !0]}", None),
        ("{tin: [1; 2]}", None),
        ("{: 5}", None),
        ("[1]", None),
        (f"{{{','.join(f'a{n}: 1' for n in range(30))}}}", {f"a{n}": 1 for n in range(30)}),
        (f"{{{','.join(f'a{n}: 1' for n in range(50))}}}", None),
        (f"{{tin: [{','.join('1' * 50)}]}}", None),
        ("{a: " * 4 + "1" + "}" * 4, {"a": {"a": {"a": {"a": 1}}}}),
        ("{a: " * 6 + "1" + "}" * 6, None),
    ],
)
def test_an_object_is_read_where_each_value_is_known(code, value):
    assert read_object(code, 0, {"trang": "3"}) == value

"""The line of each key, whatever form TOML allows for it."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.config.lines import find_lines, leaves

TEXT = '''# a comment
sites = ["phunu",  # the first
  "danvan",
]

[pace]
delay = 2
"timeout" = 30
first_pause = 1 # [not] a table = 3
[site.phunu.pace]
  delay = 3
[site.danvan]
host = """
a = 1
[b]
"""
pace.delay = 4
limits = { pages = 3,
  minutes = 4 }
[retired.phunu] # why
date = 2026-01-01
'''
INLINE = TEXT.replace("pages = 3,\n ", "pages = 3,")


def test_each_key_has_the_line_that_it_begins_on():
    found = find_lines(INLINE)
    assert found["sites",] == 2
    assert found["pace", "delay"] == 7
    assert found["pace", "timeout"] == 8
    assert found["pace", "first_pause"] == 9
    assert found["site", "phunu", "pace", "delay"] == 11
    assert found["site", "danvan", "host"] == 13
    assert found["site", "danvan", "pace", "delay"] == 17
    assert found["site", "danvan", "limits", "minutes"] == 18
    assert found["retired", "phunu"] == 19
    assert found["retired", "phunu", "date"] == 20


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing", "[a]", "a = 1", "[[a]]\nb = 1\n[[a]]\nb = 2"])
def test_every_value_of_a_small_file_has_a_line(text):
    assert {path for path, _ in leaves(tomllib.loads(text))} <= set(find_lines(text))


@given(
    st.lists(st.sampled_from(["[t{n}]", "k{n} = 1", "k{n} = [\n1,\n2]", 'k{n} = "#"', "# c", "", "[t{n}.u]"]))
)
def test_no_value_is_without_a_line(pieces):
    text = "\n".join(piece.format(n=number) for number, piece in enumerate(pieces))
    lines = find_lines(text)
    for path, _ in leaves(tomllib.loads(text)):
        assert path[-1] in text.split("\n")[lines[path] - 1] or path[-1] == "u"

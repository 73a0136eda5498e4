import re

import pytest

from dvcrawler.patterns import lazy_regex, never_ends


@pytest.mark.parametrize("method", ["search", "match", "fullmatch"])
def test_a_lazy_pattern_finds_what_the_compiled_pattern_finds(method: str) -> None:
    text = "Tháng 7"
    lazy, compiled = lazy_regex("tháng (7)", re.I), re.compile("tháng (7)", re.I)
    found, expected = getattr(lazy, method)(text), getattr(compiled, method)(text)
    assert (found.span(), found.groups()) == (expected.span(), expected.groups())


def test_a_lazy_pattern_replaces_splits_and_lists_as_the_compiled_pattern() -> None:
    lazy, compiled = lazy_regex(r"\s*;\s*"), re.compile(r"\s*;\s*")
    text = "a ; b;c"
    assert (lazy.sub("|", text), lazy.subn("|", text)) == (compiled.sub("|", text), compiled.subn("|", text))
    assert (lazy.split(text), lazy.findall(text)) == (compiled.split(text), compiled.findall(text))
    assert [each.span() for each in lazy.finditer(text)] == [each.span() for each in compiled.finditer(text)]


def test_a_lazy_pattern_of_bytes_searches_bytes() -> None:
    assert lazy_regex(rb"\d+").findall(b"2025-07") == [b"2025", b"07"]


def test_a_wrong_pattern_is_told_at_its_first_use() -> None:
    wrong = lazy_regex("(")
    assert wrong.pattern == "("
    with pytest.raises(re.error):
        wrong.search("a")


def test_what_a_lazy_pattern_lacks_is_told() -> None:
    with pytest.raises(AttributeError, match=r"has no 'groupindex'; use re\.compile"):
        lazy_regex("(?P<day>[0-9]+)").groupindex  # noqa: B018


@pytest.mark.parametrize(
    "pattern", ["(a+)+", r"/tin/(?:\d*)*-x", "(?P<id>[^/)]+){2,}", r"(?:[]\]]+)*", "(.*)+"]
)
def test_a_repetition_of_a_repetition_is_told(pattern: str) -> None:
    assert never_ends(pattern)


@pytest.mark.parametrize(
    "pattern", ["(a+)", "(?:[^/]+/)*", "(?:-+[a-z]+){4,}", r"\(a+\)+", "(?:a+){3}", "([a-z])+"]
)
def test_a_repetition_with_something_between_is_none_of_a_repetition(pattern: str) -> None:
    assert not never_ends(pattern)

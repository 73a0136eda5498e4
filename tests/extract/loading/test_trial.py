"""Pages that would hold a parser for long, or fill the memory: refused by name before they are parsed."""

import pytest

from dvcrawler.extract.loading import trial
from dvcrawler.extract.loading.trial import drop_inline_images, find_burden
from dvcrawler.extract.page import NotAPageError, Page

URL = "https://baolamdong.vn/"


@pytest.fixture(autouse=True)
def _patient(monkeypatch):
    """However busy the machine is: what is tested are processor time and memory."""
    monkeypatch.setattr(trial, "_PATIENCE", 500)


def body(piece, size):
    return b"<html><body>" + piece * (size // len(piece))


def attributes(count, form=b"a%d"):
    return b"<html><body><p " + b" ".join(form % n for n in range(count)) + b">"


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    "form",
    [
        pytest.param(b"a%d", id="bare", marks=pytest.mark.slow),
        pytest.param(b"a%d=''", id="empty", marks=pytest.mark.slow),
        pytest.param(b"a%d='>'", id="with an end in quotes", marks=pytest.mark.slow),
        pytest.param(b'a%d="<b>"', id="with a tag in quotes"),
        pytest.param(b"a%d=x/", id="with slashes", marks=pytest.mark.slow),
    ],
)
def test_tens_of_thousands_of_attributes_in_a_tag_are_refused_by_name(form, monkeypatch):
    """They take half a minute; one second of it tells as much as three."""
    assert "RLIMIT_CPU, (3, 3)" in trial._TRIAL
    monkeypatch.setattr(trial, "_TRIAL", trial._TRIAL.replace("(3, 3)", "(1, 1)"))
    with pytest.raises(NotAPageError, match="longer than 3 s to parse"):
        Page(attributes(80_000, form), URL)


@pytest.mark.sampled(4)
@pytest.mark.parametrize("piece", [b"<p>", b"<a b=c>", b"<br>", b"<p>x y "])
def test_millions_of_elements_are_refused_by_name(piece):
    with pytest.raises(NotAPageError, match="more than 150 MB to parse"):
        Page(body(piece, 10_000_000), URL)


@pytest.mark.parametrize(
    "piece",
    [
        b"<b>",
        b"<div>",
        b"<table><tr><td>",
        b"<",
        b"<!--",
        b"&amp;",
        b"&",
        b"x",
        b"</p>",
        b"<script>",
        b"<a b='",
    ],
)
def test_what_only_looks_like_a_burden_is_read(piece):
    assert find_burden(body(piece, 1_200_000)) is None


def test_a_listing_of_thousands_of_links_is_read():
    links = b"".join(b'<a href="/kinh-te/202402/bai-%07x/">b</a>' % n for n in range(20_000))
    assert find_burden(b"<html><body>" + links) is None


def test_images_in_the_markup_of_a_large_page_do_not_count():
    image = b"data:image/png;base64," + b"iVBORw0K" * 300_000
    assert len(drop_inline_images(b'<p><img src="' + image + b'">text</p>')) < 100


def test_images_in_the_markup_of_an_ordinary_page_are_left():
    page = b'<img src="data:image/png;base64,' + b"iVBORw0K" * 1000 + b'">'
    assert drop_inline_images(page) == page

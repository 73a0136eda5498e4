"""Boxes that the classes of common stylesheets keep off a wide screen are not part of an article."""

import pytest

from dvcrawler.extract import RecordRefused
from dvcrawler.items import ProblemCode
from tests.extract.notice_pages import PROSE, SENTENCES, make_page, read

STRAY = "Nội dung dành riêng cho ứng dụng điện thoại, xin bấm vào nút bên dưới để cài đặt bản mới nhất cho máy của mình."

NEVER_SHOWN = [
    "d-none",
    "d-none d-print-block",
    "d-block d-md-none",
    "d-none d-sm-block d-lg-none",
    "d-flex d-lg-none",
    "hidden",
    "block md:hidden",
    "hidden sm:flex lg:hidden",
    "hidden-lg",
    "hidden-lg hidden-md",
    "visible-xs",
    "visible-xs-block visible-sm-block",
    "visible-print-block",
    "hidden-md-up",
    "sr-only",
    "visually-hidden",
    "screen-reader-text",
    "invisible",
    "hide",
    "hide-for-large",
    "show-for-small-only",
    "uk-hidden@m",
    "is-hidden",
    "is-hidden-desktop",
    "elementor-hidden-desktop",
    "hidden-desktop",
    "mobile-only",
    "print-only",
    "box d-none mb-3",
]
SHOWN = [
    "d-none d-md-block",
    "d-none d-lg-flex",
    "d-block",
    "d-none d-sm-inline d-xl-inline-block",
    "hidden md:block",
    "hidden lg:grid",
    "hidden-xs",
    "hidden-sm hidden-xs",
    "visible-lg",
    "visible-md visible-lg",
    "hidden-sm-down",
    "overflow-hidden",
    "hide-for-small-only",
    "uk-visible@m",
    "is-hidden-mobile",
    "elementor-hidden-mobile elementor-hidden-tablet",
    "collapse",
    "tab-pane fade",
    "hidden-phone",
]
OFF_SCREEN = [
    "position:absolute; left:-9999px",
    "text-indent: -9999px",
    "position:absolute;top:-9000px",
    "clip: rect(1px, 1px, 1px, 1px)",
    "font-size:0",
    "color:#fff; font-size: 0px !important",
]


def body(markup):
    record = read(make_page(markup, body="content-detail"))
    assert not isinstance(record, RecordRefused), record
    return tuple(record["body"].split("\n\n")), record["problems"]


@pytest.mark.parametrize("tag", ["div", "p", "span"])
@pytest.mark.parametrize("classes", NEVER_SHOWN)
def test_a_box_that_a_wide_screen_does_not_show_is_left_out(classes, tag):
    assert body(f'{PROSE}<{tag} class="{classes}">{STRAY}</{tag}>') == (SENTENCES, [])


@pytest.mark.parametrize("style", OFF_SCREEN)
def test_a_box_beyond_the_screen_is_left_out(style):
    assert body(f'{PROSE}<div style="{style}">{STRAY}</div>') == (SENTENCES, [])


@pytest.mark.parametrize("classes", SHOWN)
def test_a_box_that_only_other_screens_lack_is_kept(classes):
    assert body(f'{PROSE}<div class="{classes}">{STRAY}</div>') == ((*SENTENCES, STRAY), [])


@pytest.mark.parametrize(
    "classes", ["d-none", "hidden", "content-detail hide", "invisible", "d-block d-md-none"]
)
@pytest.mark.parametrize("name", ["noi-dung", "khung7"])
def test_an_article_that_a_script_shows_is_read_and_named(classes, name):
    paragraphs, problems = body(f'<div id="{name}" class="{classes}">{PROSE}</div>')
    assert paragraphs == SENTENCES
    (problem,) = problems
    assert (problem["field"], problem["code"]) == ("body", ProblemCode.HIDDEN_TEXT)


def test_the_copies_for_large_and_small_screens_count_once():
    copies = f'<div class="d-none d-md-block">{PROSE}</div><div class="d-md-none">{PROSE}</div>'
    assert body(copies) == (SENTENCES, [])


def test_a_box_without_a_letter_size_shows_what_has_one_of_its_own():
    box = f'<div style="font-size:0"><p style="font-size:16px">{STRAY}</p></div>'
    assert body(f"{PROSE}{box}") == ((*SENTENCES, STRAY), [])


@pytest.mark.parametrize(
    "box",
    [
        "<div id='div-gpt-ad-1593'>{0}</div>",
        "<div class='ad-slot'><p>{0}</p></div>",
        "<div class='fb-post' data-href='https://social.example/1'><blockquote>{0}</blockquote></div>",
    ],
)
def test_an_advertisement_or_a_post_that_a_script_replaces_is_left_out(box):
    first, *rest = SENTENCES
    markup = f"<p>{first}</p>{box.format('Posted by Xã Thanh Lợi on Tuesday')}{''.join(f'<p>{each}</p>' for each in rest)}"
    assert body(markup) == (SENTENCES, [])

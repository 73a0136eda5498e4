"""What a style sheet of the page hides is not part of the article; what it may show is."""

import pytest

from dvcrawler.extract import RecordRefused
from dvcrawler.extract.page import Page
from dvcrawler.items import ProblemCode
from tests.extract.notice_pages import PROSE, SENTENCES, URL, make_page, read
from tests.growth import grows_too_fast

STRAY = "Nội dung dành riêng cho ứng dụng điện thoại, xin bấm vào nút bên dưới để cài đặt bản mới nhất cho máy của mình."


def body(css, markup, opening="<style>"):
    page = make_page(markup, body="content-detail").replace(
        b"</head>", f"{opening}{css}</style></head>".encode()
    )
    assert f"{css}</style>".encode() in page
    record = read(page)
    assert not isinstance(record, RecordRefused), record
    return tuple(record["body"].split("\n\n")), record["problems"]


BOX = f"{PROSE}<div class='mau app' id='hop-app'><p>{STRAY}</p></div>"


@pytest.mark.parametrize(
    "css",
    [
        ".mau{display:none}",
        "#hop-app { visibility : hidden }",
        ".khac,\n.mau,.x{color:red;display: none !important}",
        "/* .mau{display:block} */ div.mau{display:none;}",
        ".mau{display:block}.app{display:none}",
        "@media screen{.mau{display:none}}",
        "@media (min-width: 992px){ .x{color:red} .mau{display:none} }",
        "@media print{.mau{display:block}} .mau{display:none}",
        ".mau{display:none} @media (max-width:768px){.mau{display:block}}",
        ".mau{display:none} .mo .mau{display:block}",
        ".mau{display:none} .mau.mo{display:block} a.mau{display:block}",
        ".mau{display:none} .menu:hover .mau{display:block}",
        "@charset 'utf-8'; .mau{display:none}",
        "}}} .mau{display:none}",
        "@media screen{" * 5 + ".mau{display:none}" + "}" * 5,
    ],
)
def test_a_box_that_a_class_or_an_id_hides_is_left_out(css):
    assert body(css, BOX) == (SENTENCES, [])


def test_a_box_hidden_by_a_class_is_left_out_behind_any_number_of_other_classes():
    others = "".join(f"<i class='mau-{n}'></i>" for n in range(2_100))
    assert body(".mau{display:none}", others + BOX) == (SENTENCES, [])


@pytest.mark.parametrize(
    "css",
    [
        "@media (max-width: 768px){.mau{display:none}}",
        "@media only screen and (max-width: 48em){.mau{display:none}}",
        "@media print{.mau{display:none}}",
        "@media (prefers-reduced-motion){.mau{display:none}}",
        "@media not screen{.mau{display:none}}",
        "@supports (display:grid){.mau{display:none}}",
        ".mau{display:none} .mau{display:block}",
        ".mau{display:none} .content-detail .mau{display:block}",
        "#hop-app{display:flex} .mau{display:none}",
        ".mau{display:none} @media (min-width:600px){.mau{display:block}}",
        ".mau p.x{display:none}",
        ".mau:empty{display:none}",
        ".mau::before{display:none}",
        ".mau > a{display:none}",
        ".mau.lazy-load,.wow{visibility:hidden}",
        ".mau{flex-display:none;x-visibility:hidden}",
        "/* .mau{display:none} ",
        ".mau{display:none",
        "@media screen{" * 30 + ".mau{display:none}" + "}" * 30,
    ],
)
def test_a_box_that_may_be_shown_is_kept(css):
    assert body(css, BOX) == ((*SENTENCES, STRAY), [])


def test_sheets_of_the_same_length_are_told_apart():
    assert body(".mau{display:none}", BOX) == (SENTENCES, [])
    assert STRAY in body(".hop{display:none}", BOX)[0]
    assert body(".mau{display:none}", BOX) == (SENTENCES, [])


def test_the_elements_own_style_counts_more_unless_the_rule_is_important():
    own = BOX.replace("id=", "style='display:block' id=")
    assert body(".mau{display:none}", own) == ((*SENTENCES, STRAY), [])
    assert body(".mau{display:none !important}", own) == (SENTENCES, [])


def test_a_sheet_for_print_hides_nothing_and_one_for_pages_without_scripts_may_show():
    assert body(".mau{display:none}", BOX, "<style media='print'>") == ((*SENTENCES, STRAY), [])
    assert body(
        ".mau{display:none}",
        BOX,
        "<noscript><style>.mau{display:none}</style></noscript><style media='print'>",
    )[0] == (*SENTENCES, STRAY)
    shows = "<noscript><style>.mau{display:block}</style></noscript>"
    assert body(".mau{display:none}", BOX + shows)[0] == (*SENTENCES, STRAY)


@pytest.mark.parametrize("name", ["noi-dung", "khung7"])
@pytest.mark.parametrize("css", [".an-di{display:none}", "#{0}{{visibility:hidden!important}}"])
def test_an_article_that_is_hidden_as_a_whole_is_read_and_named(css, name):
    css = css.replace("{0}", name).replace("{{", "{").replace("}}", "}")
    paragraphs, (problem,) = body(css, f'<div id="{name}" class="an-di">{PROSE}</div>')
    assert paragraphs == SENTENCES
    assert (problem["field"], problem["code"]) == ("body", ProblemCode.HIDDEN_TEXT)
    assert "left out" not in problem["reason"]


def test_what_may_be_the_rest_of_the_text_is_named_where_it_is_left_out():
    rest = "".join(f"<p>Tổ {n}: {STRAY}</p>" for n in range(4))
    paragraphs, (problem,) = body(".them{display:none}", f"{PROSE}<div class='them'>{rest}</div>")
    assert paragraphs == SENTENCES
    assert problem["code"] == ProblemCode.HIDDEN_TEXT
    assert problem["reason"].startswith("left out: a text of ")
    assert body(".them{display:none}", f"{PROSE}<div class='them'>{PROSE}</div>") == (SENTENCES, [])
    links = rest.replace("<p>", "<p><a href='/x'>").replace("</p>", "</a></p>")
    assert body(".them{display:none}", f"{PROSE}<div class='them'>{links}</div>") == (SENTENCES, [])


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "/*" * n,
        lambda n: "@media x{" * n,
        lambda n: ".a{display:none}" * n,
        lambda n: ".a," * n + ".b{display:none}",
        lambda n: ".a " * n + "{display:block} .a{display:none}",
    ],
    ids=["comments", "at-rules", "rules", "selectors", "ancestors"],
)
def test_hostile_style_sheets_take_linear_time(make):
    def work(size):
        markup = f"<html><body><style>{make(size)}</style>{'<p class=a>x</p>' * (size // 10)}</body></html>"
        return lambda: Page(markup.encode(), URL).hidden_by_style

    assert not grows_too_fast(work, 4_000, floor=0.05, most=3)

"""Broken documents that are read all the same."""

from datetime import UTC, datetime
from html.entities import codepoint2name
from unicodedata import normalize

import pytest

from dvcrawler.extract import Provenance, read_record
from dvcrawler.extract.loading.repair import guess_utf16, repair_double_encoding, unescape_bytes
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.items import ProblemCode
from tests.extract.article_pages import TEXT as LINES
from tests.extract.article_pages import lines_of, read

TEXT = "<html><head><title>Tiêu đề</title></head><body><p>Thân bài</p></body></html>"

#: Bytes to which Windows-1252 gives no letter.
UNUSED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)


def words(data):
    return Page(data, "https://x.vn/").blocks[-1].text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-8"])
def test_every_width_and_order_of_bytes_is_read(encoding):
    assert words(TEXT.encode(encoding)) == "Thân bài"


@pytest.mark.parametrize(
    "html",
    [
        "<html></html>" + TEXT.removeprefix("<html>"),
        TEXT.replace("<p>", "<html><body><p>"),
        TEXT.replace("</p></body></html>", ""),
        TEXT.replace("<head>", "</html><head>"),
        TEXT.replace("<head>", "</HTML><head>"),
        TEXT.replace("<head>", "</html><head>").replace("</body></html>", "</BODY></HTML>"),
        TEXT.replace("<p>Thân", "</html>" + " " * 40 + "<p>Thân"),
    ],
)
def test_ends_in_wrong_places_hide_nothing(html):
    assert words(html.encode()) == "Thân bài"


@pytest.mark.parametrize("tag", ["</br>", "</BR >", "</br/>", "<br></br>"])
def test_the_end_tag_of_a_break_is_a_break(tag):
    page = Page(f"<body><p>Thân bài{tag}Dòng hai</p></body>".encode(), "https://x.vn/")
    assert [(each.text, each.gap) for each in page.blocks] == [("Thân bài", False), ("Dòng hai", False)]


def test_the_byte_order_is_guessed_from_the_zeros():
    assert guess_utf16(TEXT.encode("utf-16-be")) == "utf-16-be"
    assert guess_utf16(TEXT.encode("utf-16-le")) == "utf-16-le"
    assert guess_utf16(TEXT.encode()) is None


SENTENCE = "Nhân dân trong xã đã đóng góp hai tỷ đồng để làm đường, ai cũng phấn khởi đón mùa lúa mới"
TWICE = (
    SENTENCE.encode()
    .decode("cp1252", "surrogateescape")
    .translate({0xDC00 + b: b for b in range(0x80, 0xA0)})
)


@pytest.mark.parametrize(
    "declared",
    [
        "",
        "<meta charset=utf-8>",
        "<meta charset=iso-8859-1>",
        "<meta charset=windows-1252>",
        "<meta charset=viscii>",
    ],
)
def test_bytes_of_windows_1258_are_read_whatever_is_declared(declared):
    page = f"<html><head>{declared}</head><body><p>{SENTENCE}</p></body></html>"
    typed = normalize("NFD", page).encode("cp1258", "ignore")
    assert Page(typed, "https://x.vn/").charset == "cp1252"


def test_text_that_was_encoded_twice_is_put_right():
    page = Page(f'<html><body><p>{TWICE}</p><img alt="{TWICE}"></body></html>'.encode(), "https://x.vn/")
    assert page.blocks[-1].text == SENTENCE
    assert page.repaired == (SENTENCE, SENTENCE)
    assert page.root.find(".//img").get("alt") == SENTENCE


@pytest.mark.parametrize("spaces", [0, 1, 499, 500, 501, 2000])
def test_text_encoded_twice_is_found_behind_any_number_of_no_break_spaces(spaces):
    twice = "Tiếng Việt".encode().decode("cp1252").encode()
    data = b"<p>" + b"\xc2\xa0" * spaces + b"<p>" + twice + b"</p>"
    repaired, pieces = repair_double_encoding(data)
    assert "Tiếng Việt" in repaired.decode()
    assert pieces == ("Tiếng Việt",)


def test_proper_text_beside_it_stays():
    page = Page(f"<html><body><p>{SENTENCE}</p><p>{TWICE}</p></body></html>".encode(), "https://x.vn/")
    assert [block.text for block in page.blocks] == [SENTENCE, SENTENCE]
    assert len(page.repaired) == 1


def test_a_field_that_was_encoded_twice_carries_a_problem():
    url = "https://x.vn/tin/lam-duong-123456.html"
    body = "".join(f"<p>{TWICE}, lần {n}.</p>" for n in range(5))
    html = f"<html><head><title>Làm đường</title></head><body><h1>Làm đường</h1><p class=date>15/03/2024 08:05</p>{body}</body></html>"
    provenance = Provenance("live", url, datetime(2026, 1, 1, tzinfo=UTC))
    record = read_record(Page(html.encode(), url), unknown_site(url), any_address(url), provenance)
    assert SENTENCE in record.body
    assert [(problem.field, problem.code) for problem in record.problems] == [("body", ProblemCode.CONVERTED)]


def test_bytes_of_a_wrong_table_are_refused_not_garbled():
    with pytest.raises(NotAPageError):
        Page(bytes(range(128, 256)) * 40, "https://x.vn/")


def _escape(data, form):
    """UTF-8 escaped byte by byte; the controls that no name has stay as they are."""
    letters = data.decode("latin-1")
    names = {code: f"&{name};" for code, name in codepoint2name.items() if 160 <= code < 256}
    return "".join(form(ord(each), names) if ord(each) > 127 else each for each in letters).encode("latin-1")


@pytest.mark.parametrize(
    "form",
    [
        lambda code, _: f"&#{code};",
        lambda code, _: f"&#x{code:x};",
        lambda code, names: names.get(code, chr(code)),
        lambda code, names: names.get(code, f"&#{code};"),
        lambda code, _: (
            f"&#{ord(bytes([code]).decode('cp1252', 'replace')) if code not in UNUSED else code};"
        ),
    ],
    ids=["numbers", "hexadecimal", "names", "names-and-numbers", "windows-1252"],
)
def test_utf8_that_was_escaped_byte_by_byte_is_repaired(form):
    page = f'<html><head><meta charset="utf-8"></head><body><p>{SENTENCE} &amp; &lt;b&gt;</p></body></html>'
    assert words(_escape(page.encode(), form)) == f"{SENTENCE} & <b>"


def test_escaped_bytes_beside_letters_of_windows_1252_stay_as_they_are():
    data = b"<p>Ti&aacute;&ordm;&iquest;ng caf\xe9</p>"
    assert unescape_bytes(data) == data


def test_proper_entities_stay_as_they_are():
    data = b"<p>gi&aacute;&raquo; v&agrave; &lt;b&gt; &nbsp;</p>"
    assert repair_double_encoding(data)[1] == ()
    assert words(b"<html><body>" + data + b"</body></html>").startswith("gi\xe1\xbb v\xe0 <b>")


@pytest.mark.parametrize("charset", ["cp1252", "latin-1"])
def test_a_short_name_on_a_page_that_is_damaged_throughout_is_repaired(charset):
    text = "<p>Huyện Giao Thủy tổ chức lễ hội</p><p>Hoài Thu</p><p>XÃ HẢI</p>"
    broken = text.encode().decode(charset, "replace") if charset == "latin-1" else None
    broken = broken or "".join(
        bytes([byte]).decode("cp1252") if byte not in UNUSED else chr(byte) for byte in text.encode()
    )
    repaired, _ = repair_double_encoding(f"<html><body>{broken}</body></html>".encode())
    assert text in repaired.decode()


def test_a_short_name_on_a_page_with_proper_letters_stays_as_it_is():
    damaged = "".join(
        bytes([byte]).decode("cp1252") if byte not in UNUSED else chr(byte) for byte in "Lễ hội".encode()
    )
    page = f"<p>{damaged}</p><p>Giao Thủy</p><p>Ã€</p>".encode()
    assert b"<p>\xc3\x83\xe2\x82\xac</p>" in repair_double_encoding(page)[0]


def protected(address, key=0x5B):
    return bytes([key, *(byte ^ key for byte in address.encode())]).hex()


@pytest.mark.parametrize("tag", ["a href='/cdn-cgi/l/email-protection'", "span"])
def test_an_address_that_is_protected_against_programs_is_shown(tag):
    name, code = tag.split()[0], protected("toasoan@vidu.example.vn")
    markup = f"<p>Thư gửi về: <{tag} class='__cf_email__' data-cfemail='{code}'>[email&#160;protected]</{name}></p>"
    assert words(TEXT.replace("<p>Thân bài</p>", markup).encode()) == "Thư gửi về: toasoan@vidu.example.vn"


@pytest.mark.parametrize("code", ["", "5", "zz", "00ff", protected("không có"), protected("khong co a cong")])
def test_what_is_not_a_protected_address_stays_as_it_is(code):
    markup = f"<p>Gửi về <span data-cfemail='{code}'>[email protected]</span></p>"
    assert words(TEXT.replace("<p>Thân bài</p>", markup).encode()) == "Gửi về [email protected]"


PARAGRAPHS = "<p>Hội nghị đã bàn về các giải pháp</p><p>Tin, ảnh: Hà</p>"


@pytest.mark.parametrize("times", [2, 3, 4])
def test_a_page_that_was_encoded_several_times_is_repaired(times):
    html = PARAGRAPHS
    for _ in range(times):
        html = html.encode().decode("latin-1")
    data, pieces = repair_double_encoding(html.encode())
    assert data.decode() == PARAGRAPHS
    assert len(pieces) == 2


def test_a_page_that_was_encoded_twice_by_way_of_windows_1258_is_repaired():
    html = PARAGRAPHS.encode().decode("cp1258", "surrogateescape")
    html = "".join(chr(ord(c) - 0xDC00) if 0xDC80 <= ord(c) <= 0xDCFF else c for c in html)
    assert repair_double_encoding(html.encode())[0].decode() == PARAGRAPHS


def test_decomposed_text_that_was_encoded_twice_is_repaired():
    text = "Hội nghị đã bàn về giải pháp"
    data, pieces = repair_double_encoding(
        f"<p>{normalize('NFD', text).encode().decode('latin-1')}</p>".encode()
    )
    assert (data.decode(), pieces) == (f"<p>{text}</p>", (text,))


def test_a_proper_paragraph_beside_one_encoded_thrice_stays():
    again = "Hội nghị đã bàn".encode().decode("latin-1").encode().decode("latin-1")
    data, pieces = repair_double_encoding(f"<p>{again}</p><p>XÃ” ở đây “MÃ”</p>".encode())
    assert data.decode() == "<p>Hội nghị đã bàn</p><p>XÃ” ở đây “MÃ”</p>"
    assert len(pieces) == 1


@pytest.mark.parametrize(
    "text",
    [
        "{}</p>{}</p>{}</p>{}</p>",
        "<div>{}</p>{}</P>\n{}</p>{}</div>",
        "<span>{}</p></span><span>{}</p></span>{}</p>{}",
        "<i>{}</i></p>{}</p><i>{}</i></p>{}",
        "<p>{}</p></p>{}</p>{}</p><p>{}</p>",
    ],
)
def test_an_end_tag_without_its_paragraph_parts_two(text):
    assert lines_of(read(text.format(*LINES), author="")) == list(LINES)


def test_text_in_an_encoding_that_is_not_known_is_kept_with_a_doubt():
    unknown = "T¡¢n £¤m k¥¦n d§¨t h©ªc tr«¬n m®¯t c°±n l²³m g´µn v¶·t b¸¹n"
    record = read(f"<p>{'</p><p>'.join(LINES)}</p><p>{unknown}</p>")
    assert lines_of(record) == [*LINES, unknown]
    assert [(each.field, each.code) for each in record.problems] == [("body", ProblemCode.DAMAGED_TEXT)]

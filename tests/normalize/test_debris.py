"""References that were escaped twice or more, in titles, captions and text."""

import pytest

from dvcrawler.normalize.debris import unescape
from dvcrawler.normalize.text import clean_block, clean_text


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("Hội thi &quot;Nông dân giỏi&quot;", 'Hội thi "Nông dân giỏi"'),
        ("Hội thi &amp;quot;Nông dân giỏi&amp;quot;", 'Hội thi "Nông dân giỏi"'),
        ("&amp;amp;amp;ldquo;Về nguồn&amp;amp;amp;rdquo;", "“Về nguồn”"),
        ("Vừa học &amp; vừa làm", "Vừa học & vừa làm"),
        ("Cà phê &#38; sách", "Cà phê & sách"),
        ("Cà phê &amp;#38;quot;Mộc&amp;#38;quot;", 'Cà phê "Mộc"'),
        ("Chợ &#39;Hoa&#39; &#x27;Xuân&#x27; &apos;Tết&apos;", "Chợ 'Hoa' 'Xuân' 'Tết'"),
        ("Ng&agrave;y v&agrave;o ca", "Ngày vào ca"),
        ("L&ecirc; Th&#7883; H&#x1ED3;ng", "Lê Thị Hồng"),
        ("Năm&nbsp;học&#160;mới", "Năm học mới"),
        ("Nhiệt độ 38&deg;C &ndash; 40&deg;C&hellip;", "Nhiệt độ 38°C – 40°C…"),
        ("Diện tích &lt; 5 ha", "Diện tích < 5 ha"),
        ("Mở lớp &lt;br /&gt; dạy nghề", "Mở lớp dạy nghề"),
        (
            "&lt;b&gt;Mở lớp&lt;/b&gt; &lt;span style=&quot;color:red&quot;&gt;dạy nghề&lt;/span&gt;",
            "Mở lớp dạy nghề",
        ),
        ("Dòng một&#13;&#10;dòng hai", "Dòng một dòng hai"),
        ("Kết&#8203;thúc&#0;&#x1;&#xD800;", "Kếtthúc"),
    ],
)
def test_references_become_their_characters(printed, clean):
    assert clean_text(printed) == clean
    assert clean_text(clean) == clean


@pytest.mark.parametrize(
    "text",
    [
        "R&D; đổi mới sáng tạo",
        "AT&T",
        "Kinh doanh B&B; du lịch",
        "a & b; c",
        "https://vidu.example.vn/?a=1&copy=2",
        "&khonglagi;",
        "100% & hơn",
        "&;",
        "&#;",
        "&#x;",
        "Tom&Jerry;",
    ],
)
def test_what_is_not_a_reference_stays(text):
    assert clean_text(text) == text


def test_the_lines_of_a_block_stay_apart():
    assert clean_block("Thu &amp;quot;Lan&amp;quot;\nBáo Ví Dụ") == 'Thu "Lan"\nBáo Ví Dụ'


def test_any_number_of_escapes_is_undone_at_once():
    assert unescape("&" + "amp;" * 50_000 + "quot;") == '"'


@pytest.mark.parametrize(
    "typed",
    [
        "Tuy\\u1ebfn \\u0111\\u01b0\\u1eddng li\\u00ean th\\u00f4n",
        "Tuy%u1EBFn %u0111%u01B0%u1EDDng li%u00EAn th%u00F4n",
        "Tuyu1ebfn u0111u01b0u1eddng liu00ean thu00f4n",
    ],
)
def test_letters_that_a_script_escaped_are_resolved(typed):
    assert clean_text(typed) == clean_block(typed) == "Tuyến đường liên thôn"


@pytest.mark.parametrize(
    "text",
    [
        "Chữ ế là \\u1ebf trong JSON",
        "u1e là tên một mẫu",
        "mã u1ebf, u1ebz, U1EBF, u1eb",
        "%u1EBF và \\u1ebf",
    ],
)
def test_examples_of_escaped_letters_stay(text):
    assert clean_text(text) == text

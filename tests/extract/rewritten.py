"""The same page written otherwise: what editors, templates and servers do to markup without changing what it says."""

import re
import unicodedata

_APART = re.compile(
    r"(?is)(<(script|style|pre|textarea|noscript|xmp|template|title)\b.*?</\2\s*>|<!--.*?-->|<head\b.*?</head\s*>"
    r"|<[^<>]*white-space[^<>]*>[^<>]*)"
)
_TEXT = re.compile(r">([^<>]+)<")
_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_BODY, _BODY_END = re.compile(r"(<body\b[^>]*>)", re.I), re.compile(r"(</body>)", re.I)


def _outside(page, change):
    """Changes the markup outside of scripts and whatever else keeps its white space."""
    kept, done = [], 0
    for found in _APART.finditer(page):
        kept += [change(page[done : found.start()]), found[0]]
        done = found.end()
    return "".join([*kept, change(page[done:])])


def _texts(change):
    def write(text):
        return f">{change(text[1]) if text[1].strip() else text[1]}<"

    return lambda page: _outside(page, lambda part: _TEXT.sub(write, part))


def _blanks(written, each=2):
    def change(text):
        words = text.split(" ")
        blanks = [written if n % each == each - 1 else " " for n in range(len(words) - 1)]
        return "".join(word + blank for word, blank in zip(words, [*blanks, ""], strict=True))

    return _texts(change)


def _upper(part):
    return _TAG.sub(lambda tag: f"<{tag[1]}{tag[2].upper()}{tag[3]}>", part)


def _around(above, below=""):
    return lambda page: _BODY_END.sub(rf"{below}\1", _BODY.sub(rf"\1{above}", page, count=1), count=1)


def _replaced(pattern, written):
    form = re.compile(pattern, re.I | re.S)
    return lambda page: _outside(page, lambda part: form.sub(written, part))


def _in_paragraphs(opening, closing):
    pattern = re.compile(r"(<p\b[^>]*>)((?:(?!</?p\b).)*)(</p>)", re.I | re.S)
    return lambda page: _outside(page, lambda part: pattern.sub(rf"\1{opening}\2{closing}\3", part))


NOTICE = "<div><p>{}</p></div>"
NOTICES = (
    "Trang web này sử dụng cookie để nâng cao trải nghiệm. Bằng cách tiếp tục, bạn đồng ý với chính sách của chúng tôi.",
    "Chúng tôi dùng cookie nhằm phục vụ độc giả tốt hơn, hãy nhấn chấp nhận để tiếp tục sử dụng trang này nhé bạn.",
    "This website uses cookies to ensure you get the best experience on our website and agree to our policy.",
    "Trình duyệt của bạn đã cũ, vui lòng nâng cấp lên phiên bản mới nhất để dùng đầy đủ tính năng của cổng.",
    "Trình duyệt bạn đang dùng không hỗ trợ JavaScript, một số chức năng của trang có thể không hoạt động.",
    "You are using an outdated browser. Please upgrade your browser to improve your experience on this site.",
    "Bạn đang sử dụng phần mềm chặn quảng cáo. Vui lòng tắt chặn quảng cáo để ủng hộ tòa soạn và đọc tiếp.",
    "Website đang trong thời gian chạy thử nghiệm, mong quý bạn đọc thông cảm và góp ý thêm cho chúng tôi.",
    "Nhập địa chỉ thư điện tử để nhận những bài viết mới nhất của ban biên tập vào sáng thứ hai hằng tuần.",
    "Trang hiển thị tốt nhất trên trình duyệt Chrome, Firefox và Cốc Cốc, độ phân giải từ 1024 điểm ảnh trở lên.",
)

WAYS = {
    "a line break at every second blank": _blanks("\n            "),
    "two blanks": _blanks("  "),
    "no-break spaces": _blanks("\u00a0"),
    "thin spaces": _blanks("\u2009", 3),
    "zero-width spaces behind blanks": _blanks(" \u200b"),
    "zero-width spaces around texts": _texts(lambda text: f"\u200b{text}\u200b"),
    "word breaks": _blanks(" <wbr>", 3),
    "letters decomposed": _texts(lambda text: unicodedata.normalize("NFD", text)),
    "marks as entities": _texts(
        lambda text: re.sub(
            "[\u0300-\u036f]", lambda mark: f"&#{ord(mark[0])};", unicodedata.normalize("NFD", text)
        )
    ),
    "letters as entities": _texts(lambda text: re.sub(r"[^\x00-\x7f]", lambda c: f"&#{ord(c[0])};", text)),
    "tags in capitals": lambda page: _outside(page, _upper),
    "a comment in every text": _texts(lambda text: text.replace(" ", " <!-- -->", 1)),
    "every text in a span": _texts(lambda text: f"<span>{text}</span>"),
    "every text in fonts": _texts(
        lambda text: f"<font style='vertical-align: inherit;'><font>{text}</font></font>"
    ),
    "paragraphs in a span and a font": _in_paragraphs(
        "<span style='font-size:14pt'><font face='Arial'>", "</font></span>"
    ),
    "a pictogram in every link and span": _replaced(
        r"(<(?:span|a|li)\b[^>]*>)(?=[^<\s])", r"\1<i class='fa fa-x'></i> "
    ),
    "a drawing in every link": _replaced(r"(<a\b[^>]*>)", r"\1<svg width='1'><path d='M0 0'></path></svg>"),
    "every paragraph in a box": _replaced(r"(<p\b[^>]*>(?:(?!</?p\b).)*</p>)", r"<div>\1</div>"),
    "an empty paragraph below each": _replaced(r"</p>", "</p><p>&nbsp;</p>"),
    "an advertisement below each paragraph": _replaced(
        r"</p>", "</p><div class='ads'><ins class='adsbygoogle'></ins></div>"
    ),
    "the page in a form": _around(
        "<form id='aspnetForm' method='post'><div id='s4-workspace'>", "</div></form>"
    ),
    "the page in a table": _around("<table width='100%'><tr><td>", "</td></tr></table>"),
    **{f"notice {n} above": _around(NOTICE.format(text)) for n, text in enumerate(NOTICES)},
    **{f"notice {n} below": _around("", NOTICE.format(text)) for n, text in enumerate(NOTICES)},
}

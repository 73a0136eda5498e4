"""The charset labels that browsers accept, and the Python codec for each.

Python has codecs that are not charsets: some raise (idna, undefined), some loop on a bad byte
(punycode), some do not decode to text (rot13, zlib). A label that is not in the WHATWG Encoding
Standard counts as undeclared. UTF-16 is left out on purpose: it is recognised by its bytes, and a
page that merely declares it uses another encoding.
"""

import re
from codecs import utf_8_decode

from dvcrawler.patterns import lazy_regex

_IN_HEADER = lazy_regex(r"""charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.I | re.ASCII)
_IN_PAGE = lazy_regex(rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""", re.I)
#: Characters of UTF-8 per invalid byte from which the text counts as damaged UTF-8.
_MIN_CHARACTERS_PER_BAD_BYTE = 10
#: Number of bytes of a page, and of characters of a header, that are searched.
_SEARCHED = 4096

#: Number of bytes that are decoded at a time.
_PIECE = 16_384
_BEYOND_ASCII = lazy_regex(r"[^\x00-\x7f]+")

_LABELS = """
utf-8: utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8
cp866: ibm866 866 cp866 csibm866
iso8859-2: iso-8859-2 iso8859-2 iso88592 iso_8859-2 latin2 l2 iso-ir-101 csisolatin2
iso8859-3: iso-8859-3 iso8859-3 iso88593 iso_8859-3 latin3 l3 iso-ir-109 csisolatin3
iso8859-4: iso-8859-4 iso8859-4 iso88594 iso_8859-4 latin4 l4 iso-ir-110 csisolatin4
iso8859-5: iso-8859-5 iso8859-5 iso88595 iso_8859-5 cyrillic iso-ir-144 csisolatincyrillic
iso8859-6: iso-8859-6 iso8859-6 iso88596 iso_8859-6 arabic asmo-708 ecma-114 iso-ir-127 csisolatinarabic
  iso-8859-6-e iso-8859-6-i csiso88596e csiso88596i
iso8859-7: iso-8859-7 iso8859-7 iso88597 iso_8859-7 greek greek8 ecma-118 elot_928 iso-ir-126
  csisolatingreek sun_eu_greek
iso8859-8: iso-8859-8 iso8859-8 iso88598 iso_8859-8 hebrew visual iso-ir-138 csisolatinhebrew
  iso-8859-8-e iso-8859-8-i csiso88598e csiso88598i logical
iso8859-10: iso-8859-10 iso8859-10 iso885910 latin6 l6 iso-ir-157 csisolatin6
iso8859-13: iso-8859-13 iso8859-13 iso885913
iso8859-14: iso-8859-14 iso8859-14 iso885914
iso8859-15: iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9 csisolatin9
iso8859-16: iso-8859-16
koi8-r: koi8-r koi8_r koi8 koi cskoi8r
koi8-u: koi8-u koi8-ru
mac-roman: macintosh mac x-mac-roman csmacintosh
mac-cyrillic: x-mac-cyrillic x-mac-ukrainian
cp874: windows-874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620
cp1250: windows-1250 cp1250 x-cp1250
cp1251: windows-1251 cp1251 x-cp1251
cp1252: windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 latin1 l1 ascii us-ascii
  ansi_x3.4-1968 cp819 ibm819 iso-ir-100 csisolatin1
cp1253: windows-1253 cp1253 x-cp1253
cp1254: windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 latin5 l5 iso-ir-148
  csisolatin5
cp1255: windows-1255 cp1255 x-cp1255
cp1256: windows-1256 cp1256 x-cp1256
cp1257: windows-1257 cp1257 x-cp1257
cp1258: windows-1258 cp1258 x-cp1258
gb18030: gb18030 gbk gb2312 gb_2312 gb_2312-80 x-gbk chinese csgb2312 csiso58gb231280 iso-ir-58
big5hkscs: big5 big5-hkscs cn-big5 csbig5 x-x-big5
euc-jp: euc-jp x-euc-jp cseucpkdfmtjapanese
iso2022-jp: iso-2022-jp csiso2022jp
cp932: shift_jis shift-jis sjis x-sjis windows-31j ms932 ms_kanji csshiftjis
cp949: euc-kr cseuckr korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 csksc56011987 iso-ir-149
  windows-949
"""


def _read_table() -> dict[str, str]:
    lines = _LABELS.replace("\n  ", " ").strip().splitlines()
    rows = (line.split(": ") for line in lines)
    return {label: codec for codec, labels in rows for label in labels.split()}


_CODECS = _read_table()


def find_codec(label: str) -> str | None:
    """Returns the Python codec for a charset label; None for a label that browsers ignore."""
    return _CODECS.get(label.strip().lower())


def declared_codec(data: bytes, content_type: str | None) -> str:
    """Returns the codec that the header declares, or else the page itself; "utf-8" if neither does."""
    header = _IN_HEADER.search((content_type or "")[:_SEARCHED])
    page = _IN_PAGE.search(data[:_SEARCHED])
    labels = (header.group(1) if header else "", page.group(1).decode("ascii") if page else "")
    return next(filter(None, map(find_codec, labels)), "utf-8")


#: Surrogates for the five bytes without a character in Windows-1252 -> controls, as in browsers.
_UNASSIGNED = {0xDC00 + byte: byte for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


def decode_windows_1252(data: bytes) -> str:
    """Decodes as browsers do: each byte is a character."""
    return data.decode("cp1252", "surrogateescape").translate(_UNASSIGNED)


#: Character -> byte, for each byte beyond ASCII; the bytes 0x80 to 0x9F also as the controls of Latin-1.
WINDOWS_1252_BYTES = {decode_windows_1252(bytes([byte])): byte for byte in range(0x80, 0x100)} | {
    chr(byte): byte for byte in range(0x80, 0xA0)
}


def is_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8, to the last character.

    Decodes in small pieces: allocating the memory for a whole page's text takes several times as long.
    """
    view = memoryview(data)
    place = 0
    try:
        while place < len(data):
            end = place + _PIECE
            place += utf_8_decode(view[place:end], "strict", end >= len(data))[1]
    except UnicodeDecodeError:
        return False
    return True


def is_nearly_utf8(data: bytes) -> bool:
    """Whether the text is UTF-8 except for a few damaged bytes; text in another charset hardly ever is."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    beyond_ascii = sum(len(run) for run in _BEYOND_ASCII.findall(text)) - bad
    return beyond_ascii >= bad * _MIN_CHARACTERS_PER_BAD_BYTE


#: Quotation marks, dashes, symbols and "é" of Windows-1252, and every other byte beyond ASCII.
_TYPOGRAPHIC = bytes(
    (0x80, 0x85, *range(0x91, 0x98), 0x99, 0xA0, 0xA3, 0xA9, 0xAB, 0xAE, 0xB0, 0xB7, 0xBB, 0xE9)
)
_ANY_UTF8 = lazy_regex(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ASCII = bytes(range(0x80))


def is_english_1252(data: bytes) -> bool:
    """Whether the bytes are English in Windows-1252 that declares nothing or UTF-8.

    Beyond ASCII it has only marks that word processors put in; Vietnamese in any encoding has letters there.
    """
    beyond = data.translate(None, _ASCII)
    return bool(beyond) and not beyond.translate(None, _TYPOGRAPHIC) and _ANY_UTF8.search(data) is None

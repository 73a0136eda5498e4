"""Lines of a site's software among the paragraphs: counters, accounts, paywalls, loading indicators."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from dvcrawler.extract.block import CAPTION, IMAGE, TEXT, Block
from dvcrawler.extract.elements import Element, names_of, text_length
from dvcrawler.extract.endings.comment_headings import heads_comments
from dvcrawler.extract.endings.login_walls import cut_at_wall
from dvcrawler.extract.interface.button_labels import invites_scan, is_button_label
from dvcrawler.extract.interface.label_rows import heads_paragraph, is_row_of_labels
from dvcrawler.extract.interface.offer_answers import is_answer
from dvcrawler.extract.interface.reader_counts import (
    is_counter,
    is_counter_label,
    is_reading_time,
    strip_counter,
)
from dvcrawler.extract.interface.site_offers import is_channel, is_offer
from dvcrawler.extract.interface.tickers import find_tickers
from dvcrawler.extract.lines.contents_lists import find_contents
from dvcrawler.extract.lines.line_kinds import PROSE, is_link_line
from dvcrawler.extract.lines.link_lists import introduces
from dvcrawler.extract.pictures.picture_addresses import is_interface
from dvcrawler.normalize.bylines.contact_lines import is_contact_line
from dvcrawler.normalize.bylines.labels import is_only_label
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

_LONGEST_LINE = 200
_LONGEST_LABEL = 40
#: In which editors set the lines of a list, and lines below one that announces them.
_TAGS_OF_TEXT, _MOST_ANNOUNCED = ("p", "li"), 6
#: DotNetNuke: "Rate this article: No rating"; K2 for Joomla: "Rate this item (0 votes)"; Rating-Widget.
_RATE = lazy_regex(
    r"rate this (?:article|item):?\s{0,3}(?:no rating|[\d.]{1,5}|\(\d{1,6} votes?\))?"
    r"|rating: [\d.]{1,4}/5\. from \d{1,6} votes?\.(?: please wait\W{0,3})?",
    re.I,
)
_ONLY_NUMBER = lazy_regex(r"[\d.,\s]{1,15}[kKmM]?")
#: An account of the system in place of a person, in folded form.
_ACCOUNT = lazy_regex(
    r"(?:(?:nguoi (?:dang|cap nhat|viet)|(?:(?:duoc )?(?:dang|viet)|cap nhat) boi"
    r"|tac gia(?: bai viet)?|(?:posted |written )?by|user) )?"
    r"(?:(?:super|portal|site|web|test|tai khoan) ?)?"
    r"(?:admin\d*|administrator\d*|quan ?tri(?: ?vien| website| he thong| trang)?\d*"
    r"|bien ?tap(?: ?vien)?\d*|btv\d+|bbt\d*|toa ?soan\d*|editor\d*|web ?master|root|super ?user"
    r"|user ?\d+|guest|host|cms|system"
    r"|(?:pho |truong |pho truong )?ban bien tap)"
    r"(?: (?:admin|administrator|quantri|quan tri|bbt|user|host|editor|portal|website))?"
)
#: Written with diacritics, such an account is a person's office: "Phó Ban biên tập".
_HAS_MARKS = lazy_regex(r"[^\x00-\x7f]")
#: Buttons for larger and smaller letters.
_LETTER_SIZE = lazy_regex(
    r"(?:(?:(?:xem|đọc)(?: với)? |thay đổi |đổi |chọn )?(?:cỡ|kích thước|kích cỡ) ?(?:chữ)?\s?:?\s?)?"
    r"(?:Aa?\s?[-+±]?\s?){2,4}",
    re.I,
)
#: How to reach the newsroom: "Đường dây nóng: 0912345678 - Email: toasoan@baovidu.vn".
_NEWSROOM = lazy_regex(
    r"\W{0,4}(?:đường dây nóng|hotline|liên hệ t(?:òa|oà) soạn)[^!?@]{0,80}"
    r"(?:toa-?soan|ban-?doc|(?:ban)?bien-?tap|bbt|tkts|thu-?ky|bao[a-z]{2,20})[\w.+-]{0,20}@[\w.-]{3,40}\W{0,3}",
    re.I,
)
#: Languages as buttons name them, in folded form.
_LANGUAGES = frozenset(("vi", "vn", "vie", "en", "eng", "tieng viet", "tieng anh", "english", "vietnamese"))
_LONGEST_CODE = 12
#: "1/12", and the button beside it in folded form.
_PLACE = lazy_regex(r"(?:ảnh )?(?P<place>\d{1,3}) ?/ ?(?P<all>\d{1,3})", re.I)
_NEXT_PICTURE = lazy_regex(r"(?:xem )?(?:anh|hinh)(?: tiep theo| tiep| truoc| truoc do| sau| ke tiep)")
#: How Font Awesome and similar fonts name the icons beside a number of readers.
_COUNTING_SIGN = lazy_regex(
    r"(?<![a-z])(?:eyes?|views?|comments?|comment(?:ing|-alt)[\w-]*|hearts?|thumbs|likes?|shares?)(?![a-z])",
    re.I,
)
_LOADING = lazy_regex(
    r"loading|dang tai(?: (?:du lieu|noi dung|trang|binh luan|them))?|please wait|vui long (?:cho|doi)"
)


def drop_interface_lines(blocks: Sequence[Block], title: str = "", url: str = "") -> tuple[list[Block], bool]:
    """(the blocks without such lines, whether a login or subscription wall cuts the text)."""
    kept: list[Block] = []
    left_out = find_tickers(blocks, title) | find_contents(blocks)
    for place, block in enumerate(blocks):
        if place in left_out:
            continue
        if block.kind == IMAGE and _is_code(blocks, place):
            continue
        if block.kind != TEXT:
            kept.append(block)
        elif not _is_interface(blocks, place):
            kept.append(strip_counter(block))
    return cut_at_wall(_drop_account(_drop_heading_of_form(kept), urlsplit(url).netloc))


def _drop_heading_of_form(blocks: list[Block]) -> list[Block]:
    """Drops a last line that heads a form for comments, as WordPress's "Trả lời" does."""
    last = blocks[-1] if len(blocks) > 1 else None
    if last is None or last.kind != TEXT or not (heads_comments(last.text) or fold(last.text) == "tra loi"):
        return blocks
    return blocks[:-1]


def _is_code(blocks: Sequence[Block], place: int) -> bool:
    """Whether the picture is the code that a line right below it asks to scan, or right above it where no
    picture is above the line. One with a caption is the article's.
    """
    if place + 1 < len(blocks) and blocks[place + 1].kind == CAPTION:
        return False
    if _asks_to_scan(blocks, place + 1):
        return True
    return _asks_to_scan(blocks, place - 1) and not (place > 1 and blocks[place - 2].kind == IMAGE)


def _asks_to_scan(blocks: Sequence[Block], place: int) -> bool:
    return 0 <= place < len(blocks) and blocks[place].kind == TEXT and invites_scan(blocks[place].text)


def _is_interface(blocks: Sequence[Block], place: int) -> bool:
    block, text = blocks[place], blocks[place].text
    if len(text) > _LONGEST_LINE:
        return False
    if is_counter(text) or _is_control(text) or is_answer(blocks, place) or _is_label(block):
        return not (_is_announced(blocks, place) or _is_heading(blocks, place) or _is_told(blocks, place))
    return any(rule(blocks, place) for rule in (_is_half_of_counter, _is_of_switch, _is_place_in_album))


def _is_of_switch(blocks: Sequence[Block], place: int) -> bool:
    """Whether the line is one of the languages of a page, with another one right above or below it."""
    if len(blocks[place].text) > _LONGEST_CODE or fold(blocks[place].text) not in _LANGUAGES:
        return False
    beside = (*blocks[max(0, place - 1) : place], *blocks[place + 1 : place + 2])
    return any(fold(each.text) in _LANGUAGES for each in beside)


def _is_heading(blocks: Sequence[Block], place: int) -> bool:
    return blocks[place].bold and heads_paragraph(blocks[place], blocks[place + 1 : place + 2])


def _is_told(blocks: Sequence[Block], place: int) -> bool:
    """Whether the line is a notice about cookies, and the text has a sentence about them."""
    if "cookie" not in blocks[place].text:
        return False
    return any(
        "cookie" in each.text for n, each in enumerate(blocks) if n != place and len(each.text) >= PROSE
    )


def _is_label(block: Block) -> bool:
    return not block.bold and (is_button_label(block.text) or is_row_of_labels(block))


def _is_announced(blocks: Sequence[Block], place: int) -> bool:
    """Whether a sentence of the text ends in a colon above the line, or above others like it."""
    own = blocks[place].parent
    if own.tag not in _TAGS_OF_TEXT or is_link_line(blocks[place]):
        return False
    for above in reversed(blocks[max(0, place - _MOST_ANNOUNCED) : place]):
        if above.kind != TEXT or introduces(above.text):
            return above.kind == TEXT
        if above.parent.tag != own.tag or len(above.text) > _LONGEST_LABEL:
            return False
    return False


def _is_place_in_album(blocks: Sequence[Block], place: int) -> bool:
    """Whether the line says which picture of how many is shown, beside a button: alone it may be a day."""
    found = _PLACE.fullmatch(blocks[place].text)
    if found is None or int(found["place"]) > int(found["all"]):
        return False
    beside = (*blocks[max(0, place - 1) : place], *blocks[place + 1 : place + 2])
    return any(_NEXT_PICTURE.fullmatch(fold(each.text)) for each in beside if each.kind == TEXT)


def _is_half_of_counter(blocks: Sequence[Block], place: int) -> bool:
    """Whether the line is a number below its label or beside a sign, or the label above it."""
    text = blocks[place].text
    if _ONLY_NUMBER.fullmatch(text):
        return _is_beside_icon(blocks[place].parent) or (
            place > 0 and is_counter_label(blocks[place - 1].text)
        )
    below = blocks[place + 1].text if place + 1 < len(blocks) else ""
    return bool(_ONLY_NUMBER.fullmatch(below)) and is_counter_label(text)


def _is_beside_icon(line: Element) -> bool:
    """Whether the line begins with the sign of what is counted: an eye, a balloon, a heart."""
    sign = next(iter(line), None)
    if sign is None or (line.text or "").strip() or text_length(sign):
        return False
    return is_interface(sign.get("src") or "") or _COUNTING_SIGN.search(names_of(sign)) is not None


def _is_control(text: str) -> bool:
    """Whether the line is that of a reading aid, a rating, or a part that is still loading."""
    if _RATE.fullmatch(text) or ("@" in text and _NEWSROOM.fullmatch(text)):
        return True
    is_loading = len(text) <= _LONGEST_LABEL and _LOADING.fullmatch(fold(text)) is not None
    return is_loading or is_offer(text) or _LETTER_SIZE.fullmatch(text) is not None or is_reading_time(text)


def _is_of_site(lines: Sequence[Block], host: str) -> bool:
    """Whether the last line is an account, a label without a value ("Nguồn:"), or a channel of the site and
    not one of several contacts.
    """
    above, text = lines[0].text, lines[-1].text
    if len(text) <= _LONGEST_LABEL and text.endswith(":") and is_only_label(text):
        return True
    return is_account(text) or (is_channel(text, host) and not is_contact_line(above))


def is_account(text: str) -> bool:
    """Whether the line is a system account: "admin admin", "Pho Ban bien tap", "Người đăng: quantri"."""
    if len(text) > 60:
        return False
    folded = fold(text)
    if "ban bien tap" in folded and _HAS_MARKS.search(text):
        return False
    return bool(_ACCOUNT.fullmatch(folded))


def _drop_account(blocks: list[Block], host: str) -> list[Block]:
    """Drops the accounts that published the page: the last lines of the text, or the first; and the
    site's own in networks, if they are its last lines.
    """
    last = len(blocks)
    while last > 1 and blocks[last - 1].kind == TEXT and _is_of_site(blocks[last - 2 : last], host):
        last -= 1
    first = 1 if last > 1 and blocks[0].kind == TEXT and is_account(blocks[0].text) else 0
    return blocks[first:last]

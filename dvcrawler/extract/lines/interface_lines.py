"""Lines of a site's software among the paragraphs: counters, accounts, paywalls, loading indicators."""

import re
from collections.abc import Sequence

from dvcrawler.extract.block import IMAGE, TEXT, Block
from dvcrawler.extract.lines.button_labels import invites_scan, is_button_label
from dvcrawler.normalize.text import fold

_LONGEST_LINE = 200
_LONGEST_COUNTER, _LONGEST_LABEL = 120, 40
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+(?:k|m|n)?")
#: A counter is made of these words and a number, in folded form, and names something that is counted.
_COUNTED = frozenset(
    "xem doc nghe truy view views viewed hit hits read reads thich chia binh like likes share shares comment "
    "comments luot online click clicks download downloads xuong".split()
)
_COUNTER_WORDS = _COUNTED | frozenset(
    "so tong nguoi lan da duoc co la cap nhap tai ve se luan bai viet nay trang tin hom nghin trieu luong "
    "count chon danh gia diem phieu bau sao vote votes rating "
    "dang ngay luc gio nhat thu hai ba tu nam sau bay chu page in gui email".split()
)
_MOST_COUNTER_WORDS = 24
_COUNTER_LABEL = re.compile(
    r"(?:(?:so|tong so) )?(?:luot|lan|nguoi) (?:xem|doc|truy cap|tai)|da xem|views?|view count|hits"
)
_TRAILING_COUNTER = re.compile(
    r"[\s|(\[–-]{0,5}\b(?:số )?l(?:ượt|ần) (?:xem|đọc|truy cập|người xem|tải)\s?:\s?[\d.,]{1,15}"
    r"(?: l(?:ượt|ần))?[)\].]{0,3}$",
    re.I,
)
#: A number beside an eye, a heart or a balloon.
_ICON_COUNTER = re.compile(r"[👁👀💬👍❤♥♡\ufe0f\ufe0e\d.,\skKmM]{3,40}")
#: DotNetNuke: "Rate this article: No rating".
_RATE = re.compile(r"rate this article:?\s{0,3}(?:no rating|[\d.]{1,5})?", re.I)
#: NukeViet: "Tổng số điểm của bài viết là: 0 trong 0 đánh giá".
_RATING = re.compile(r"tong so diem cua bai viet la \d+ trong \d+ danh gia")
_ONLY_NUMBER = re.compile(r"[\d.,\s]{1,15}[kKmM]?")
#: An account of the system in place of a person, in folded form.
_ACCOUNT = re.compile(
    r"(?:(?:nguoi (?:dang|cap nhat|viet)|(?:dang|cap nhat) boi|tac gia(?: bai viet)?|posted by|by|user) )?"
    r"(?:(?:super|portal|site|web|test|tai khoan) ?)?"
    r"(?:admin\d*|administrator\d*|quan ?tri(?: ?vien| website| he thong| trang)?\d*"
    r"|bien ?tap(?: ?vien)?\d*|btv\d+|bbt\d*|toa ?soan\d*|editor\d*|web ?master|root|super ?user"
    r"|user ?\d+|guest|host|cms|system"
    r"|(?:pho |truong |pho truong )?ban bien tap)"
    r"(?: (?:admin|administrator|quantri|quan tri|bbt|user|host|editor|portal|website))?"
)
#: Written with diacritics, such an account is a person's office: "Phó Ban biên tập".
_HAS_MARKS = re.compile(r"[^\x00-\x7f]")
#: Buttons for larger and smaller letters.
_LETTER_SIZE = re.compile(
    r"(?:(?:(?:xem|đọc)(?: với)? |thay đổi |đổi |chọn )?(?:cỡ|kích thước|kích cỡ) ?(?:chữ)?\s?:?\s?)?"
    r"(?:A\s?[-+±]?\s?){2,4}",
    re.I,
)
#: "3 phút đọc", "Thời gian đọc: khoảng 3 phút", "5 min read".
_READING_TIME = re.compile(
    r"(?:(?:thoi gian|doc trong|uoc tinh|khoang|mat) ){0,3}(?:doc )?(?:khoang )?"
    r"\d{1,3} (?:phut|giay|p)(?: de)?(?: doc)?"
    r"|(?:reading time |read time )?\d{1,3} ?(?:min|mins|minutes?)(?: read)?"
)
#: How to reach the newsroom: "Đường dây nóng: 0912345678 - Email: toasoan@baovidu.vn".
_NEWSROOM = re.compile(
    r"(?:đường dây nóng|hotline|liên hệ t(?:òa|oà) soạn)[^!?@]{0,80}"
    r"(?:toa-?soan|ban-?doc|(?:ban)?bien-?tap|bbt|tkts|thu-?ky|bao[a-z]{2,20})[\w.+-]{0,20}@[\w.-]{3,40}\W{0,3}",
    re.I,
)
_LOADING = re.compile(
    r"loading|dang tai(?: (?:du lieu|noi dung|trang|binh luan|them))?|please wait|vui long (?:cho|doi)"
)
_ASKS = re.compile(
    r"\b(?:dang nhap|dang ky|mua goi|nang cap|tra phi|thue bao|thanh vien|hoi vien|dai han|premium|vip"
    r"|subscribe|subscribers?|log ?in|sign ?in|thanh toan|mua (?:bao|bai)|thu phi|het .{0,20}mien phi"
    r"|nap (?:them )?(?:sao|xu|tien|the|diem)|mo khoa|gia han|quet ma|nhap ma"
    r"|tai khoan (?:mien phi|doc gia)|(?:for|to) (?:\w+ )?(?:subscribers|members)"
    r"|free (?:articles?|stories))\b"
)
_TO_READ = re.compile(
    r"\b(?:(?:doc|xem) (?:tiep|het|toan bo|day du|tron|noi dung|bai|them|tin|chi tiet|phan con)|tiep tuc"
    r"|de (?:doc|xem)(?: \w+){0,3} (?:noi dung|bai|tin|tap|trang|tiep|het)|de (?:doc|xem)$"
    r"|toan bo noi dung|noi dung day du|continue|to read|full article|danh (?:rieng )?cho"
    r"|mo khoa (?:bai|noi dung|tin)|(?:for|to) (?:\w+ )?(?:subscribers|members) only"
    r"|(?:exclusive|only) (?:for|to)"
    r"|luot (?:doc|xem)|(?:bai|tin) mien phi|chi hien thi (?:voi|cho|doi voi)|duoc (?:doc|xem)"
    r"|free (?:articles?|stories))\b"
)
_ADDRESSED = re.compile(
    r"(?:ban|quy|vui long|hay|xin|moi|doc gia|noi dung|bai viet|de (?:doc|xem|tiep)|dang (?:nhap|ky)|mua"
    r"|tra phi|tro thanh|please|log ?in|sign ?in|subscribe|this|you|day la|phan con lai|quet ma|mo khoa"
    r"|nhap ma|nap|tiep tuc doc|exclusive"
    r"|chi (?:danh|thanh vien|hoi vien|nguoi dung))\b"
)
#: Purposes of a login or subscription on pages that are not cut.
_OTHERWISE = re.compile(
    r"\b(?:binh luan|comments?|y kien|phan hoi|kenh|youtube|zalo|facebook|telegram|tiktok"
    r"|nhan (?:tin|ban tin)|newsletter|email)\b"
)
_BESIDE_WALL = re.compile(r"\b(?:goi|quen mat khau|vnd|dong|tai khoan|mat khau|uu dai|hoac|thang|nam)\b")
_PARAGRAPH = 100


def drop_interface_lines(blocks: Sequence[Block]) -> tuple[list[Block], bool]:
    """(the blocks without such lines, whether a login or subscription wall cuts the text)."""
    kept: list[Block] = []
    for place, block in enumerate(blocks):
        if block.kind == IMAGE and _is_code(blocks, place):
            continue
        if block.kind != TEXT:
            kept.append(block)
        elif not _is_interface(blocks, place):
            kept.append(_strip_counter(block))
    return _cut_at_wall(_drop_account(kept))


def _is_code(blocks: Sequence[Block], place: int) -> bool:
    """Whether the picture is the code that a line right below it asks to scan, or right above it where no
    picture is above the line.
    """
    if _asks_to_scan(blocks, place + 1):
        return True
    return _asks_to_scan(blocks, place - 1) and not (place > 1 and blocks[place - 2].kind == IMAGE)


def _asks_to_scan(blocks: Sequence[Block], place: int) -> bool:
    return 0 <= place < len(blocks) and blocks[place].kind == TEXT and invites_scan(blocks[place].text)


def _is_interface(blocks: Sequence[Block], place: int) -> bool:
    text = blocks[place].text
    if len(text) > _LONGEST_LINE:
        return False
    if is_counter(text) or _is_control(text):
        return True
    if not blocks[place].bold and is_button_label(text):
        return True
    if _ONLY_NUMBER.fullmatch(text):
        return place > 0 and _is_counter_label(blocks[place - 1].text)
    below = blocks[place + 1].text if place + 1 < len(blocks) else ""
    return bool(_ONLY_NUMBER.fullmatch(below)) and _is_counter_label(text)


def _is_control(text: str) -> bool:
    """Whether the line is that of a reading aid, a rating, or a part that is still loading."""
    if _RATE.fullmatch(text) or ("@" in text and _NEWSROOM.fullmatch(text)):
        return True
    is_loading = len(text) <= _LONGEST_LABEL and _LOADING.fullmatch(fold(text)) is not None
    return is_loading or _LETTER_SIZE.fullmatch(text) is not None or is_reading_time(text)


def is_reading_time(text: str) -> bool:
    """Whether the line only says how long the article takes to read: "3 phút đọc"."""
    if len(text) > _LONGEST_LABEL or not _DIGIT.search(text):
        return False
    folded = fold(text)
    return ("doc" in folded or "read" in folded) and _READING_TIME.fullmatch(folded) is not None


def is_counter(text: str) -> bool:
    """Whether the line counts readers: it changes with every visit and tells nothing about the article."""
    if len(text) > _LONGEST_COUNTER or not _DIGIT.search(text):
        return False
    if text.startswith("Tổng số điểm") and _RATING.fullmatch(fold(text)):
        return True
    if not text[0].isalnum() and _ICON_COUNTER.fullmatch(text):
        return True
    return _are_counting(fold(text).split())


def _are_counting(words: Sequence[str]) -> bool:
    if len(words) > _MOST_COUNTER_WORDS or _COUNTED.isdisjoint(words):
        return False
    return all(word in _COUNTER_WORDS or _NUMBER.fullmatch(word) for word in words)


def _is_counter_label(text: str) -> bool:
    return len(text) <= _LONGEST_LABEL and bool(_COUNTER_LABEL.fullmatch(fold(text)))


def _strip_counter(block: Block) -> Block:
    """The paragraph without a counter after its last word."""
    tail = block.text[-60:]
    found = _TRAILING_COUNTER.search(tail) if "ượt" in tail or "ần" in tail else None
    if found is None:
        return block
    return block._replace(text=block.text[: len(block.text) - len(found.group())])


def is_account(text: str) -> bool:
    """Whether the line is a system account: "admin admin", "Pho Ban bien tap", "Người đăng: quantri"."""
    if len(text) > 60:
        return False
    folded = fold(text)
    if "ban bien tap" in folded and _HAS_MARKS.search(text):
        return False
    return bool(_ACCOUNT.fullmatch(folded))


def _drop_account(blocks: list[Block]) -> list[Block]:
    """Drops the accounts that published the page: the last lines of the text, or the first."""
    last = len(blocks)
    while last > 1 and blocks[last - 1].kind == TEXT and is_account(blocks[last - 1].text):
        last -= 1
    first = 1 if last > 1 and blocks[0].kind == TEXT and is_account(blocks[0].text) else 0
    return blocks[first:last]


def is_wall(text: str) -> bool:
    """Whether the line asks the reader to log in or to pay before the text continues."""
    if len(text) > _LONGEST_LINE:
        return False
    folded = fold(text)
    if not (_ADDRESSED.match(folded) and _ASKS.search(folded) and _TO_READ.search(folded)):
        return False
    return _OTHERWISE.search(folded) is None


def ends_in_wall(blocks: Sequence[Block]) -> bool:
    """Whether a wall is below the last paragraph: as a link, or in a box that is not part of the text."""
    for block in reversed(blocks):
        if block.kind == TEXT and is_wall(block.text):
            return True
        if len(block.text) >= _PARAGRAPH:
            return False
    return False


def _cut_at_wall(blocks: list[Block]) -> tuple[list[Block], bool]:
    """The lines above a paywall; a similar line with a paragraph below it belongs to the article."""
    end = len(blocks)
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        if block.kind != TEXT:
            continue
        if is_wall(block.text):
            end = place
        elif not _is_beside_wall(block.text):
            break
    return blocks[:end], end < len(blocks)


def _is_beside_wall(text: str) -> bool:
    """Offers and forms below a wall."""
    if len(text) >= _PARAGRAPH:
        return False
    folded = fold(text)
    return len(text) < 30 or bool(_ASKS.search(folded) or _BESIDE_WALL.search(folded))

"""Vietnamese persons' names: what can be one, and how it is written.

Pen names are short and have no family name ("Hoa Quyên"), so nothing in their shape tells them
from a place or a heading in title case. Without a role label before it a name is believed only
if every syllable is one that people are called by.
"""

import re

_FAMILY_NAMES = (
    "Âu Bạch Bành Bế Bùi Cái Cao Cấn Chu Châu Chử Cù Cung Dương Đàm Đào Đặng Đậu Điền Đinh Đoàn Đỗ "
    "Đồng Giang Giáp Hà Hán Hầu Hồ Hoa Hoàng Hứa Huỳnh Kha Khổng Khuất Khúc Kiều Kim La Lã Lại Lâm "
    "Lê Lều Lò Lộc Lục Lương Lưu Lữ Lý Ma Mã Mạc Mai Mẫn Nghiêm Ngọ Ngô Ngụy Nguyễn Nhâm Nhữ Ninh "
    "Nông Ông Phạm Phan Phí Phó Phù Phùng Phương Quách Quản Quang Sái Sầm Tạ Tăng Thạch Thái Thẩm "
    "Thân Thi Thiều Tiêu Tô Tôn Tống Trà Trác Trang Trần Triệu Trịnh Trương Từ Tưởng Ứng Ưng Vàng "
    "Văn Vi Viên Võ Vũ Vương Xa Yên"
)
_GIVEN_NAMES = (
    "An Anh Ánh Ân Ái Ấn Bá Bách Bảo Bắc Bằng Bích Biên Bình Bính Ca Cảnh Cẩm Cầm Can Chánh Châu "
    "Chi Chí Chiến Chiểu Chinh Chính Chung Chuyên Chương Công Cúc Cương Cường Danh Dân Dậu Di Diễm "
    "Diễn Diện Diệp Diệu Dinh Doan Doanh Du Dung Dũng Duy Duyên Duyệt Dư Đài Đại Đan Đàn Đáng Đạo "
    "Đạt Đăng Đắc Đệ Điểm Điệp Đình Định Đoan Đô Đông Đức Đường Được Gấm Gia Giám Giao Hạ Hải Hạnh "
    "Hanh Hào Hảo Hân Hằng Hậu Hiên Hiến Hiền Hiển Hiện Hiệp Hiếu Hiệu Hinh Hoà Hòa Hoài Hoan Hoàn "
    "Hoạt Hoè Hòe Hội Hồng Hợi Hợp Huân Huấn Huế Huệ Hùng Huy Huyên Huyền Huyến Hưng Hương Hường "
    "Hưởng Hướng Hữu Hy Khả Khải Khang Khánh Khắc Khiêm Khoa Khoái Khoát Khôi Khuê Khương Kiên "
    "Kiểm Kiệm Kiệt Kỳ Kỷ Lam Lan Lạng Lành Lãm Lân Lập Lệ Lễ Lịch Liêm Liên Liễu Linh Lĩnh Loan "
    "Long Lộ Lợi Luân Luận Luật Lụa Luyến Luyện Lực Lượng Ly Mận Mạnh Mão Mậu Mây Mến Miên Miền "
    "Minh Mơ Mùi My Mỹ Nam Năng Năm Nga Ngà Ngân Nghi Nghị Nghĩa Nghiệp Ngoan Ngọc Ngọ Nguyên "
    "Nguyện Nguyệt Nhã Nhàn Nhạn Nhân Nhẫn Nhật Nhi Nhiên Nhuận Nhung Như Nhường Oanh Phát Phấn Phi "
    "Phin Phong Phú Phúc Phụng Phước Phượng Quân Quế Quốc Quy Quý Quyên Quyền Quyết Quỳnh Sâm Sang "
    "Sáng Sao Sinh Song Soạn Son Sơn Sửu Sương Sỹ Sĩ Tài Tâm Tân Tấn Tần Tạo Tế Thám Thản Thanh "
    "Thành Thảnh Thạnh Thảo Thao Thăng Thắm Thắng Thập Thế Thể Thêm Thi Thị Thích Thiêm Thiên "
    "Thiện Thiết Thiệu Thịnh Thọ Thoa Thoan Thỏa Thoại Thông Thơ Thời Thu Thuần Thuận Thuật Thục "
    "Thùy Thuỳ Thủy Thuỷ Thúy Thuý Thụy Thuỵ Thuyên Thuyết Thư Thứ Thực Thương Thường Thưởng Tiên "
    "Tiến Tiệp Tín Tình Tĩnh Toan Toàn Toán Toản Tố Trạch Trâm Trân Tri Trí Triển Triết Triều "
    "Trình Trinh Trọng Trúc Trung Trực Trường Tú Tuân Tuấn Tuất Tuệ Tùng Túc Tuyên Tuyến Tuyền "
    "Tuyển Tuyết Tư Tường Tưởng Tửu Tý Tỵ Uyên Vạn Vân Viễn Việt Vịnh Vinh Vĩnh Vui Vụ Vượng Vy Vỹ "
    "Xuyến Xuân Xuyên Ý Yến"
)
#: The province's districts, and the provinces before July 2025: two capitalised syllables, no name.
_PLACES = frozenset(
    "nam định|mỹ lộc|vụ bản|ý yên|nghĩa hưng|nam trực|trực ninh|xuân trường|giao thủy|giao thuỷ"
    "|hải hậu|thành nam|thiên trường|sơn nam|nam hà|hà nam ninh|phủ dầy|cổ lễ|xuân thủy|việt nam"
    "|hà nội|hà nam|hà tây|ninh bình|thái bình|hải phòng|hải dương|hưng yên|bắc ninh|bắc giang"
    "|bắc kạn|quảng ninh|vĩnh phúc|phú thọ|hòa bình|hoà bình|sơn la|lai châu|điện biên|lào cai"
    "|yên bái|hà giang|cao bằng|lạng sơn|tuyên quang|thái nguyên|thanh hóa|thanh hoá|nghệ an"
    "|hà tĩnh|quảng bình|quảng trị|thừa thiên huế|đà nẵng|quảng nam|quảng ngãi|bình định|phú yên"
    "|khánh hòa|ninh thuận|bình thuận|kon tum|gia lai|đắk lắk|đắk nông|lâm đồng|bình phước"
    "|tây ninh|bình dương|đồng nai|bà rịa|vũng tàu|hồ chí minh|sài gòn|long an|tiền giang"
    "|bến tre|trà vinh|vĩnh long|đồng tháp|an giang|kiên giang|cần thơ|hậu giang|sóc trăng"
    "|bạc liêu|cà mau|hoàng sa|trường sa|biển đông|trung quốc|hàn quốc|nhật bản|trường sơn"
    "|điện biên phủ|bác hồ|lục quân|hải quân|không quân|quốc hội|quốc gia".split("|")
)
_NO_PERSONS = frozenset(
    "bút danh|tác giả|nhiều tác giả|nhóm tác giả|ban biên tập|bbt|tòa soạn|toà soạn|sưu tầm"
    "|tổng hợp|biên tập|internet|đang cập nhật|admin|administrator|quản trị|quản trị viên"
    "|ảnh|tin|bài|video|clip|nguồn|thực hiện|xem thêm|in bài viết|gửi email".split("|")
)
#: Letters that stand for offices, bodies, papers: not a reporter's initials.
_ABBREVIATIONS = frozenset(
    "BBT BCH BCĐ BHXH BHYT BVTV CCB CLB CNXH DN GDP HĐND HTX KH KT KTXH LĐLĐ LHPN LTS MTTQ ND NQ NTM "
    "NXB PT QĐ QH QPAN STT TDP THCS THPT TL TM TP TTG TTXVN TU TW UB UBND VH VN VOV VTC VTV XHCN "
    "NTMNC OCOP ATVSTP BĐBP CAND QĐND SGGP BĐN BND TTX".split()
)

#: Only forms that a reader would know; printed as they stand.
_TITLE = re.compile(
    r"(?:(?:TSKH|PGS|GS|TS|Th\.?S|BSCK\s?(?:I{1,2}|[12])|BS|KTS|LS|KS|DS|NSƯT|NSND|NGƯT|NGND)"
    r"(?:\s?\.\s?|\s+))+",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"[A-ZĐ](?:\.\s?[A-ZĐƯ]){1,3}\.?|[A-ZĐ]{2,4}")
_SYLLABLE = re.compile(
    r"(?:b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|qu|r|s|th|tr|t|v|x|p)?"
    r"[aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ]{1,3}"
    r"(?:ch|c|m|ng|nh|n|p|t)?"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*\.?")
_LETTERS = re.compile(r"[^\W\d_]+")
_NAME_SYLLABLES = frozenset((_FAMILY_NAMES + " " + _GIVEN_NAMES).lower().split())
_FAMILY_SYLLABLES = frozenset(_FAMILY_NAMES.lower().split())
_GROUPS = frozenset(
    "pv|p.v|ctv|phóng viên|cộng tác viên|nhóm pv|nhóm phóng viên|nhóm ctv|pv - ctv".split("|")
)


def is_sure_name(text: str) -> bool:
    """A name that needs no label to be believed: "Hoa Quyên", "THỦY HÀ", "BS Đoàn Văn Hải", "M.A".

    Two to five syllables, initials, or "PV"; never a place of the list above.
    """
    if is_reporters(text) or is_initials(text):
        return True
    words = _bare(text).split()
    if not 2 <= len(words) <= 5 or not is_possible_name(text) or not _is_one_case(words):
        return False
    syllables = [word.lower() for word in words]
    if not all(map(_SYLLABLE.fullmatch, syllables)):
        return False
    known = sum(syllable in _NAME_SYLLABLES for syllable in syllables)
    family = syllables[0] in _FAMILY_SYLLABLES and len(words) > 2
    return known == len(words) or (family and known >= len(words) - 1)


def is_possible_name(text: str) -> bool:
    """What may be a name where the page says that one stands here: "Lan", "John Smith", "MQ"."""
    if is_reporters(text):
        return True
    bare = _bare(text)
    words = bare.split()
    if not 1 <= len(words) <= 6 or len(text) > 60 or _is_no_person(bare):
        return False
    if len(words) == 1 and bare in _ABBREVIATIONS:
        return False
    return is_initials(bare) or all(_WORD.fullmatch(w) and w[0].isupper() for w in words)


def is_initials(text: str) -> bool:
    """ "M.A", "P.V.", "MQ": kept as printed. "LAN" is a syllable and so a name in capitals."""
    if not _INITIALS.fullmatch(text) or text in _ABBREVIATIONS:
        return False
    return "." in text or not _SYLLABLE.fullmatch(text.lower())


def is_reporters(text: str) -> bool:
    """The paper's own staff, unnamed: "PV", "Nhóm phóng viên"."""
    return text.lower().rstrip(".") in _GROUPS


def tidy_name(text: str) -> str:
    """A name in capitals in title case, its academic titles and initials as printed."""
    text = text.strip(" .,;:-–—*|\"“”") if not is_initials(text) else text
    if is_initials(text) or is_reporters(text):
        return text
    title = _title(text)
    name = text[len(title) :]
    if name != name.upper():
        return text
    words = (word if is_initials(word) else _in_title_case(word) for word in name.split())
    return title + " ".join(words)


def _title(text: str) -> str:
    found = _TITLE.match(text)
    return found[0] if found else ""


def _bare(text: str) -> str:
    return text[len(_title(text)) :].strip()


def _is_no_person(bare: str) -> bool:
    lowered = bare.lower()
    return lowered in _PLACES or lowered in _NO_PERSONS


def _is_one_case(words: list[str]) -> bool:
    """All in capitals, or each a capital and small letters."""
    if all(word == word.upper() for word in words):
        return True
    return all(word[1:] == word[1:].lower() for word in words)


def _in_title_case(word: str) -> str:
    return _LETTERS.sub(lambda found: found[0].capitalize(), word)

"""Names of newspapers, agencies and public bodies that a text is taken from."""

import re

from dvcrawler.normalize.bylines.name_lists import PAPERS
from dvcrawler.normalize.bylines.names import is_place_and_name, is_sure_name
from dvcrawler.patterns import lazy_regex

_OUTLET = lazy_regex(
    r"(?:Báo|BÁO|báo(?=\s[A-ZÀ-ỸĐ])|Tạp chí|TẠP CHÍ|Nhật báo|Thông tấn xã|Tân Hoa xã"
    r"|Cổng (?:thông|Thông|TTĐT|TT)"
    r"|Trang (?:tin|TT)|Trung tâm|[Ww]ebsite|Bản tin"
    r"|Đài (?:PT(?:TH)?|TT(?:TH)?|[Pp]hát|[Tt]ruyền|[Tt]iếng|[Kk]hí tượng|KTTV|TH|TN)"
    r"|Chuyên trang|Dân trí|Tuổi [Tt]rẻ|Thanh niên|Lao động|Người [Ll]ao động|Nhân [Dd]ân"
    r"|Tiền [Pp]hong|Tin [Tt]ức|Sức khỏe|Pháp luật|Đại đoàn kết|Hà Nội mới|Nhịp sống)\b"
    r"|(?:TTXVN|TTX|VOV\d?|VTV\d{0,2}|VTC(?:\s?News)?|QĐND|CAND|ANTĐ|SGGPO?|PLO|NLĐO?|BĐN|BND|AFP|AP"
    r"|ĐCSVN|CPV|NDĐT|HNMO|KTĐT|PNVN|NNVN|VGP"
    r"|Reuters|Xinhua|BBC|CNN|Internet|internet|INTERNET|VnExpress|VNE|Viet[Nn]am[Nn]et|Vietnam\+"
    r"|Viet[Nn]am[Pp]lus|Zing\w*|Znews|VNA|(?!BTV|CTV)[A-ZĐ]{1,4}TV\d?|CafeF|Cafe[BF]iz|Vneconomy|VnEconomy)(?!\w)"
)
#: The office of most correspondents of districts, whose full name is longer than other outlets'.
_CENTRE_OF = r"(?:[Vv]ăn h(?:óa|oá)|[Tt]hông tin|[Tt]ruyền (?:thông|thanh|hình)|[Tt]hể thao|[Dd]u lịch)"
_CENTRE = lazy_regex(
    rf"Trung tâm {_CENTRE_OF}(?:(?: ?[-–,&] ?| và ){_CENTRE_OF}){{1,4}}"
    r"(?: (?:huyện|thị xã|thành phố|quận|tỉnh|xã|phường|T[XP]\.?)?(?: ?[A-ZÀ-ỸĐ]\S{0,10}){1,4})?"
)
_DOMAIN = lazy_regex(
    r"(?:https?://)?(?=[\w./?=&%+-]*+\Z)(?:[\w-]+\.)+(?:vn|com|net|org|info|gov|edu)\b.*", re.IGNORECASE
)
#: Without "Báo" before the name, in any case: "Dân Trí", "Công an Nhân dân".
_PAPERS = frozenset(PAPERS.split("|"))
#: Unions and bodies in short, which only the kind of place behind them tells from initials: "HND tỉnh".
_IN_SHORT = "(?:HND|HPN|HLHPN|HCCB|CCB|LĐLĐ|ĐTN|BĐBP|BCHQS|HCTĐ|HNCT|HKH|VKS|THADS|BTG|BDV)"
_OF_PLACE = "(?:tỉnh|huyện|xã|phường|thị|thành|TP|quận|khu vực)"
#: Words that begin as the name of a body does: "Hội nghị cán bộ", "Phòng cháy chữa cháy", "Đoàn kết".
_NO_BODY = (
    "(?:Hội (?:nghị|thảo|thi|diễn|chợ|nhập|thao|đàm|họp|trại|ngộ|tụ|trường|làng|xuân)"
    "|Ban (?:hành|đầu|bố|tặng)|Bộ (?:phim|sưu tập|ảnh|trưởng|mặt|máy|luật)|Đảng viên|Trường hợp"
    "|Phòng (?:cháy|chống|ngừa|tránh|vệ)|Đoàn (?:kết|viên|tụ)|Sở (?:hữu|thích|trường)"
    r"|Viện (?:trợ|dẫn|phí)|Cục (?:diện|bộ))\b"
)
_BODY = lazy_regex(
    rf"(?!{_NO_BODY})"
    r"(?:Ban|Bộ|Sở|Cục|Chi cục|Tổng cục|UBND|HĐND|Hội|Công an|Văn phòng|VP|Đảng|Tỉnh|Huyện"
    r"|Thành (?:[ủuỦU][yỷ]|phố|[Đđ]oàn|[Hh]ội)"
    r"|TAND|VKSND|(?:BCH|BTV)(?= (?:Quân|Đảng|Đoàn|Hội|Công|Tỉnh|Huyện|Thành))"
    r"|MTTQ|Ủy ban|Uỷ ban|Viện|Trường|Bệnh viện|Công ty|Liên đoàn|Đoàn|Phòng|Bảo hiểm|BHXH|Học viện"
    r"|Tòa án|Toà án|Quân khu|Quân đoàn|Sư đoàn|Trung đoàn|Lữ đoàn|Đồn Biên phòng|Nhà xuất bản|Hợp tác xã|HTX"
    r"|Trung tâm (?:Phục vụ|Y tế|Dịch vụ|Giáo dục|Bảo trợ|Chính trị|Khuyến nông)|Giáo (?:xứ|phận|họ)|BTT"
    rf"|{_IN_SHORT}(?= {_OF_PLACE})|CDC|TTYT|QTDND|Quỹ [Tt]ín dụng|[Tt]huế (?:cơ sở|tỉnh|thành phố|khu vực)"
    r"|Hải quan|Tổ [Cc]ông nghệ số"
    r"|Câu lạc bộ|CLB|Trạm (?:Y tế|y tế|Khuyến nông|Thú y|Chăn nuôi|Bảo vệ)|Kho bạc|Ngân hàng"
    r"|Thư viện(?! (?:ảnh|hình|video))"
    r"|Tập đoàn|Tổng [Cc]ông ty|Xí nghiệp|Nhà máy|Điện lực|Bưu điện|Viễn thông|Siêu thị|Dược|Dệt|Bia|Hãng"
    r"|(?:Tuyên giáo|Dân vận|Tổ chức|Nội chính) (?:[Tt]ỉnh|[Hh]uyện|[Tt]hành|[Tt]hị|[Đđ]ảng) [ủuỦU][yỷ]"
    r"|Khoa (?:Dược|Nội|Ngoại|Sản|Phụ|Nhi|Khám|Y|KSBT|Kiểm soát|Hồi sức|Cấp cứu|Truyền nhiễm|Dinh dưỡng"
    r"|Tim mạch|Thần kinh|Ung bướu|Mắt|Răng|Tai|Da liễu|Chẩn đoán|Xét nghiệm|Phục hồi|Gây mê|Đông y)"
    r"|Khoa (?:Xây dựng Đảng|Lý luận|Nhà nước|Dân vận|Triết|Kinh tế|Luật|Sư phạm|Nông|Ngoại ngữ|Công nghệ)"
    r"|(?:Tổ|Nhóm) [Tt]ruyền thông|Truyền thông(?= [A-ZĐ])"
    r"|(?:Văn h(?:óa|oá)|Tư pháp|Địa chính|Tài chính|Thống kê|Quân sự|Khuyến nông|Thú y|Truyền thanh|Y tế)"
    r"(?:[ ,&–-]{1,3}(?i:xã hội|hộ tịch|thông tin|thể thao|kế toán|xây dựng))? (?:xã(?! hội)|phường|thị trấn)"
    r"|Bảo tàng|Hạt Kiểm lâm|Chi (?:bộ|đoàn|hội)|Đồn Công an|Thanh tra|Mặt trận|Đội (?:Cảnh sát|Quản lý))\b"
)
#: Names of bodies and of persons begin with these: "Đoàn Bá Lịch", "Trường Giang", "Thành Nguyễn".
_NAMES_TOO = lazy_regex(r"(?:Đoàn|Trường)\b")
#: "Theo Bộ Y tế cho biết …", "Theo Nghị quyết số 128" start sentences.
_NO_SOURCE = lazy_regex(
    r"\d{3}|[:!?…]|\b(?:cho biết|cho hay|đánh giá|thống kê|khẳng định|quy định|yêu cầu|thông báo"
    r"|tại|nhận định|Nghị|Quyết định|Kế hoạch|Luật|Thông tư|Chỉ thị|Kết luận|Hướng dẫn|đó|dõi)\b"
)


def is_outlet(text: str) -> bool:
    """Whether the whole of `text` is the name of an outlet: "Báo Nam Định", "TTXVN", "vov.vn"."""
    if len(text) > 80 or ". " in text or _holds_more(text):
        return False
    if text.startswith("Trung tâm") and _CENTRE.fullmatch(text):
        return True
    if is_address(text) or (text[:1].isupper() and text.lower().rstrip(".") in _PAPERS):
        return True
    return _OUTLET.match(text) is not None and len(text.split()) <= 10


def is_address(text: str) -> bool:
    """Whether the whole of `text` is the address of an outlet: "vov.vn", "https://nhandan.vn"."""
    return _DOMAIN.fullmatch(text) is not None


def is_outlet_mark(text: str) -> bool:
    """Whether a line names an outlet as no heading would: "(ĐCSVN)", "baonamdinh.vn", "Báo Nam Định"."""
    name = text.strip("()[] ")
    if name.lower() in _PAPERS or not is_outlet(name):
        return False
    is_paper = name.startswith("Báo ") and name[4].isupper()
    return " " not in name or (is_paper and not any(map(str.isdigit, name)))


def _holds_more(text: str) -> bool:
    """Whether the next piece of a row follows the name: "VOV | Kinh tế", "TTXVN) Zalo", or it is a label."""
    return "|" in text or ": " in text or text.count("(") != text.count(")")


def is_body(text: str) -> bool:
    """Whether the whole of `text` is the name of a public body: "Hội Nông dân tỉnh"."""
    if _BODY.match(text) is None or len(text.split()) > 10 or ". " in text:
        return False
    return not (_NAMES_TOO.match(text) and (is_sure_name(text) or is_place_and_name(text)))


def is_cited(text: str) -> bool:
    """Whether `text` may follow "Theo": an outlet, a body or a name, not the start of a sentence."""
    if is_outlet(text):
        return True
    words = text.split()
    if not 1 <= len(words) <= 10 or len(text) > 80 or _holds_more(text) or _NO_SOURCE.search(text):
        return False
    if is_body(text):
        return "," not in text
    return all(word[0].isupper() for word in words if word[0].isalpha())

"""Names known by their shape: of the peoples of the mountains and the Mekong delta, of monks and Christians.

The syllables of many of them are not Vietnamese, and no list of them would be complete. Shapes: "Giàng A Sử"
(Hmong), "H'Hen Niê", "Y Thanh Hà Niê Kđăm", "Rơ Châm Thúy" (central highlands), "Quàng Văn Chiến" and
"Đàng Thị Mỹ Hương" (any people), "Thích Nữ Diệu Tâm" (monks and nuns).
"""

from collections.abc import Sequence

from dvcrawler.patterns import lazy_regex

#: Before "A" only: most are also separate words.
_HMONG = frozenset(
    "ca cháng chang cư cứ dinh giàng già hạng hảng hầu hờ ly lý lầu lù lừ má mùa ma phàng sình sồng sùng thào"
    " tráng vàng vừ và giống khang sính súa thò chá chớ đinh mã".split()
)
#: Syllables after the family name of the Hmong and Dao: "Lù Seo Chúng", "Vàng Mí Sính", "Tẩn Láo Lở".
_SECOND = frozenset("seo mí láo páo pó sảo mẩy bá".split())
_MOUNTAIN = _HMONG | frozenset("cáo chảo hoàng lồ phàn pờ sần tẩn thền vầy".split())
#: Of the Ê-đê, Gia Rai, Ba Na, Cơ Ho and M'nông; "Y" before the name is that of a man, "H'" that of a woman.
_CLANS = frozenset(
    "niê kđăm kdăm mlô êban ê-ban eban ayun knul byă adrơng ksor rmah rơmah siu kpă nay rahlan rcom rơcom"
    " puih kbuôr bkrông krông hđơk mjao kmăn liêng-hót cil ktla rlan hwing ênuôl hmok bdap eñuôl".split()
)
#: Also of the Cơ Tu ("Alăng Ngước"), Cơ Ho, Hà Nhì and La Chí.
_FIRST_CLANS = frozenset(
    "rơ ksor kpă siu rmah rcom rah puih kpuih niê kđăm alăng pơloong zơ briu bríu bhling arất cil điểu"
    " pờ lỳ phừ thền lừu".split()
)
#: "H'Hen", "K'Brèo"; "Bh'riu" in the middle of the word.
_MARKED = lazy_regex(r"(?:[HKMRLNY]['’][A-ZĐÊÔƠƯĂÂ]|B[hj]['’][a-z])[^\W\d_]{0,12}")
_PEOPLES = frozenset("k'ho m'nông h'mông h'mong m'nong k’ho m’nông h’mông".split())
#: Behind "Y" they are words of medicine.
_NO_HIGHLANDER = frozenset("tế dược học khoa bác sĩ sỹ viện đức tá thuật cụ yên kiến sinh bạ lệnh án".split())
#: "Nhà Văn Hóa", "Siêu Thị Mới": such words contain the middle names, too.
_NO_MIDDLE = frozenset(
    "hóa hoá nghệ minh học miếu phòng bản lang thư trường xã trấn ủy uỷ tứ vọng giác phi công bằng ngữ kiện"
    " hiến vật tế".split()
)
_NO_FAMILY = frozenset(
    "siêu đô thành huyện nông nhà phòng hội lễ tổ ban sở bộ trung ngữ nhân thiên cổ luận hành viện quận"
    " phường làng ấp chị anh ông bà cô chú bác em cháu cụ tp khu biển hiển áp chỉ yết giới".split()
)
_NO_MONK = frozenset("nghi ứng thú hợp đáng chí ca nghĩa".split())
_MONK_SYLLABLES = 3


def is_shaped_name(words: Sequence[str]) -> bool:
    """Whether the words, each with a capital letter, have the shape of a name that is nothing else."""
    lowered = [word.lower() for word in words]
    if _MARKED.fullmatch(words[0]) and lowered[0] not in _PEOPLES:
        return True
    if not 2 <= len(words) <= 5:
        return False
    if lowered[0] == "y":
        return lowered[1] not in _NO_HIGHLANDER and (len(words) == 2 or lowered[-1] in _CLANS)
    if lowered[0] in _FIRST_CLANS:
        return len(words) <= 4
    return len(words) > 2 and _has_middle_name(lowered)


def _has_middle_name(lowered: Sequence[str]) -> bool:
    first, second, third = lowered[:3]
    if second in ("a", "y") or second in _SECOND:
        return _is_highland_name(lowered)
    if first == "thích":
        return second not in _NO_MONK and len(lowered) <= _MONK_SYLLABLES + 1
    is_middle = second in ("văn", "thị")
    return is_middle and first not in _NO_FAMILY and _NO_MIDDLE.isdisjoint((third, lowered[-1]))


def _is_highland_name(lowered: Sequence[str]) -> bool:
    first, second, third = lowered[:3]
    if second == "y":  # a woman's: "Lầu Y Pay"
        return first in _HMONG and len(lowered) == 3 and third not in _NO_HIGHLANDER
    return first in (_HMONG if second == "a" else _MOUNTAIN) and len(lowered) <= 4

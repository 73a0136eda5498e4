"""Vocabulary of the sample portal: names, places, offices and figures, all put together by lot.

The districts are those of the old Nam Định province; people, firms and communes are combinations.
"""

import random
import re
import unicodedata
from collections.abc import Callable

SURNAMES = (
    "Trần",
    "Nguyễn",
    "Phạm",
    "Vũ",
    "Đỗ",
    "Bùi",
    "Đoàn",
    "Lê",
    "Mai",
    "Ngô",
    "Đinh",
    "Hoàng",
)
MIDDLES = (
    "Khắc",
    "Thị",
    "Bá",
    "Duy",
    "Ngọc",
    "Hữu",
    "Xuân",
    "Đình",
    "Quang",
    "Công",
    "Thế",
)
GIVENS = (
    "Khuê", "Nhâm", "Lịch", "Tuyển", "Hảo", "Thuận", "Miên", "Độ", "Quyền", "Sáng", "Thoa",
    "Nhàn", "Lượng", "Đường", "Vinh", "Thắm", "Hợi", "Toàn", "Bình", "Duyên", "Cảnh", "Đạo",
)  # fmt: skip
PEN_FIRST = ("Minh", "Thu", "Việt", "Lam", "Hồng", "Diệu", "Đức", "Thanh", "Ngọc")
PEN_LAST = ("Khuê", "Nhàn", "Miên", "Thuận", "Thoa", "Duyên", "Sáng", "Vinh", "Thắm")

DISTRICTS = (
    "Vụ Bản", "Ý Yên", "Nam Trực", "Trực Ninh", "Xuân Trường", "Giao Thủy", "Hải Hậu",
    "Nghĩa Hưng", "Mỹ Lộc",
)  # fmt: skip
_COMMUNE_FIRST = ("Yên", "Hải", "Nghĩa", "Giao", "Xuân", "Trực", "Nam", "Minh", "Mỹ")
_COMMUNE_LAST = ("Khê", "Trạch", "Lạng", "Bái", "Đông", "Thượng", "Hòa", "Châu", "Lâm")

_CHOICES: dict[str, tuple[str, ...]] = {
    "huyen": DISTRICTS,
    "chuc": (
        "Bí thư Đảng ủy xã", "Chủ tịch UBND xã", "Phó Chủ tịch UBND huyện",
        "Chủ tịch Hội Nông dân xã",
        "Trưởng Phòng Nông nghiệp huyện", "Giám đốc hợp tác xã", "Bí thư Chi bộ thôn",
        "Chủ tịch Hội Phụ nữ xã",
    ),
    "coquan": (
        "UBND tỉnh", "Huyện ủy", "Ủy ban MTTQ huyện", "Đảng ủy xã", "Sở Nông nghiệp", "Sở Y tế",
        "Liên đoàn Lao động tỉnh", "Hội Cựu chiến binh huyện", "Đoàn Thanh niên huyện",
        "Hội Liên hiệp Phụ nữ tỉnh", "Trung tâm Khuyến nông",
    ),
    "cay": ("lúa đặc sản", "khoai tây", "cà chua", "rau an toàn", "cây cảnh", "bí xanh", "hoa cúc",
            "ngô ngọt", "lạc"),
    "vat": ("tôm thẻ chân trắng", "ngao", "cá bống bớp", "gà thả vườn", "lợn nái", "vịt biển",
            "cá diêu hồng"),
    "mohinh": (
        "trồng rau trong nhà màng", "nuôi thủy sản hai giai đoạn", "liên kết sản xuất theo chuỗi",
        "cánh đồng không dấu chân", "thu gom rác thải tại nguồn", "tổ tự quản an ninh trật tự",
        "nhà sạch vườn đẹp", "dân vận khéo ở cơ sở",
    ),
    "nghe": ("đúc đồng", "mộc mỹ nghệ", "dệt lụa", "làm muối", "sơn mài", "đan cói", "ươm tơ"),
    "lehoi": ("lễ hội đền làng", "hội chùa đầu xuân", "hội thi bơi chải", "liên hoan hát văn",
              "hội thi cờ người", "giải vật truyền thống"),
    "buoi": ("Sáng", "Chiều", "Tối"),
    "vu": ("vụ xuân", "vụ mùa", "vụ đông", "vụ chiêm"),
    "muctieu": (
        "nâng cao thu nhập của người dân", "xây dựng nông thôn mới kiểu mẫu",
        "giữ vững quốc phòng, an ninh", "cải cách thủ tục hành chính", "giảm nghèo bền vững",
        "bảo vệ môi trường nông thôn", "chuyển đổi số ở cơ sở",
    ),
}  # fmt: skip


def person(rng: random.Random) -> str:
    return f"{rng.choice(SURNAMES)} {rng.choice(MIDDLES)} {rng.choice(GIVENS)}"


def pen_name(rng: random.Random) -> str:
    return f"{rng.choice(PEN_FIRST)} {rng.choice(PEN_LAST)}"


def commune(rng: random.Random) -> str:
    return f"{rng.choice(_COMMUNE_FIRST)} {rng.choice(_COMMUNE_LAST)}"


def company(rng: random.Random) -> str:
    return f"Công ty cổ phần {rng.choice(PEN_FIRST)} {rng.choice(_COMMUNE_LAST)}"


_MAKERS: dict[str, Callable[[random.Random], str]] = {
    "ten": person,
    "xa": commune,
    "dn": company,
    "so": lambda rng: str(rng.randint(12, 480)),
    "nho": lambda rng: str(rng.randint(2, 11)),
    "nghin": lambda rng: f"{rng.randint(1, 48)}.{rng.randint(0, 999):03d}",
    "pct": lambda rng: f"{rng.randint(3, 98)},{rng.randint(0, 9)}%",
    "ty": lambda rng: f"{rng.randint(2, 960)} tỷ đồng",
    "trieu": lambda rng: f"{rng.randint(4, 95)} triệu đồng",
    "ngay": lambda rng: f"{rng.randint(1, 28)}-{rng.randint(1, 12)}",
    "nam": lambda rng: str(rng.randint(2008, 2021)),
}

_SLOT = re.compile(r"\{(\w+)\}")


def fill(template: str, rng: random.Random) -> str:
    """The template with each `{slot}` replaced by a word of that kind."""

    def word(match: re.Match[str]) -> str:
        slot = match[1]
        maker = _MAKERS.get(slot)
        return maker(rng) if maker else rng.choice(_CHOICES[slot])

    return _SLOT.sub(word, template)


def _without_marks(text: str) -> str:
    spelled = text.replace("Đ", "D").replace("đ", "d")
    return "".join(c for c in unicodedata.normalize("NFD", spelled) if not unicodedata.combining(c))


def slug(text: str, *, camel: bool = False) -> str:
    """`text` as it stands in an address; `camel` keeps capitals, as the paper did until 2013."""
    plain = re.sub(r"[^A-Za-z0-9]+", "-", _without_marks(text)).strip("-")
    return plain if camel else plain.lower()


def party_slug(text: str) -> str:
    """As the party sites write it: a removed mark leaves its hyphen, an apostrophe stays raw."""
    plain = re.sub(r"[^a-z0-9' -]", "-", _without_marks(text).lower().replace('"', "'"))
    return re.sub(r"\s", "-", plain).strip("-")

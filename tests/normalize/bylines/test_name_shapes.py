"""Names known by their shape: of many peoples, of monks and Christians; and what only looks like them."""

import pytest

from dvcrawler.normalize.bylines import is_byline, read_byline
from dvcrawler.normalize.bylines.names import is_possible_name, is_sure_name


@pytest.mark.parametrize(
    "text",
    [
        "Giàng A Sử",
        "Sùng A Dế",
        "Mùa A Tủa",
        "LÝ A VỪ",
        "H'Hen Niê",
        "H’Xíu",
        "K'Brệp",
        "Y Thanh Hà Niê Kđăm",
        "Y Luyện Niê",
        "Y Ban",
        "Y Blắc",
        "Ksor Phước",
        "Kpă Klơng",
        "Rơ Châm Thúy",
        "Siu Hương",
        "Rơ Mah Tuân",
        "Quàng Văn Chiến",
        "Đèo Thị Thủy",
        "Đàng Thị Mỹ Hương",
        "Néang Thị Sa Rươn",
        "Vừ Bá Thông",
        "Thích Nữ Diệu Tâm",
        "Thích Đức Thiện",
        "Lm. Giuse Trần Văn Khoa",
        "Sơ. Maria Nguyễn Thị Hồng",
        "Linh mục Antôn Nguyễn Văn Dũng",
        "Maria Nguyễn Thị Hồng",
        "Hòa thượng Thích Bảo Nghiêm",
        "Lù Seo Chúng",
        "Vàng Mí Sính",
        "Tẩn Láo Lở",
        "Pờ Sảo Mìn",
        "Giàng Páo Lử",
        "Thò Bá Cu",
        "Lầu Y Pay",
        "Đinh A Ngưi",
        "Niê Thanh Mai",
        "Alăng Ngước",
        "Bh'riu Liếc",
        "Điểu K'Ré",
        "Zơ Râm Thị",
        "Cư Seo Lử",
        "Lỳ Mì Xá",
        "Doãn Hồng Nhung",
        "Đái Duy Ban",
        "Nhan Phúc Vinh",
        "Bàng Sỹ Nguyên",
        "Cầm Bá Xiển",
        "Ngạc Văn Giới",
        "Não Thiên Anh Minh",
        "Hảng A Phớn",
        "Poòng Văn Dờ",
        "H' Xíu",
        "H’ Xíu Niê",
        "K' Brèo",
        "H' XÍU NIÊ",
        "H`Xíu Niê",
        "Hʼ Xíu",
        "Trần-Lê Kiều Anh",
        "Nguyễn-Phan Thu Hà",
        "Vũ-Trần Hương",
        "Mục sư Nguyễn Văn Bình",
        "Nữ tu Têrêsa Lê Thị Ngọc",
        "Sư cô Thích Nữ Huệ Liên",
    ],
)
def test_a_name_is_known_by_its_shape(text):
    assert is_sure_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Y Tế",
        "Y Sinh",
        "Y Dược Học",
        "Y Học Cổ Truyền",
        "Nhà Văn Hóa",
        "Siêu Thị Mới",
        "Đô Thị Văn Minh",
        "Thành Thị Nông Thôn",
        "Lễ Văn Miếu",
        "Phòng Văn Hóa",
        "Trung Văn Học",
        "Nhóm A Sáu",
        "Khối A Một",
        "K'Ho",
        "M'Nông",
        "H'Mông",
        "Thích Ứng Nhanh",
        "Maria",
        "Giuse",
        "Linh mục",
        "Hội Nhân Dân",
        "Ban Thị Trường",
        "Chị Thị Nở",
        "Lúa Seo Vụ",
        "Ly Y Tế",
        "Và Y Học",
        "Mùa Bá Đạo Quá Đi",
        "Bản Láo Kia",
        "Nước Mí Thôn",
        "H' nông",
        "Hà-Nam Ninh",
        "Trần-Lê",
        "Đông-Tây Hội Ngộ",
        "giàng a sử",
        "Hội Văn Nghệ Tỉnh",
    ],
)
def test_words_that_only_look_like_a_name_are_not_one(text):
    assert not is_sure_name(text)


@pytest.mark.parametrize("text", ["Jean-Pierre Dupont", "Anne-Marie", "H'Kim Hoa Byă"])
def test_hyphens_and_apostrophes_are_parts_of_names(text):
    assert is_possible_name(text)


def test_a_hyphen_between_vietnamese_names_parts_two_persons():
    assert [each.name for each in read_byline("Thu Hà-Minh Đức").authors] == ["Thu Hà", "Minh Đức"]
    assert not is_possible_name("Hà-Minh Đức")


def test_who_translated_is_named_behind_the_author():
    read = read_byline("John Smith (Minh Anh dịch)")
    assert [(each.name, each.role) for each in read.authors] == [
        ("John Smith", None),
        ("Minh Anh", "compiled"),
    ]
    assert is_byline("Lan Anh (Thu Hà lược dịch)")
    assert not is_byline("Hội nghị (bản dịch)")

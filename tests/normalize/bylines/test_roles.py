"""Lines below a text that say what a person did or is."""

import pytest

from dvcrawler.normalize.bylines.roles import may_name_author


@pytest.mark.parametrize(
    ("line", "may"),
    [
        ("Kịch bản: Thu Hà - Lan Hương", True),
        ("Công chức Văn hóa: Thu Thủy", True),
        ("Giáo viên chủ nhiệm lớp 5A: Phạm Thị Hoa", True),
        ("Chịu trách nhiệm sản xuất: Hồng Minh", True),
        ("Tổ chức thực hiện: Trần Kiên", True),
        ("Ảnh: Duy Khánh", False),
        ("Thiết kế: Mạnh Tường", False),
        ("Biên tập: Duy Khánh - Thu Hà", True),
        ("Biên tập và thiết kế: Duy Khánh", True),
        ("BTV: Duy Khánh", True),
        ("Duyệt bài: Phạm Thị Hoa", True),
        ("Biên tập: Admin", False),
        ("Chịu trách nhiệm nội dung: Duy Khánh", False),
        ("Cập nhật: Duy Khánh", False),
        ("Trưởng ban biên tập: Lê Văn Khoa", False),
        ("Giải nhất: Lê Thu Hà", False),
        ("Trọng tài: Lê Văn Khoa", False),
        ("Mọi chi tiết xin liên hệ: Hội Nông dân", False),
        ("Địa điểm: Nhà văn hóa", False),
    ],
)
def test_only_some_roles_may_be_those_of_an_author(line, may):
    assert may_name_author(line) is may

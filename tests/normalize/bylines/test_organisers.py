"""Who had an article made, as the head and the end of long reads say it."""

import pytest

from dvcrawler.normalize.bylines.roles import find_organisers


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Tổ chức thực hiện: Trần Kiên", "Tổ chức thực hiện: Trần Kiên"),
        ("Chỉ đạo sản xuất: Trần Kiên - Lê Hà", "Chỉ đạo sản xuất: Trần Kiên - Lê Hà"),
        ("12/04/2023 06:00 | Đạo diễn: Trần Kiên, Lê Hà", "Đạo diễn: Trần Kiên, Lê Hà"),
        ("12/04/2023 Chủ biên: Trần Kiên", "Chủ biên: Trần Kiên"),
        ("Tổ chức thực hiện: Hội Nông dân xã", None),
        ("Tổ chức: 1 hội trường", None),
        ("Giải nhì, ban tổ chức: Trần Kiên", None),
        ("Tổ chức thực hiện: Trần Kiên. Nội dung: Lê Hà", None),
    ],
)
def test_organisers_are_persons_behind_such_a_label(line, found):
    assert find_organisers(line) == found

"""Whether a link leads to a section or an article, by the links beside it."""

import pytest

from dvcrawler.families.learning.link_block import LinkBlock
from dvcrawler.families.learning.link_votes import count_votes


@pytest.mark.parametrize(
    ("paths", "title", "is_section"),
    [
        (("/tin-tuc.html", "/hoc-va-lam-theo-bac.html"), "Học và làm theo Bác", True),
        (("/?cat=1", "/?cat=2"), "Thông tin chỉ đạo điều hành", True),
        (("/tin-tuc-1.html", "/an-ninh-2.html"), "Quốc phòng và an ninh", True),
        (("/lien-he", "/tin-tuc/xa-lam-duong-17.htm"), "Xã làm đường liên thôn", False),
        (("/tin-1.html", "/tin-2.html"), "Xã Minh Tân khởi công đường liên thôn", False),
    ],
)
def test_a_longer_name_is_that_of_a_section_beside_a_short_one_with_a_like_address(paths, title, is_section):
    host = "https://xaminhtan.example.vn"
    links = zip(paths, ("Tin tức", title), strict=True)
    votes = count_votes([LinkBlock(f"{host}/", f"{host}{path}", text, "table<td") for path, text in links])
    assert [votes[f"{host}{path}"].is_section for path in paths] == [True, is_section]

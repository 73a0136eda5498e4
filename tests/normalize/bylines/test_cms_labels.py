"""The labels of the Vietnamese language files of each CMS and its themes, with the date where they print one.

NukeViet's `modules/news/language/vi.php`, Joomla's `vi-VN.com_content.ini`, K2's `vi-VN.com_k2.ini`, the `vi.po` of
WordPress' default themes and of Flatsome, JNews and Jannah, Drupal's `vi.po`, blog modules of OpenCart and PyroCMS.
"""

import pytest

from dvcrawler.normalize.bylines import is_byline, read_byline
from dvcrawler.normalize.bylines.fact_rows import split_facts
from dvcrawler.normalize.dates import is_date_line, read_date

AUTHOR = (
    "Tác giả: {}",
    "Tác giả {}",
    "Tác giả khác: {}",
    "Tác giả bài viết: {}",
    "Bút danh: {}",
    "Thông tin tác giả: {}",
    "Viết bởi {}",
    "Viết bởi: {}",
    "Được viết bởi {}",
    "Bài viết được viết bởi {}",
    "Bài viết bởi: {}",
    "Tên tác giả: {}",
    "Người viết: {}",
    "Cộng tác viên: {}",
    "CTV: {}",
    "Tac gia: {}",
    "Nguoi viet: {}",
)
ACCOUNT = (
    "Người đăng bài viết: {}",
    "Người đăng: {}",
    "Người đăng tin: {}",
    "Người gửi: {}",
    "Người tạo: {}",
    "Bởi {}",
    "Bởi: {}",
    "bởi {}",
    "đăng bởi {}",
    "Đăng bởi: {}",
    "Được đăng bởi {}",
    "Đã đăng bởi {}",
    "Bài gửi bởi {}",
    "Được gửi bởi {}",
    "Gửi bởi {}",
    "Tạo bởi {}",
    "Được tạo bởi {}",
    "Xuất bản bởi {}",
    "Được phát hành bởi {}",
    "Chia sẻ bởi: {}",
    "Tin đăng bởi {}",
    "Nguoi dang: {}",
    "Posted by {}",
)
OTHERS = (
    "Bài viết của {}",
    "Soạn bởi {}",
    "Biên soạn bởi {}",
    "Sưu tầm bởi: {}",
    "Người soạn: {}",
    "Nội dung: {}",
    "Tổng hợp: {}",
    "Dịch bởi {}",
    "By {}",
)
SOURCE = (
    "Nguồn tin: {}",
    "Nguồn: {}",
    "Nguồn bài viết: {}",
    "Trích nguồn: {}",
    "Nguồn trích: {}",
    "Nguồn trích dẫn: {}",
    "Theo nguồn: {}",
    "Theo: {}",
    "Nguon: {}",
    "Nguon tin: {}",
    "Source: {}",
)
DATED = (
    "Đăng trong 15/03/2024 bởi {}",
    "Đã đăng trên 15/03/2024 bởi {}",
    "Đăng vào 15/03/2024 bởi {}",
    "Ngày đăng 15/03/2024 bởi {}",
    "Ngày cập nhật 15/03/2024 bởi {}",
    "Được viết ngày 15/03/2024 bởi {}",
    "Được gửi bởi {} vào T6, 15/03/2024 - 08:15",
    "Gửi bởi {} vào ngày 15/03/2024",
    "Bởi {} vào 15/03/2024",
    "Được đăng bởi {} | 15 Tháng 3 2024",
    "Tạo bởi {} ngày 15/03/2024",
    "Posted on 15/03/2024 by {}",
    "Viết bởi: {} - 15/03/2024",
    "Đăng bởi {} lúc 08:15",
    "Đăng bởi: {} • Chuyên mục: Tin tức",
)


@pytest.mark.parametrize("label", [*AUTHOR, *ACCOUNT, *OTHERS])
def test_the_label_of_a_cms_names_a_person(label):
    line = label.format("Vũ Hồng Nhung")
    byline = read_byline(line)
    assert byline is not None
    assert [author.name for author in byline.authors] == ["Vũ Hồng Nhung"]
    assert is_byline(line)


@pytest.mark.parametrize("label", ACCOUNT)
def test_whom_a_cms_prints_as_the_account_yields_to_an_author(label):
    byline = read_byline("Tác giả: Lan Anh\n" + label.format("Vũ Hồng Nhung"))
    assert byline is not None
    assert [author.name for author in byline.authors] == ["Lan Anh"]


@pytest.mark.parametrize("label", [*AUTHOR, *ACCOUNT])
@pytest.mark.parametrize("account", ["admin", "Super User", "Quản trị viên"])
def test_no_label_makes_an_author_of_a_role(label, account):
    assert read_byline(label.format(account)) is None


@pytest.mark.parametrize("label", SOURCE)
def test_the_label_of_a_cms_names_the_source(label):
    byline = read_byline(label.format("Báo Nam Định"))
    assert byline is not None
    assert byline.source == "Báo Nam Định"
    assert byline.authors == ()


@pytest.mark.parametrize("row", DATED)
def test_the_row_of_facts_of_a_theme_gives_the_name_without_the_date(row):
    assert [value for _, value in split_facts(row.format("Vũ Hồng Nhung"))] == ["Vũ Hồng Nhung"]


@pytest.mark.parametrize(
    "label",
    [
        "Đăng lúc",
        "Đăng vào",
        "Đăng ngày",
        "Đăng trong",
        "Đã đăng trên",
        "Được đăng:",
        "Được đăng ngày",
        "Viết ngày",
        "Được viết ngày",
        "Ngày đăng",
        "Ngày tạo",
        "Gửi lúc",
        "Đã gửi",
        "Xuất bản",
        "Được xuất bản vào ngày",
    ],
)
def test_the_label_of_a_cms_makes_a_line_of_a_date(label):
    assert is_date_line(f"{label} 15/03/2024 08:15")
    assert f"{read_date(f'{label} 15 Tháng 3 2024').day}" == "2024-03-15"


@pytest.mark.parametrize(
    "sentence",
    [
        "Bởi thế mà dân làng không ai quên ơn ông.",
        "Bởi Chúa",
        "Bởi Việt Nam",
        "Bởi vì trời mưa to",
        "Giải nhất được trao bởi Hội Nông dân",
        "Bài viết của Người đăng trên báo năm 1925",
        "Bài viết của độc giả",
        "Nội dung của buổi họp",
        "Nước được gửi bởi dòng sông",
    ],
)
def test_a_sentence_that_begins_like_a_label_is_not_a_byline(sentence):
    assert not is_byline(sentence)

"""The body that a contributor belongs to, printed behind the name."""

import pytest

from dvcrawler.items import Author
from dvcrawler.normalize.bylines import is_byline, read_byline
from dvcrawler.normalize.bylines.outlets import is_body


@pytest.mark.parametrize(
    "body",
    [
        "Trạm Y tế xã",
        "Trạm Khuyến nông huyện",
        "Thư viện tỉnh",
        "Bảo tàng tỉnh",
        "Hạt Kiểm lâm huyện Mường La",
        "Chi đoàn thôn 3",
        "Chi hội Phụ nữ xóm 5",
        "Đồn Công an Lạch Giang",
        "Kho bạc Nhà nước khu vực V",
        "Đội Quản lý thị trường số 2",
        "Mặt trận Tổ quốc xã",
        "HND tỉnh",
        "LĐLĐ huyện",
        "CCB xã",
        "Khoa Truyền nhiễm",
        "Khoa Xây dựng Đảng",
        "Khoa Lý luận cơ sở",
    ],
)
@pytest.mark.parametrize("line", ["Nguyễn Thị Hoa – {}", "Nguyễn Thị Hoa, {}", "Nguyễn Thị Hoa ({})"])
def test_the_body_behind_a_name_is_the_office(line, body):
    assert is_byline(line.format(body))
    assert read_byline(line.format(body)).authors == (Author("Nguyễn Thị Hoa", None, body),)


@pytest.mark.parametrize(
    "text", ["Trạm Y tế xã", "Thư viện tỉnh", "Chi đoàn thôn 3", "Đội Cảnh sát giao thông"]
)
def test_a_body_alone_is_not_an_author(text):
    assert not is_byline(text)


@pytest.mark.parametrize("mark", [" - ", " – ", ", "])
def test_the_body_of_an_officer_follows_the_rank(mark):
    found = read_byline(f"Đại úy Trần Văn Bình{mark}Công an xã")
    assert found.authors == (Author("Trần Văn Bình", None, "Đại úy, Công an xã"),)


@pytest.mark.parametrize(
    "rank",
    [
        "Thiếu tá QNCN",
        "Đại úy, QNCN",
        "Thượng úy chuyên nghiệp",
        "Thiếu tá CN",
        "Trung sĩ",
        "Hạ sỹ",
        "Binh nhất",
        "Chuẩn úy",
    ],
)
def test_the_rank_of_a_professional_or_a_conscript_is_the_office(rank):
    assert read_byline(f"{rank} Trần Văn Bình").authors == (Author("Trần Văn Bình", None, rank),)
    assert is_byline(f"Tin, ảnh: {rank} Trần Văn Bình")


@pytest.mark.parametrize("outlet", ["Báo Nam Định", "TTXVN"])
def test_a_person_given_as_source_with_an_outlet_is_its_author(outlet):
    found = read_byline(f"Nguồn: Trần Văn Bình ({outlet})")
    assert (found.authors, found.source) == ((Author("Trần Văn Bình"),), outlet)
    assert read_byline(f"Nguồn: Dân trí ({outlet})").source == "Dân trí"


@pytest.mark.parametrize("name", ["Chi Mai", "Hạt Thị Lan", "Thư Hà"])
def test_names_that_begin_like_a_body_stay_names(name):
    assert name not in (read_byline(f"Tác giả: {name}").source or "")
    assert [each.name for each in read_byline(f"Tác giả: {name}").authors] == [name]


@pytest.mark.parametrize("label", ["Tin, ảnh: ", "Bài và ảnh: ", "Tin: ", "Thực hiện: ", "Tổng hợp: "])
@pytest.mark.parametrize(
    "body", ["Phòng Văn hóa - Xã hội", "Công an xã Hải Minh", "UBND xã", "Hội LHPN huyện"]
)
def test_a_body_behind_a_label_is_where_the_text_is_from(label, body):
    read = read_byline(label + body)
    assert (read.authors, read.source) == ((), body)
    assert is_byline(label + body)


@pytest.mark.parametrize(
    "text",
    [
        "Tin: Hội nghị tổng kết năm",
        "Bài: Hội làng vào xuân",
        "Tin: Công an xã trao tặng xe đạp cho học sinh",
        "Bài viết: Đoàn kết là sức mạnh",
        "Tác giả: Ban biên tập",
        "Bài: Ban Biên tập",
    ],
)
def test_an_event_or_what_a_body_does_behind_a_label_is_not_a_source(text):
    assert read_byline(text) is None


@pytest.mark.parametrize("prefix", ["Cô giáo", "Thầy giáo", "CTV", "PV"])
def test_what_the_person_is_may_be_before_the_name_and_the_body_behind_it(prefix):
    found = read_byline(f"{prefix} Nguyễn Thị Hoa, Trường THCS Hải Lý")
    assert found.authors == (Author("Nguyễn Thị Hoa", None, "Trường THCS Hải Lý"),)


@pytest.mark.parametrize(
    "outlet",
    [
        "Trung tâm VH,TT&TT huyện",
        "Trung tâm Văn hóa, Thông tin và Truyền thông huyện",
        "Trung tâm VH, TT và TT Hải Hậu",
    ],
)
def test_a_comma_in_the_name_of_an_outlet_parts_no_names(outlet):
    found = read_byline(f"Nguyễn Thị Hoa - {outlet}")
    assert is_byline(f"Nguyễn Thị Hoa - {outlet}")
    assert ([author.name for author in found.authors], found.source) == (["Nguyễn Thị Hoa"], outlet)


def test_names_behind_an_outlet_are_authors():
    found = read_byline("Nguyễn Thị Hoa, Trung tâm VH-TT, Trần Văn Bình")
    assert [author.name for author in found.authors] == ["Nguyễn Thị Hoa", "Trần Văn Bình"]


@pytest.mark.parametrize(
    "text",
    [
        "Hội nghị Đảng bộ xã",
        "Hội thảo khoa học về cây lúa",
        "Hội thi cán bộ giỏi",
        "Hội chợ xuân",
        "Phòng cháy chữa cháy",
        "Phòng chống bão lụt",
        "Đoàn kết một lòng",
        "Đảng viên gương mẫu",
        "Bộ phim về làng",
        "Trường hợp khẩn cấp",
        "Ban hành nghị quyết",
        "Viện trợ khẩn cấp",
        "Cục diện mới",
    ],
)
def test_other_words_with_the_same_first_syllable_name_no_body(text):
    assert not is_body(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hội Nông dân xã",
        "Hội đồng nhân dân tỉnh",
        "Phòng Văn hóa huyện",
        "Đoàn Thanh niên xã",
        "Đảng bộ xã",
        "Bộ Y tế",
        "Bộ đội Biên phòng tỉnh",
        "Bộ phận Một cửa xã",
        "Trường Tiểu học xã",
        "Ban Tuyên giáo",
        "Viện Kiểm sát",
        "Cục Thuế tỉnh",
    ],
)
def test_names_of_bodies_stay_such(text):
    assert is_body(text)

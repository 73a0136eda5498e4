"""The labels of Vietnamese CMSs and newspapers: who is the author, who the account, what the source."""

import pytest

from dvcrawler.items import Author
from dvcrawler.normalize.bylines import is_byline, read_byline
from dvcrawler.normalize.bylines.account_lines import is_account_line, is_editor_line
from dvcrawler.normalize.bylines.fact_rows import split_facts
from dvcrawler.normalize.bylines.labels import begins_with_label, is_only_label


def read(text):
    byline = read_byline(text)
    assert byline is not None
    return byline


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Viết bởi Hồng Nhung", "Hồng Nhung", None),
        ("Được viết bởi: Vũ Thị Hồng Nhung", "Vũ Thị Hồng Nhung", None),
        ("Tác giả bài viết: Vũ Thị Hồng Nhung", "Vũ Thị Hồng Nhung", None),
        ("Người viết bài: Hồng Nhung", "Hồng Nhung", None),
        ("Tác giả - Hồng Nhung", "Hồng Nhung", None),
        ("Tác giả/Nguồn: Hồng Nhung", "Hồng Nhung", None),
        ("Bút danh: Mộc Miên", "Mộc Miên", None),
        ("Tác giả: Quang Dũng 72", "Quang Dũng 72", None),
        ("Người sưu tầm: Hồng Nhung", "Hồng Nhung", "compiled"),
        ("ST: Hồng Nhung", "Hồng Nhung", "compiled"),
        ("Người dịch: Hồng Nhung", "Hồng Nhung", "compiled"),
        ("Lời và ảnh: Hồng Nhung", "Hồng Nhung", "text+photo"),
        ("Ảnh và lời: Hồng Nhung", "Hồng Nhung", "text+photo"),
        ("Ảnh: Quang Dũng - Lời: Hồng Nhung", "Hồng Nhung", "text"),
        ("Nội dung: Hồng Nhung - Ảnh: Quang Dũng - Thiết kế: Mai Chi", "Hồng Nhung", "text"),
        ("Chùm ảnh: Quang Dũng", "Quang Dũng", "photo"),
        ("Hồng Nhung - Photos courtesy of Quang Dũng", "Hồng Nhung", None),
        ("Phóng sự ảnh: Quang Dũng", "Quang Dũng", "photo"),
        ("Ghi chép của Hồng Nhung", "Hồng Nhung", "text"),
        ("Tin: Hồng Nhung; Biên tập: Quang Dũng", "Hồng Nhung", "text"),
        ("Hồng Nhung (CTV)", "Hồng Nhung", None),
        ("Nhóm P.V", "Nhóm P.V", None),
        ("Nhóm phóng viên thời sự", "Nhóm phóng viên thời sự", None),
        ("Nhóm PV Nông nghiệp", "Nhóm PV Nông nghiệp", None),
        ("Nhóm phóng viên Ban Thời sự - Chính trị", "Nhóm phóng viên Ban Thời sự - Chính trị", None),
        ("PGS, TS Vũ Hồng Nhung", "PGS.TS Vũ Hồng Nhung", None),
        ("BS.CKII Vũ Hồng Nhung", "BS.CKII Vũ Hồng Nhung", None),
        ("NSND Quang Dũng", "NSND Quang Dũng", None),
        ("Nhà thơ Vũ Quang Dũng", "Vũ Quang Dũng", None),
        ("Ng.Dũng", "Ng.Dũng", None),
    ],
)
def test_the_label_tells_the_author_and_the_role(text, name, role):
    assert read(text).authors == (Author(name, role),)
    assert is_byline(text)


@pytest.mark.parametrize(
    "text",
    [
        "Người đăng: Vũ Quang Dũng",
        "Người đăng bài viết: Vũ Quang Dũng",
        "Được đăng bởi Vũ Quang Dũng",
        "Được gửi bởi Vũ Quang Dũng",
        "Posted by: Vũ Quang Dũng",
    ],
)
def test_an_account_named_after_a_person_is_the_author_only_where_nobody_else_is_named(text):
    assert read(text).authors == (Author("Vũ Quang Dũng"),)
    assert read(f"Hồng Nhung\n{text}").authors == (Author("Hồng Nhung"),)
    assert read(f"Nguồn: TTXVN\n{text}").authors == ()


@pytest.mark.parametrize(
    ("text", "names", "source"),
    [
        ("Theo Hồng Nhung", ["Hồng Nhung"], None),
        ("(Theo Vũ Quang Dũng)", ["Vũ Quang Dũng"], None),
        ("Theo Hồng Nhung - Dân trí", ["Hồng Nhung"], "Dân trí"),
        ("Theo Hồng Nhung/Dân Việt", ["Hồng Nhung"], "Dân Việt"),
        ("Theo Hồng Nhung (VietnamNet)", ["Hồng Nhung"], "VietnamNet"),
        ("Hồng Nhung (TTXVN), Thu Lan (Báo Nhân Dân)", ["Hồng Nhung", "Thu Lan"], "TTXVN, Báo Nhân Dân"),
        ("Hồng Nhung (VOV) và Thu Lan (VTV)", ["Hồng Nhung", "Thu Lan"], "VOV, VTV"),
        ("Hồng Nhung/TTXVN - Thu Lan/VOV", ["Hồng Nhung", "Thu Lan"], "TTXVN, VOV"),
        ("Hồng Nhung, PV TTXVN; Thu Lan, PV VOV", ["Hồng Nhung", "Thu Lan"], "TTXVN, VOV"),
        ("Hồng Nhung (TTXVN), Thu Lan (TTXVN)", ["Hồng Nhung", "Thu Lan"], "TTXVN"),
        ("Theo Dân Trí", [], "Dân Trí"),
        ("Dẫn theo Báo Nhân Dân", [], "Báo Nhân Dân"),
        ("Lược dịch theo BBC", [], "BBC"),
        ("Hồng Nhung, dẫn theo VOV", ["Hồng Nhung"], "VOV"),
        ("Đăng lại từ Báo Nhân Dân", [], "Báo Nhân Dân"),
        ("Theo Nhân Dân", [], "Nhân Dân"),
        ("Theo Quân đội nhân dân", [], "Quân đội nhân dân"),
        ("Theo báo Tiền Phong", [], "báo Tiền Phong"),
        ("Nguồn tin bài: Cổng TTĐT huyện", [], "Cổng TTĐT huyện"),
    ],
)
def test_theo_names_the_author_before_a_person_and_the_source_before_an_outlet(text, names, source):
    byline = read(text)
    assert [author.name for author in byline.authors] == names
    assert byline.source == source


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Vũ Thị Hồng - Công chức VHXH xã", "Công chức VHXH xã"),
        ("Vũ Thị Hồng, giáo viên Trường THCS", "giáo viên Trường THCS"),
        ("Vũ Thị Hồng - Trường Tiểu học Hải Minh", "Trường Tiểu học Hải Minh"),
    ],
)
def test_the_occupation_of_a_contributor_is_the_office(text, office):
    assert read(text).authors == (Author("Vũ Thị Hồng", None, office),)


@pytest.mark.parametrize(
    "text",
    [
        "Viết bởi Super User",
        "Viết bởi: admin",
        "Người đăng: Administrator",
        "Đăng bởi Ban biên tập",
        "Đăng bởi: hoangnt",
        "Người đăng: Van phong UBND",
        "Được gửi bởi quantri",
        "admin admin",
        "loading…",
        "Đang tải...",
        "{{author}}",
        "Tác giả: Đang cập nhật",
    ],
)
def test_a_line_of_an_account_or_a_widget_names_nobody(text):
    assert is_account_line(text)
    assert read_byline(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Pho Ban bien tap",
        "Van Phong",
        "Phong Van Hoa",
        "Truyen Thong",
        "Cong Thong Tin",
        "Doan Thanh Nien",
        "Quan Tri",
        "Hoi Nong Dan",
        "Vp Hdnd",
        "Super User",
        "System Account",
        "Test Test",
        "Thường trực HĐND",
        "TH",
        "PGS",
    ],
)
def test_an_office_or_a_default_account_is_not_a_person(text):
    assert read_byline(text) is None


@pytest.mark.parametrize("text", ["Hồng Nhung", "Người đăng: Vũ Quang Dũng", "Xin cảm ơn!", "Theo TTXVN", ""])
def test_persons_outlets_and_sentences_are_not_account_lines(text):
    assert not is_account_line(text)


def test_an_editor_is_not_an_author():
    assert is_editor_line("Biên tập: Quang Dũng")
    assert read_byline("Biên tập: Quang Dũng") is None
    assert not is_editor_line("Biên tập: nội dung cần ngắn gọn")


@pytest.mark.parametrize(
    ("row", "facts"),
    [
        ("12/03/2021 - Tác giả: Hồng Nhung - Lượt xem: 5", [("author", "Hồng Nhung")]),
        ("Tác giả: Hồng Nhung - Quang Dũng | 12/03/2021", [("author", "Hồng Nhung - Quang Dũng")]),
        ("Đăng lúc 8:15 - Người đăng bài viết: Quang Dũng", [("account", "Quang Dũng")]),
        ("12/03/2021 bởi Vũ Quang Dũng", [("account", "Vũ Quang Dũng")]),
        ("Nguồn tin: TTXVN", [("source", "TTXVN")]),
        ("Cây cầu được tài trợ bởi Vũ Quang Dũng", []),
        ("Cuốn sách ấy được viết bởi Vũ Quang Dũng", []),
    ],
)
def test_a_row_of_facts_is_read_up_to_the_next_fact(row, facts):
    assert split_facts(row) == facts


@pytest.mark.parametrize(
    ("text", "names", "role"),
    [
        ("Hồng Minh ghi", ["Hồng Minh"], "compiled"),
        ("Hồng Minh lược ghi", ["Hồng Minh"], "compiled"),
        ("Hồng Minh - Tổng hợp", ["Hồng Minh"], "compiled"),
        ("Trần Mai sưu tầm, biên soạn", ["Trần Mai"], "compiled"),
        ("Trần Mai sưu tầm và giới thiệu", ["Trần Mai"], "compiled"),
        ("Trần Mai; Ảnh: ST", ["Trần Mai"], None),
        ("Trần Mai. Ảnh: Sưu tầm", ["Trần Mai"], None),
        ("Trần Mai\nẢnh: S.T", ["Trần Mai"], None),
        ("Lan Anh - Thu Hà biên dịch", ["Lan Anh", "Thu Hà"], "compiled"),
        ("Hồng Minh thể hiện", ["Hồng Minh"], "performed"),
        ("Thanh Ngọc và cộng sự", ["Thanh Ngọc"], None),
        ("Thanh Ngọc và nhóm PV", ["Thanh Ngọc"], None),
        ("Thanh Ngọc Copy link", ["Thanh Ngọc"], None),
        ("Thanh Ngọc sao chép liên kết", ["Thanh Ngọc"], None),
        ("Bài, ảnh: Thanh Ngọc và CTV", ["Thanh Ngọc"], "text+photo"),
    ],
)
def test_what_the_authors_did_and_unnamed_others_may_follow_their_names(text, names, role):
    assert is_byline(text)
    assert [(author.name, author.role) for author in read(text).authors] == [(name, role) for name in names]


@pytest.mark.parametrize("text", ["Công ty ghi", "Lễ hội Phủ Dầy ghi", "Thủ kho và cộng sự", "Sổ tay ghi"])
def test_words_of_roles_behind_anything_but_names_make_no_byline(text):
    assert not is_byline(text)


@pytest.mark.parametrize(
    "address",
    ["Xã Nam Mỹ", "Thôn 3, xã Nam Mỹ", "TP Nam Định", "Số 5 Trần Phú", "Tổ dân phố Đông, thị trấn Cồn"],
)
def test_the_address_of_a_contributor_is_the_office(address):
    for text in (f"Vũ Thị Hồng - {address}", f"Vũ Thị Hồng\n{address}"):
        assert read(text).authors == (Author("Vũ Thị Hồng", None, address),)


@pytest.mark.parametrize(
    "text",
    [
        "Phường Năng Tĩnh",
        "Quận Ba Đình",
        "Thôn Đông",
        "Xóm Trại",
        "Viện Kiểm Sát",
        "Thị Trấn Cồn",
        "Khu Phố Ba",
        "Chi Bộ Thôn",
        "Liên Đoàn Lao",
        "Bệnh Viện Đa",
        "Nhà Máy May",
        "Ngân Hàng Nông",
        "Trạm Y Tế",
        "Kho Bạc",
        "Tòa Án",
        "Kiểm Lâm",
        "Văn Phòng Tỉnh",
        "Trường Tiểu Học",
    ],
)
def test_a_place_or_a_body_in_capitals_is_not_a_person(text):
    assert read_byline(text) is None


@pytest.mark.parametrize("text", ["Ngân Hà", "Thanh Trà", "Chi Mai", "Quân Anh", "Trường Giang", "Liên Hoa"])
def test_a_name_that_begins_like_a_body_stays_a_name(text):
    assert [author.name for author in read(text).authors] == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tin, bài và ảnh: Lan Anh", True),
        ("- Thông tin cộng tác viên bài viết khác : Lan Anh", True),
        ("Theo nguồn bài viết trích dẫn thông tin : Báo Mới", True),
        ("TRÍCH TỪ BÁO NHÂN DÂN", True),
        ("Story by Lan Anh", True),
        ("Photos courtesy of the museum", True),
        (f"Lan Anh{' và bạn' * 40}. Ảnh: Quang Dũng", False),
        ("Đường liên thôn dài ba cây số", False),
    ],
)
def test_a_label_counts_only_where_a_line_begins_with_it(text, expected):
    assert begins_with_label(text, " -") is expected


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Nguồn: nước cho trạm lấy từ sông Ninh Cơ qua cống Múc 2.", None),
        ("Nguồn: tư liệu của gia đình", "tư liệu của gia đình"),
        ("Nguồn: cổng thông tin điện tử xã Mẫu tỉnh Thử", "cổng thông tin điện tử xã Mẫu tỉnh Thử"),
        ("Nguồn: https://vidu.vn/tin-tuc/mot-bai-bao-dai", "https://vidu.vn/tin-tuc/mot-bai-bao-dai"),
    ],
)
def test_a_sentence_behind_the_label_of_a_source_names_none(text, source):
    found = read_byline(text)
    assert (found.source if found else None) == source


@pytest.mark.parametrize(
    ("text", "is_label"),
    [
        ("Tác giả:", True),
        ("Tác giả: Nguồn:", True),
        ("Tác giả: Lan Anh", False),
        ("Nguồn: Tác giả: Lan Anh", False),
        ("Nước lên ngang mặt đê", False),
        ("", False),
    ],
)
def test_a_label_alone_is_told_from_one_with_a_value(text, is_label):
    assert is_only_label(text) is is_label

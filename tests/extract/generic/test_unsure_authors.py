"""Names that may be the author's or another's: of whom the text tells, beside the article, places."""

import pytest

from tests.extract.notice_pages import DATE, FOOT, MENU, PROSE, SENTENCES, TITLE, make_page, read
from tests.extract.test_vnpt import parts

RIGHT = "<p style='text-align:right'><b>{}</b></p>"
TOLD = "<p>Bà Nguyễn Thị Hòa, Trưởng ban quản lý đê, cho biết các cống đã được kê kích và tra dầu từ đầu tháng.</p>"
QUOTED = "<p><i>“Phải giữ từng mét đê như giữ sân nhà mình, năm nào cũng vậy.”</i></p>"
VERSES = "<p><i>Quê hương là chùm khế ngọt<br>Cho con trèo hái mỗi ngày</i></p>"
STATED = (
    f'<meta property="og:title" content="{TITLE}"><script type="application/ld+json">{{"@type": "NewsArticle",'
    f' "headline": "{TITLE}", "author": {{"@type": "Organization", "name": "Xã Thanh Lợi"}}}}</script>'
)


def problem_of(record, field="author"):
    return next((each["code"] for each in record["problems"] if each["field"] == field), None)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("head", ["", STATED], ids=["bare", "stated"])
@pytest.mark.parametrize(
    ("closing", "name"),
    [
        (TOLD + RIGHT.format("Nguyễn Thị Hòa"), "Nguyễn Thị Hòa"),
        (TOLD + RIGHT.format("NGUYỄN THỊ HÒA"), "Nguyễn Thị Hòa"),
        (TOLD + "<p><b>Nguyễn Thị Hòa</b></p>", "Nguyễn Thị Hòa"),
        (TOLD + "<p><img src='/1.jpg'></p>" + RIGHT.format("Nguyễn Thị Hòa"), "Nguyễn Thị Hòa"),
        (TOLD.replace("Nguyễn Thị Hòa", "Lan Anh") + RIGHT.format("Lan Anh"), "Lan Anh"),
        (TOLD.replace("Bà Nguyễn Thị Hòa", "Đồng chí Bùi Sơn") + RIGHT.format("Bùi Sơn"), "Bùi Sơn"),
        (
            TOLD.replace("Bà Nguyễn", "Theo nghệ nhân Nguyễn") + RIGHT.format("Nguyễn Thị Hòa"),
            "Nguyễn Thị Hòa",
        ),
        (QUOTED + RIGHT.format("Trần Văn Khải"), "Trần Văn Khải"),
        (TOLD.replace("Bà", "Phóng viên Báo Ví Dụ gặp") + RIGHT.format("Nguyễn Thị Hòa"), "Nguyễn Thị Hòa"),
        (TOLD.replace("Bà", "Trong video của bà") + RIGHT.format("Nguyễn Thị Hòa"), "Nguyễn Thị Hòa"),
        (VERSES + RIGHT.format("Đỗ Trung Quân"), "Đỗ Trung Quân"),
        (TOLD + QUOTED + RIGHT.format("Nguyễn Thị Hòa"), "Nguyễn Thị Hòa"),
    ],
)
def test_who_signs_is_doubted_where_the_text_tells_of_the_person(closing, name, head):
    record = read(make_page(PROSE + closing, head=head, body="content-detail"))
    assert (record["author"], problem_of(record)) == (name, "doubtful_author")


def test_who_signs_is_sure_where_the_page_states_the_person_as_its_author():
    head = STATED.replace("Organization", "Person").replace("Xã Thanh Lợi", "Nguyễn Thị Hòa")
    record = read(make_page(PROSE + TOLD + RIGHT.format("NGUYỄN THỊ HÒA"), head=head, body="content-detail"))
    assert (record["author"], problem_of(record)) == ("Nguyễn Thị Hòa", None)


@pytest.mark.parametrize(
    "closing",
    [
        TOLD + RIGHT.format("Lan Anh"),
        TOLD.replace("Bà Nguyễn Thị Hòa", "Phóng viên Lan Anh") + RIGHT.format("Lan Anh"),
        TOLD.replace("Bà Nguyễn Thị Hòa", "Trường THCS Lan Anh") + RIGHT.format("Lan Anh"),
        TOLD.replace("Bà Nguyễn Thị Hòa", "Bà Nguyễn Lan Anh") + RIGHT.format("Lan Anh"),
        TOLD.replace("Nguyễn Thị Hòa", "Lan Anh") + RIGHT.format("Bài, ảnh: Lan Anh"),
        TOLD.replace("Nguyễn Thị Hòa", "Lan Anh") + RIGHT.format("Lan Anh (ghi)"),
        "<p>Ông Khải nói thêm:</p>" + QUOTED + RIGHT.format("Lan Anh"),
        TOLD + QUOTED + RIGHT.format("Lan Anh"),
        "<p>Ông nghĩ gì về con đê?</p>" + QUOTED + RIGHT.format("Lan Anh"),
        "<p><i>“Toàn dân giữ đê, giữ đồng, giữ làng”</i></p>" + RIGHT.format("Lan Anh"),
        "<p>Chị Lan Anh Thư góp mười ngày công đắp đê.</p>" + RIGHT.format("Lan Anh"),
        *(
            f"<p>{text}</p>" + RIGHT.format("Trần Lan Anh")
            for text in (
                "Phóng viên Báo Ví Dụ Trần Lan Anh đã theo đoàn xuống từng xóm.",
                "Đoàn viên đắp đê sáng 12-6. (Ảnh: Trần Lan Anh)",
                "Chùm ảnh của Trần Lan Anh ghi lại buổi sáng ấy.",
                "Ảnh do Trần Lan Anh chụp tại cống số 3.",
                "Phóng sự do Trần Lan Anh thực hiện từ đầu tháng.",
                "Người viết bài này, Trần Lan Anh, từng sống ở xóm 4.",
                "CTV Trần Lan Anh gửi tin từ mặt đê.",
            )
        ),
        TOLD + RIGHT.format("Lan Anh - Nguyễn Thị Hòa"),
    ],
)
def test_a_byline_that_names_nobody_the_text_speaks_of_is_sure(closing):
    record = read(make_page(PROSE + closing, body="content-detail"))
    assert "Lan Anh" in record["author"]
    assert problem_of(record) is None


@pytest.mark.parametrize("name", ["Hà Giang", "Xuân Thủy", "Thái Bình", "HẢI DƯƠNG", "Trường Sơn"])
def test_a_place_that_persons_are_called_after_is_a_doubt_unless_a_label_says_who_it_is(name):
    for form in (
        RIGHT,
        "<p>{}</p>",
        "<p class='author'>{}</p>",
        "</div><div class='ky'><b>{}</b></div><div>",
    ):
        record = read(make_page(PROSE + form.format(name), body="content-detail"))
        assert (record["author"], record["source"], problem_of(record)) == (None, None, "name_below_text")
    above = read(make_page(PROSE, date=f"{DATE}</div><div class='author'>{name}", body="content-detail"))
    assert (above["author"], problem_of(above)) == (None, "name_below_text")
    for line in (f"Tác giả: {name}", f"Bài, ảnh: {name}", f"{name} (tổng hợp)"):
        record = read(make_page(PROSE + RIGHT.format(line), body="content-detail"))
        assert (record["author"] or "").lower() == name.lower()
        assert (problem_of(record), record["body"]) == (None, "\n\n".join(SENTENCES))


@pytest.mark.parametrize(
    ("line", "author", "source"),
    [
        ("Lan Anh (dịch)", "Lan Anh", None),
        ("Lan Anh (s/t)", "Lan Anh", None),
        ("Lan Anh t/h", "Lan Anh", None),
        ("Lan Anh (lược thuật)", "Lan Anh", None),
        ("Lan Anh (sưu tầm & biên soạn)", "Lan Anh", None),
        ("Lan Anh (giới thiệu)", "Lan Anh", None),
        ("Lan Anh (gt)", "Lan Anh", None),
        ("(Theo Trí thức trẻ)", None, "Trí thức trẻ"),
        ("(Theo Đại biểu Nhân dân)", None, "Đại biểu Nhân dân"),
        ("Theo Khỏe 365", None, "Khỏe 365"),
        ("(ST)", None, None),
    ],
)
def test_who_compiled_a_text_and_from_where_leaves_it(line, author, source):
    record = read(make_page(PROSE + f"<p>{line}</p>", body="content-detail"))
    assert (record["author"], record["source"]) == (author, source)
    assert record["body"] == "\n\n".join(SENTENCES)
    assert parts("".join(f"<p>{text}</p>" for text in (*SENTENCES, line))).paragraphs == SENTENCES
    assert [each["role"] for each in record["authors"]] == ["compiled"] * bool(author)


def test_a_source_that_no_list_has_is_a_doubt():
    for line in ("(Theo Chuyện làng quê)", "Theo Góc nhìn phố huyện", "Nguồn Bản tin thôn Đông"):
        record = read(make_page(PROSE + f"<p>{line}</p>", body="content-detail"))
        assert (record["body"].endswith(line), problem_of(record)) == (True, "name_below_text")


ARTICLE = f"<h1>{TITLE}</h1><div class='ngay-dang'>{DATE}</div><div>{PROSE}</div>"
BESIDE = [
    "<div class='author'><img src='/k.jpg'><a href='#'>Trần Văn Khải</a><p>Bí thư Huyện ủy</p></div>",
    "<h3>Gương mặt</h3><div class='author-name'>Trần Văn Khải</div>",
    "<h3>Chân dung</h3><p class='tac-gia'>Trần Văn Khải</p>",
    "<div class='author'>Trần Văn Khải</div><div>Trưởng ban Biên tập</div>",
    "<div class='byline'>Trần Văn Khải</div><p>Người chịu trách nhiệm xuất bản</p>",
    "<p>Lãnh đạo huyện</p><span class='author'>Trần Văn Khải</span>",
]


@pytest.mark.parametrize("head", ["", STATED], ids=["bare", "stated"])
@pytest.mark.parametrize("box", BESIDE)
def test_a_person_of_an_unnamed_column_is_not_the_author(box, head):
    page = f"<title>{TITLE}</title>{head}{MENU}<div><div class='a1'>{ARTICLE}</div><div class='b2'>{box}</div></div>{FOOT}"
    record = read(page.encode())
    assert (record["author"], problem_of(record)) == (None, "name_below_text")


def test_a_name_alone_beside_an_article_is_doubted_and_the_stated_one_is_sure():
    page = f"<title>{TITLE}</title>%s{MENU}<div><div>{ARTICLE}</div><div><p class='author'>Trần Văn Khải</p></div></div>{FOOT}"
    stated = STATED.replace("Organization", "Person").replace("Xã Thanh Lợi", "Trần Văn Khải")
    for head, doubt in (("", "doubtful_author"), (STATED, "doubtful_author"), (stated, None)):
        record = read((page % head).encode())
        assert (record["author"], problem_of(record)) == ("Trần Văn Khải", doubt)


@pytest.mark.parametrize(
    "head",
    [
        "{}",
        "{} | Báo Ví Dụ",
        "Báo Ví Dụ | {}",
        "{} - Báo Ví Dụ điện tử",
        "{} - Nông nghiệp - Báo Ví Dụ",
        "Cổng thông tin điện tử xã Thanh Lợi » {}",
        "{} – vidu.vn",
        "Trang chủ > Tin tức > {}",
        "{} | Tin tức",
        "{} :: Ví Dụ",
    ],
)
def test_a_headline_in_the_title_alone_is_read_with_a_doubt(head):
    for above in ("", "<h1>Báo Ví Dụ</h1>", "<img src='/tieu-de.png'>"):
        page = f"<title>{head.format(TITLE)}</title>{MENU}{above}<div class='d'>{DATE}</div><div>{PROSE}</div>{FOOT}"
        record = read(page.encode())
        assert (record["title"], record["date"]) == (TITLE, "2023-06-12")
        assert (problem_of(record, "title"), record["body"]) == ("unconfirmed_title", "\n\n".join(SENTENCES))


@pytest.mark.parametrize(
    "head",
    [
        "Báo Ví Dụ",
        "Tin tức - Báo Ví Dụ",
        "Chi tiết tin - Cổng thông tin điện tử",
        "Liên hệ",
        f"{TITLE} Há뮙i nghá뮋 á몢nh",
    ],
)
def test_a_title_that_is_garbled_or_names_site_or_section_is_not_a_headline(head):
    page = f"<title>{head}</title>{MENU}<div class='d'>{DATE}</div><div>{PROSE}</div>{FOOT}"
    assert read(page.encode()).code == "no_layout"


def test_a_text_without_a_date_is_not_read_for_its_title():
    page = f"<title>{TITLE}</title>{MENU}<div>{PROSE}</div>{FOOT}"
    assert read(page.encode()).code == "no_layout"


@pytest.mark.parametrize("date", ["12/06/20223", "1 2/06/2023", "12-06-20231", "12/06/2O23", "31/02/2023"])
def test_a_date_that_was_typed_wrong_is_none(date):
    record = read(make_page(PROSE, date=date, head=STATED))
    assert (record["date"], record["problems"][0]["field"]) == (None, "date")

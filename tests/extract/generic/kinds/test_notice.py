"""Short notices of portals: what is read, and what only looks like one."""

import pytest

from dvcrawler.extract import PageCode, RecordRefused
from tests.extract.notice_pages import DATE, MENU, PROSE, TITLE, make_page, read

FILE = '<p><a href="/tep/lich.pdf">lich.pdf</a></p>'

NOTICES = {
    "one sentence": ("<p>Mời các xóm cử người dự tập huấn trừ cỏ tại hội trường xã.</p>", None),
    "a sentence of a few words": ("<p>Nghỉ tiếp dân ngày thứ tư.</p>", None),
    "a sentence and a file": (f"<p>Lịch trực trạm bơm tháng sáu.</p>{FILE}", None),
    "a sentence that points to the file": (f"<p>Nội dung chi tiết xem tệp đính kèm.</p>{FILE}", None),
    "two lines with a break": (
        "<p>Thời gian: 7 giờ 30 sáng thứ hai.<br>Địa điểm: nhà văn hóa xóm 3.</p>",
        None,
    ),
    "text without a paragraph": ("Kính mời bà con dự lễ ra quân dọn kênh.", None),
    "text in a cell": ("<table><tr><td>Kính mời bà con dự lễ ra quân dọn kênh.</td></tr></table>", None),
    "a list": ("<ul><li>Xóm 1 trực ngày lẻ tại cống Đông.</li><li>Xóm 2 trực ngày chẵn.</li></ul>", None),
    "a table of duties": (
        "<table><tr><th>Ngày</th><th>Người trực</th></tr><tr><td>Thứ hai</td><td>Ông Kha</td></tr>"
        "<tr><td>Thứ ba</td><td>Bà Thơm</td></tr></table>",
        None,
    ),
    "with a picture": ("<p>Poster tuyên truyền phòng chống đuối nước.</p><img src='/anh/poster.jpg'>", None),
    "a box called notice": ("<p>Từ thứ hai, bộ phận một cửa làm việc tại nhà mới.</p>", "notice-content"),
    "with buttons": (
        "<p>Tuyển một cán bộ thú y xã, nộp hồ sơ trước ngày 30.</p><a href='#'>In trang</a>",
        None,
    ),
}


@pytest.mark.parametrize("content, box", NOTICES.values(), ids=NOTICES)
def test_a_dated_notice_is_read(content, box):
    record = read(make_page(content, body=box or "chi-tiet-tin"))
    assert not isinstance(record, RecordRefused), record
    assert (record["title"], record["published_at"]) == (TITLE, "2023-06-12T07:40:00+07:00")
    assert record["body"]
    for other in ("Công văn", "Văn bản mới", "UBND", "lich.pdf", "07:40", "In trang"):
        assert other not in record["body"]


@pytest.mark.parametrize(
    "content, kind",
    [
        (f"<p>Lịch trực trạm bơm tháng sáu.</p>{FILE}", "article"),
        (f"<p>Nội dung chi tiết xem tệp đính kèm.</p>{FILE}", "document"),
        (FILE, "document"),
    ],
)
def test_the_file_of_a_notice_is_its_document(content, kind):
    record = read(make_page(content))
    assert [each["url"] for each in record["documents"]] == ["https://xathanhloi.example.vn/tep/lich.pdf"]
    assert record["kind"] == kind


@pytest.mark.parametrize("constant", ["Cổng thông tin điện tử xã Thanh Lợi", "Thông báo", "KH"])
@pytest.mark.parametrize(
    "content", [f"<p>Nội dung chi tiết xem tệp đính kèm.</p>{FILE}", FILE, NOTICES["a list"][0]]
)
def test_the_only_heading_of_a_notice_counts_where_every_page_has_the_same_title(constant, content):
    page = make_page(content).replace(
        f"<title>{TITLE} - Xã Thanh Lợi".encode(), f"<title>{constant}".encode()
    )
    record = read(page)
    assert record["title"] == TITLE
    assert [(each["field"], each["code"]) for each in record["problems"]] == [("title", "unconfirmed_title")]


@pytest.mark.parametrize(
    "other", ["<h1>Lịch tiếp dân của xã Thanh Lợi</h1>", '<meta property="og:title" content="Lịch trực đê">']
)
def test_a_heading_among_others_or_against_a_stated_title_is_not_that_of_a_notice(other):
    page = make_page(FILE).replace(f"<title>{TITLE} - Xã Thanh Lợi".encode(), f"{other}<title>KH".encode())
    assert isinstance(read(page), RecordRefused)


def test_a_notice_in_the_form_of_the_whole_page_is_read():
    page = make_page("<p>Nghỉ tiếp dân ngày thứ tư.</p>")
    page = page.replace(b"<div class='khung'>", b"<form id='aspnetForm'><div class='khung'>")
    page = page.replace(b"<footer>", b"</form><footer>")
    assert read(page)["body"] == "Nghỉ tiếp dân ngày thứ tư."


OTHERS = "".join(
    f"<tr><td>- <a href='/itemid/{n}/Default.aspx'>Xã Thanh Lợi đón đoàn kiểm tra thứ {n}</a></td></tr>"
    for n in (11, 12, 13)
)


@pytest.mark.parametrize("rows", ["{title}{date}", "{date}{title}"])
@pytest.mark.parametrize(
    "content", ["<p>Mời các xóm cử người dự tập huấn trừ cỏ tại hội trường xã.</p>", FILE]
)
def test_a_notice_in_old_tables_above_other_articles_is_read(rows, content):
    title = f"<tr><td><span id='ctl00_lblTieuDe'>{TITLE}</span></td></tr>"
    head = rows.format(title=title, date=f"<tr><td><span class='NewsDate'>{DATE}</span></td></tr>")
    page = (
        f"<html><head><title>Cổng thông tin điện tử xã Thanh Lợi</title></head><body>{MENU}<table><tr><td>"
        f"<table>{head}<tr><td>{content}</td></tr></table><table><tr><td>Các tin khác:</td></tr>{OTHERS}</table>"
        "</td></tr></table></body></html>"
    )
    record = read(page.encode())
    assert (record["title"], record["published_at"]) == (TITLE, "2023-06-12T07:40:00+07:00")
    assert [each["code"] for each in record["problems"]] == ["unconfirmed_title"]
    assert "đoàn kiểm tra" not in record["body"]


@pytest.mark.parametrize("date", ["", "Tác giả: Ban biên tập", "Cổng thông tin xã"])
def test_a_notice_without_a_date_is_refused(date):
    assert isinstance(read(make_page("<p>Nghỉ tiếp dân ngày thứ tư.</p>", date=date)), RecordRefused)


REFUSED = {
    "nothing below the headline": "",
    "a waiting line": "<p>Nội dung đang được cập nhật…</p>",
    "a missing page": "<p>Bài viết không tồn tại hoặc đã bị xóa.</p>",
    "a gate": "<p>Vui lòng đăng nhập để xem nội dung này.</p>",
    "only other articles": "<h3><a href='/tin/bai-khac-1.html'>Xã Thanh Lợi đón đoàn kiểm tra của huyện</a></h3>",
    "a list of headlines": "".join(
        f"<div><a href='/tin/bai-{n}.html'>Xã Thanh Lợi đón đoàn kiểm tra thứ {n} của huyện</a>"
        f"<p>Đoàn kiểm tra thứ {n} làm việc tại hội trường.</p></div>"
        for n in range(5)
    ),
    "a box of other articles": "<p>Tin liên quan</p><p>Đoàn kiểm tra làm việc tại hội trường xã.</p>",
    "a comment form": "<form><label>Ý kiến của bạn về nội dung này</label><input></form>",
    "a footer": "<footer><p>Trụ sở: xóm 5, xã Thanh Lợi, huyện Vụ Bản</p></footer>",
    "an error": "<p>404 not found</p>",
}


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_what_holds_no_text_is_refused(content):
    refused = read(make_page(content))
    assert isinstance(refused, RecordRefused), refused["body"]
    assert refused.code is PageCode.NO_LAYOUT


def test_the_date_of_today_in_the_pages_head_dates_no_notice():
    page = make_page("<p>Nghỉ tiếp dân ngày thứ tư.</p>", date="")
    page = page.replace(
        b"<div class='khung'>", b"<div class='top-bar'>12/06/2023 07:40</div><div class='khung'>"
    )
    assert isinstance(read(page), RecordRefused)


def test_the_date_of_another_article_dates_no_notice():
    page = make_page("<p>Nghỉ tiếp dân ngày thứ tư.</p>", date="")
    page = page.replace(
        "<h3>Văn bản mới</h3>".encode(), "<h3>Văn bản mới</h3><span>12/06/2023</span>".encode()
    )
    assert isinstance(read(page), RecordRefused)


def test_a_table_alone_under_a_dated_headline_is_a_notice():
    rows = (
        ("Thứ", "Sáng", "Chiều"),
        ("Thứ Hai", "Họp giao ban", "Tiếp công dân"),
        ("Thứ Ba", "", "Đi cơ sở"),
    )
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    title = "Lịch công tác tuần 46 của lãnh đạo xã"
    page = (
        f"<html><head><title>{title}</title></head><body><h2 class='title'>{title}</h2>"
        f"<p>09/11/2025 17:30</p><div class='noidung'><table border='1'>{cells}</table></div></body></html>"
    )
    record = read(page.encode())
    expected = "Thứ | Sáng | Chiều\nThứ Hai | Họp giao ban | Tiếp công dân\nThứ Ba | | Đi cơ sở"
    assert record["body"] == expected


FACTS = (
    ("Số ký hiệu", "15/QĐ-UBND"),
    ("Ngày ban hành", "03/02/2023"),
    ("Trích yếu", "Phê duyệt dự toán kênh"),
)


@pytest.mark.parametrize(
    "markup",
    [
        "<table>"
        + "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in FACTS)
        + "</table>",
        "<table><tr>" + "".join(f"<th>{label}</th><td>{value}</td>" for label, value in FACTS[:2]) + "</tr>"
        "<tr><th>Loại văn bản</th><td>Quyết định</td><th>Người ký</th><td>Bùi Văn Tý</td></tr></table>",
        "<ul>" + "".join(f"<li><b>{label}:</b> {value}</li>" for label, value in FACTS) + "</ul>",
        "".join(f"<p>{label}: {value}</p>" for label, value in FACTS),
    ],
    ids=["table", "table of four columns", "list", "lines"],
)
def test_the_facts_about_a_document_give_its_day_and_kind(markup):
    title = "Quyết định về việc phê duyệt dự toán"
    page = (
        f"<html><head><title>{title} - UBND xã Đông Bình</title></head><body><h1>{title}</h1>{markup}"
        "<p><a href='/tep/15qd.pdf'>15qd.pdf</a></p></body></html>"
    )
    record = read(page.encode())
    assert (record["date"], record["kind"]) == ("2023-02-03", "document")


@pytest.mark.parametrize("heading", ["Chi tiết", "Details", "Thông tin bài viết"])
@pytest.mark.parametrize("name", ["article-info-term", "info"])
def test_the_heading_of_a_list_of_facts_is_not_text(name, heading):
    facts = f"<dl><dt class='{name}'>{heading}</dt><dd>Chuyên mục: Thông báo</dd></dl>"
    sentence = "Mời các xóm cử người dự tập huấn trừ cỏ tại hội trường xã."
    assert read(make_page(f"{facts}<p>{sentence}</p>"))["body"] == sentence


@pytest.mark.parametrize(
    "line",
    [
        "<p class='author'>Nguồn: <a href='https://baovidu.vn'>Báo Ví Dụ</a></p>",
        "<p><label>Nguồn:</label> Báo Ví Dụ</p>",
        "<div><b>Nguồn tin:</b> Báo Ví Dụ</div>",
    ],
)
@pytest.mark.parametrize("account", ["", "<p><label>Người cập nhật:</label> quantri01</p>"])
def test_the_source_of_a_notice_is_below_its_text(line, account):
    record = read(make_page(f"<p>Tuyển một cán bộ thú y xã trước ngày 30.</p>{account}{line}"))
    assert (record["source"], record["body"]) == ("Báo Ví Dụ", "Tuyển một cán bộ thú y xã trước ngày 30.")


def test_a_button_below_the_headline_does_not_end_a_notice():
    page = make_page("<div><a href='/tb'>Quay lại</a></div><p>Tuyển một cán bộ thú y xã trước ngày 30.</p>")
    assert read(page)["body"] == "Tuyển một cán bộ thú y xã trước ngày 30."


@pytest.mark.parametrize("label", ["Cật nhật", "Cập nhập", "Cập nhật lúc", "Câp nhật"])
def test_a_misspelt_label_of_the_date_is_understood(label):
    record = read(
        make_page("<p>Tuyển một cán bộ thú y xã trước ngày 30.</p>", date=f"{label}:<b>12/06/2023 07:40</b>")
    )
    assert record["published_at"] == "2023-06-12T07:40:00+07:00"


@pytest.mark.parametrize("label", ["Nguồn:", "Theo"])
def test_the_address_of_the_notice_itself_is_not_its_source(label):
    text = "<p>Tuyển một cán bộ thú y xã trước ngày 30.</p>"
    record = read(make_page(f"{text}<p>{label} https://xathanhloi.example.vn/thong-bao/so-1</p>"))
    assert (record["authors"], record["source"]) == ([], None)


def test_a_coloured_box_with_facts_is_part_of_a_notice():
    box = (
        "<div style='background:#eee;border:1px solid #ccc'><p>Trạm thú y xã</p>"
        "<p>Mở cửa từ thứ hai đến thứ sáu, phục vụ mười hai xóm trong xã.</p></div>"
    )
    body = read(make_page(f"<p>Tuyển một cán bộ thú y xã trước ngày 30.</p>{box}<p>Nộp hồ sơ tại trạm.</p>"))[
        "body"
    ]
    assert body.split("\n\n")[1:3] == [
        "Trạm thú y xã",
        "Mở cửa từ thứ hai đến thứ sáu, phục vụ mười hai xóm trong xã.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Hạn nộp hồ sơ: 30/06/2023",
        "Ngày hiệu lực: 15/06/2023",
        "Số ký hiệu: 12/TB-UBND - 12/06/2023",
        "Từ: 12/06/2023 đến: 15/06/2023",
        "Sáng 15/06/2023:",
    ],
)
def test_a_date_with_a_label_of_its_own_is_text(line):
    sentence = "Ủy ban nhân dân xã thông báo lịch tiêm phòng."
    assert read(make_page(f"<p>{sentence}</p><p>{line}</p>"))["body"] == f"{sentence}\n\n{line}"


@pytest.mark.parametrize(
    "line", ["Thứ Hai, 12/06/2023, 07:40", "Tin xã, 12/06/2023", "Ngày đăng: 12/06/2023"]
)
def test_a_date_alone_is_none(line):
    sentence = "Ủy ban nhân dân xã thông báo lịch tiêm phòng."
    assert read(make_page(f"<p>{sentence}</p><p>{line}</p>"))["body"] == sentence


@pytest.mark.parametrize("field", ["<input name='q'>", "<input type='hidden' name='__VIEWSTATE'>"])
def test_a_form_around_the_notice_is_not_that_of_a_search(field):
    form = f"<form action='/'>{field}<h2>{TITLE}</h2><div>{DATE}</div><div><p>Xã họp dân vào tối thứ bảy.</p></div></form>"
    beside = f"<div class='x'>{PROSE * 2}</div>"
    page = f"<html><head><title>Xã Thanh Lợi</title></head><body>{MENU}{form}{beside}</body></html>"
    assert read(page.encode())["body"] == "Xã họp dân vào tối thứ bảy."


def test_a_button_below_the_text_ends_it_and_one_above_does_not():
    sentence, aid = (
        "<p>Xã họp dân vào tối thứ bảy.</p>",
        "<div>Đọc bài viết bằng giọng nói của bạn ở đây.</div>",
    )
    for content in (f"{sentence}<div>Chia sẻ</div>{aid}", f"<div>Chia sẻ</div>{sentence}"):
        assert read(make_page(content))["body"] == "Xã họp dân vào tối thứ bảy."


def test_a_lead_set_as_a_heading_is_not_yet_the_text():
    head = f"<div class='h'><h1>{TITLE}</h1><div>{DATE}</div><h2>Xã tiêu úng cho hai trăm mẫu lúa mùa.</h2></div>"
    page = f"<html><body>{MENU}{head}<div class='t'><p>Bà con ra đồng từ sáng sớm.</p></div></body></html>"
    assert read(page.encode())["body"].split("\n\n")[-1] == "Bà con ra đồng từ sáng sớm."


@pytest.mark.parametrize(
    "box",
    [
        "<dl><dd class='createdby'>{}</dd></dl>",
        "<dl><dd class='createdby'>{}</dd><dd class='hits'>Lượt xem: 12</dd></dl>",
        "<span class='createdby'>{}</span>",
        "<ul><li class='author'>{}</li></ul>",
        "<div class='author'>{}</div>",
        "<span itemprop='author'>{}</span>",
    ],
)
@pytest.mark.parametrize("form", ["{box}{text}", "{text}{box}", "{text}{file}{box}"])
def test_the_name_in_a_box_for_authors_is_the_author_and_no_text(form, box):
    name, sentence = "Bùi Thanh Sơn", "Ủy ban nhân dân xã thông báo lịch tiêm phòng."
    content = form.format(box=box.format(name), text=f"<p>{sentence}</p>", file=FILE)
    record = read(make_page(content))
    assert (record["body"], record["author"]) == (sentence, name)

"""Parts of public themes and CMSs beside an article: none is its text, and none hides what is."""

import pytest

from dvcrawler.extract import RecordRefused
from tests.extract.notice_pages import DATE, FOOT, MENU, PROSE, SENTENCES, SIDE, TITLE, make_page, read

AT = "2023-06-12T07:40:00+07:00"
SENTENCE = "Các hộ dân ven đê nạo vét kênh cấp ba trước ngày hai mươi, theo lịch của hợp tác xã."
LEAD = (
    "Xã Thanh Lợi chủ động phương án tiêu úng trước mùa mưa bão năm nay, bảo vệ hơn bốn trăm héc-ta lúa mùa "
    "mới cấy ở vùng trũng ven sông."
)


def page(above, text=PROSE, title=f"{TITLE} - Xã Thanh Lợi", below=""):
    return (
        f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>{title}</title></head><body>{MENU}"
        f"<div class='khung'><div class='cot-trai'>{above}<div class='nd'>{text}</div>{below}</div>{SIDE}</div>{FOOT}"
        "</body></html>"
    ).encode()


def found(data):
    record = read(data)
    assert not isinstance(record, RecordRefused), record
    return record


FACTS = (
    "<span class='meta'>bởi <a rel='author' href='/a'>quantri</a></span>",
    "<div>Được viết bởi&nbsp; <a rel='author' href='/tg'>Ban biên tập</a></div>",
    "<div><span>Được xuất bản trong</span> <a href='/c'>Nông nghiệp</a></div>",
    "<div class='meta_category'><span>trong</span> <a href='/c' rel='category tag'>Thời sự</a></div>",
    "<div>Người viết: Nông sản sạch</div>",
    "<div>Đăng bởi: administrator</div>",
    "<div>Chuyên mục: <a href='/c'>Thông báo</a></div>",
    "<div>Lượt xem: 812</div>",
    "<div>Người đăng: Super User</div>",
    "<div class='author-block'><h3>Ban biên tập</h3><p>Phụ trách chuyên trang nông nghiệp.</p></div>",
)


@pytest.mark.parametrize("fact", FACTS)
def test_facts_about_a_short_notice_are_not_its_text(fact):
    record = found(page(f"<h1>{TITLE}</h1><div class='date'>{DATE}</div>{fact}", f"<p>{SENTENCE}</p>"))
    assert (record["body"], record["published_at"]) == (SENTENCE, AT)
    record = found(page(f"<h1>{TITLE}</h1><div class='date'>{DATE}</div>", f"<p>{SENTENCE}</p>", below=fact))
    assert (record["body"], record["author"]) == (SENTENCE, None)


@pytest.mark.parametrize("name", ["jeg_post_subtitle", "detail-sapo", "sub-title", "post-summary"])
def test_a_lead_that_is_a_heading_does_not_end_a_notice(name):
    head = f"<h1>{TITLE}</h1><h2 class='{name}'>{SENTENCE}</h2><div class='date'>{DATE}</div>"
    record = found(page(head, "<p>Lịch cụ thể ở nhà văn hóa xóm.</p>"))
    assert record["title"] == TITLE
    assert SENTENCE in (record["summary"] or "") + record["body"]
    assert "Lịch cụ thể ở nhà văn hóa xóm." in record["body"]


@pytest.mark.parametrize("name", ["columns-widget columns9-3", "main-share", "detail-tags-wrap", "box-news"])
def test_a_box_around_the_only_headline_is_not_furniture(name):
    head = f"<div class='{name}'><h1>{TITLE}</h1><div class='date'>{DATE}</div><p>{SENTENCE}</p></div>"
    assert found(page(head, "", title=f"{TITLE} - Xã"))["body"] == SENTENCE


CRUMBS = "<ul><li><a href='/'>Trang chủ</a></li><li><a href='/c'>Tin tức</a></li></ul>"
BOXES = (
    "<div class='nd_menu'><h2>{}</h2></div>",
    "<div class='breadcrumb-area'><div class='breadcrumb-content'><h2>{}</h2>" + CRUMBS + "</div></div>",
    "<section class='page-banner'><h1>{}</h1>" + CRUMBS + "</section>",
    "<div class='tin-moi'><h3>{}</h3></div>",
    "<aside class='dau'><h1>{}</h1></aside>",
    "<a href='#'><h2>{}</h2></a>",
)


@pytest.mark.parametrize("box", BOXES)
def test_the_headline_is_found_in_a_box_of_any_name(box):
    record = found(page(f"{box.format(TITLE)}<div class='date'>{DATE}</div>"))
    assert (record["title"], record["published_at"], record["problems"]) == (TITLE, AT, [])
    assert record["body"] == "\n\n".join(SENTENCES)


def test_a_text_without_a_source_ends_before_the_labels():
    record = found(
        page(f"<h1>{TITLE}</h1><div class='date'>{DATE}</div>", f"{PROSE}<p>Tác giả: </p><div>Nguồn:</div>")
    )
    assert (record["body"], record["author"], record["source"]) == ("\n\n".join(SENTENCES), None, None)


@pytest.mark.parametrize("heading", ["Danh sách file (1 files)", "Danh sách tệp đính kèm (1 tệp)"])
def test_the_heading_of_the_files_is_not_text(heading):
    files = f"<div>{heading}</div><ul><li><a href='/tep/lich-nao-vet.pdf'>Tải về</a><span>lich-nao-vet.pdf</span></li></ul>"
    record = found(page(f"<h1>{TITLE}</h1><div class='date'>{DATE}</div>", PROSE + files))
    assert record["body"] == "\n\n".join(SENTENCES)
    assert [each["url"].rpartition("/")[2] for each in record["documents"]] == ["lich-nao-vet.pdf"]


def test_a_short_text_below_a_lead_is_an_article():
    head = f"<h1>{TITLE}</h1><div class='date'>{DATE}</div><div class='sapo'>{LEAD}</div>"
    record = found(page(head, f"<p>{SENTENCE}</p>"))
    assert (record["summary"], record["body"], record["layout"]) == (LEAD, SENTENCE, "generic")


LEAVES = (
    "<div>12</div><div>Tháng 6 2023</div>",
    "<span class='d'><div>12</div><div>Tháng 06, 2023</div></span>",
    "<div>12</div><div>Th6</div><div>2023</div>",
    "<p>12</p><p>Tháng Sáu, 2023</p>",
    "<div>12</div><div>tháng 6 năm 2023</div>",
    "<div>12</div><div>Jun</div><div>2023</div>",
    "<div>Tháng 6</div><div>12,</div><div>2023</div>",
    "<div>12</div><div>/06/2023</div>",
    "<div>12</div><div>Jun 2023</div>",
    "<div>12</div><div>Thg 6, 2023</div>",
    "<div>12</div><div>06/2023</div>",
    "<div><b>12</b><span>06/2023</span></div>",
    "<div><span>12/06</span><span>2023</span></div>",
)


@pytest.mark.parametrize("leaf", LEAVES)
def test_a_calendars_leaf_in_boxes_of_its_own_is_the_day(leaf):
    assert found(page(f"{leaf}<h1>{TITLE}</h1>"))["date"] == "2023-06-12"
    record = found(page(f"<h1>{TITLE}</h1>{leaf}"))
    assert (record["date"], record["body"]) == ("2023-06-12", "\n\n".join(SENTENCES))


LONG_SECTION = "<a href='/xay-dung-dang'>Xây dựng Đảng và hệ thống chính trị</a>"
SECTIONED = (
    f"{LONG_SECTION} | 12/06/2023",
    f"<div>{LONG_SECTION}</div><div>12/06/2023</div><div></div>",
    f"<table><tr><td>{LONG_SECTION}</td><td>12/06/2023</td></tr></table>",
    "<div>12/06/2023</div><div><a href='https://news.example/p/1'>Theo dõi trang tin xã trên News</a></div>",
    "<p>12/06/2023</p><p><a href='/gop-y'>Gửi góp ý về bài viết cho chúng tôi</a></p>",
    "<a href='/nong-nghiep'>Nông nghiệp</a> - 12/06/2023",
    "<a href='/nong-thon'>Xây dựng nông thôn mới</a>, 12/06/2023",
    "<span><a href='/nong-nghiep'>Nông nghiệp</a></span> / <span>12/06/2023</span>",
    "<a href='/nong-thon'>Xây dựng nông thôn mới</a> <span>12/06/2023</span>",
    "Chuyên mục: Nông nghiệp - 12/06/2023",
    "Tin tức - 12/06/2023",
)


@pytest.mark.parametrize("row", SECTIONED)
def test_a_day_behind_the_link_of_a_section_is_that_of_the_article(row):
    record = found(page(f"<h1>{TITLE}</h1><div class='dong'>{row}</div>"))
    assert (record["date"], record["author"], record["body"]) == ("2023-06-12", None, "\n\n".join(SENTENCES))


def test_a_day_behind_a_long_section_right_above_the_headline_is_that_of_the_article():
    record = found(page(f"<div class='dong'>{LONG_SECTION} | 12/06/2023</div><h1>{TITLE}</h1>"))
    assert (record["date"], record["body"]) == ("2023-06-12", "\n\n".join(SENTENCES))


def test_a_day_behind_the_link_of_a_document_does_not_date_the_article():
    row = "<a href='/vb/12'>Quyết định số 12/QĐ-UBND</a> ngày 12/06/2023"
    assert isinstance(read(page(f"<h1>{TITLE}</h1><div class='dong'>{row}</div>")), RecordRefused)


PORTLETS = (
    "<header class='portlet-topper'><h1 class='portlet-title'><span>Xuất bản thông tin</span></h1></header>",
    "<h1 class='module-title'>Nội dung chi tiết của trang</h1>",
    "<h1 class='ModuleHeader'>Chi tiết tin hoạt động</h1>",
    "<h1 class='componentheading'>Hoạt động của các xã</h1>",
)


@pytest.mark.parametrize("portlet", PORTLETS)
def test_the_heading_of_a_portlet_is_not_the_headline(portlet):
    own = f"<div class='asset-title'><a href='/b'><i></i></a><span class='header-title'>{TITLE}</span></div>"
    record = found(page(f"{portlet}{own}<div class='date'>{DATE}</div>", title="Chi tiết - Xã Thanh Lợi"))
    assert (record["title"], record["body"]) == (TITLE, "\n\n".join(SENTENCES))


def test_a_headline_that_shares_its_line_with_the_account_is_found():
    head = (
        f"<div>{DATE}</div><div><span class='contentheading'>{TITLE}</span> <span class='small'>Viết bởi Administrator"
        "</span></div><div>Danh mục: <a href='/c'>Thông báo</a> Lượt xem: 320</div>"
    )
    record = found(page(head, title=TITLE))
    assert (record["title"], record["section"]) == (TITLE, "Thông báo")
    assert record["body"] == "\n\n".join(SENTENCES)


@pytest.mark.parametrize("source", ["pdf_button.png", "printButton.png", "emailButton.png", "icon-print.png"])
def test_a_headline_beside_the_pictures_of_buttons_is_not_a_caption(source):
    button = f"<td><a href='/in?id=5' rel='nofollow'><img src='/images/M_images/{source}' alt='In'></a></td>"
    head = f"<table><tr><td class='contentheading'>{TITLE}</td>{button * 2}</tr></table><p>{DATE}</p>"
    record = found(page(head, title=TITLE))
    assert (record["title"], record["images"]) == (TITLE, [])


COMMENTS = (
    "Viết bình luận ...",
    "Gửi bình luận",
    "Để lại bình luận",
    "Để lại một bình luận",
    "Thêm bình luận",
    "Đăng bình luận",
    "Nhập bình luận",
    "Leave a comment",
    "Add a comment",
    "Gửi ý kiến của bạn",
    "Viết nhận xét",
)


@pytest.mark.parametrize("heading", COMMENTS)
def test_what_readers_wrote_below_such_a_heading_is_not_the_text(heading):
    comment = (
        "<div class='media'><h4>Minh 2023-06-13 08:11:10</h4><p>Bài viết rất hay, mong có thêm.</p></div>"
    )
    byline = "<p style='text-align:right'><strong>Vũ Minh Hà</strong></p>"
    record = found(make_page(f"{PROSE}{byline}<hr><div><h4>{heading}</h4></div>{comment}"))
    assert (record["body"], record["author"]) == ("\n\n".join(SENTENCES), "Vũ Minh Hà")


READING_TIMES = (
    "• 3 phút đọc",
    "3 phút đọc",
    "Thời gian đọc: 3 phút",
    "Thời gian đọc: khoảng 3 phút",
    "5 min read",
    "Đọc trong 3 phút",
    "Reading time: 4 minutes",
    "Khoảng 3 phút để đọc",
    "3 mins read",
    "Đọc khoảng 2 phút",
)


@pytest.mark.parametrize("line", READING_TIMES)
def test_the_time_that_reading_takes_is_not_text(line):
    assert found(make_page(f"<p>{line}</p>{PROSE}"))["body"] == "\n\n".join(SENTENCES)


SOURCES = (
    "<div class='detail-source'><span>Nguồn: Báo Nam Định</span></div>",
    "<div class='article__source'><div class='source'>(Báo Nam Định)</div></div>",
    "<p class='source'>Báo Nam Định</p>",
    "<div class='news-source'>Nguồn tin: Báo Nam Định</div>",
    "<div class='nguon'>Báo Nam Định</div>",
)


@pytest.mark.parametrize("source", SOURCES)
def test_a_box_named_after_the_source_names_it(source):
    record = found(page(f"<h1>{TITLE}</h1><div class='date'>{DATE}</div>", below=source))
    assert (record["source"], record["author"], record["body"]) == (
        "Báo Nam Định",
        None,
        "\n\n".join(SENTENCES),
    )


@pytest.mark.parametrize("text", ["Công an tỉnh phía nam vận động", "Xem tiếp trên trang chủ", "120"])
def test_another_text_in_it_is_no_source(text):
    below = f"<div class='detail-source'>{text}</div>"
    assert found(page(f"<h1>{TITLE}</h1><div class='date'>{DATE}</div>", below=below))["source"] is None


def test_the_box_of_files_of_a_cms_is_not_text():
    files = (
        "<div class='panel'><div class='panel-heading'><i></i> <strong>Tập tin đính kèm</strong></div>"
        "<div class='item'><a href='/kh.pdf' download>Tải về: <strong>Kế hoạch số 12</strong></a></div></div>"
    )
    head = f"<h1>{TITLE}</h1><div class='date'>{DATE}</div><div class='sapo'>{LEAD}</div><p>{SENTENCE}</p>{files}"
    record = found(page(head, ""))
    assert (record["body"], record["kind"]) == (SENTENCE, "article")
    assert [each["url"][-7:] for each in record["documents"]] == ["/kh.pdf"]


def test_the_caption_of_the_picture_beside_the_lead_is_not_the_lead():
    caption = "Bà con ba thôn ven đê nạo vét kênh cấp ba."
    modal = f"<div class='modal fade'><h4 class='modal-title'>{caption}</h4></div>"
    box = f"<div class='imghome'><a href='#'><img src='/anh/1.jpg' width='460'></a>{modal}<em class='show'>{caption}</em></div>"
    head = f"<h1>{TITLE}</h1><em>{DATE}</em><div id='hometext'>{box}<div class='h2'>{LEAD}</div></div>"
    record = found(page(head))
    assert (record["summary"], record["body"]) == (LEAD, "\n\n".join(SENTENCES))
    assert [image["caption"] for image in record["images"]] == [caption]


@pytest.mark.parametrize(
    "line",
    [
        "<div class='meta_author'><img alt='Lê Thu Hằng' src='/av.jpg' class='avatar'> bởi <a href='/tg'>Nguyễn Thu Hằng</a></div>",
        "<div><a href='/tg'>Nguyễn Thị Thu Hằng</a></div>",
        "<div>Đăng bởi <a href='/tg'>Nguyễn Thu Hằng</a></div>",
        "<div>Tác giả: <a href='/tg'>Nguyễn Thị Thu Hằng</a></div>",
    ],
)
def test_the_linked_name_of_the_author_above_the_date_is_no_card(line):
    head = f"<h1>{TITLE}</h1><h2 class='sub-title'>{LEAD}</h2><div class='meta'>{line}<div>{DATE}</div></div>"
    record = found(page(head))
    assert (record["published_at"], record["body"]) == (AT, "\n\n".join(SENTENCES))
    assert (record["images"], record["layout"]) == ([], "generic")


CAPTIONS = tuple(f"Bà con thôn {name} nạo vét kênh cấp ba." for name in ("Đông", "Đoài", "Thượng", "Hạ"))
PICTURES = {
    "paragraphs": "<p style='text-align:center'><img src='/anh/{n}.jpg'></p><p style='text-align:center'><em>{text}</em></p>",
    "tables": "<table><tr><td><img src='/anh/{n}.jpg'></td></tr><tr><td>{text}</td></tr></table>",
}
LAYOUTS = {
    "rows": "<table><tr><td><b>{title}</b></td></tr><tr><td>{date}</td></tr><tr><td>{text}</td></tr></table>",
    "facts": (
        "<table><tr><td class='contentheading'>{title}</td></tr></table><table><tr><td><span>Viết bởi Administrator</span>"
        "</td></tr><tr><td class='createdate'>{date}</td></tr><tr><td>{text}</td></tr></table>"
    ),
    "nested": "<table><tr><td><table><tr><td>{title}</td></tr><tr><td>{date}</td></tr><tr><td><span>{text}</span>"
    "</td></tr></table></td></tr></table>",
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("form", PICTURES.values(), ids=PICTURES)
def test_a_photo_essay_on_a_page_that_tables_lay_out_is_not_a_table(form, layout):
    text = "".join(form.format(n=n, text=caption) for n, caption in enumerate(CAPTIONS))
    record = found(page(layout.format(title=TITLE, date=DATE, text=text), "", title=TITLE))
    assert (record["kind"], record["published_at"], record["body"]) == ("photo", AT, "")
    assert [image["caption"] for image in record["images"]] == list(CAPTIONS)


@pytest.mark.parametrize(
    "names",
    [
        "post tag-thong-bao category-tin hentry",
        "article post tag-x",
        "type-post hentry tag-vu-mua",
        "post tag-a tag-b",
    ],
)
def test_the_tags_in_the_class_of_a_post_do_not_make_it_furniture(names):
    post = f"<article class='{names}'><h1>{TITLE}</h1><time>{DATE}</time><p>{SENTENCE}</p></article>"
    assert found(page(post, ""))["body"] == SENTENCE


@pytest.mark.parametrize("name", ["news-time", "bread-crumb-detail__time", "post-date", "ngay-dang"])
def test_a_notice_has_the_date_of_the_box_above_its_headline(name):
    head = f"<div><div class='{name}'>{DATE}</div></div><div><h1>{TITLE}</h1><p>{SENTENCE}</p></div>"
    assert found(page(head, ""))["published_at"] == AT


def test_a_notice_in_the_form_of_a_whole_page_is_read():
    form = (
        f"<form method='post'><input type='hidden' name='__VIEWSTATE' value='dDwt'><table><tr><td><span style='"
        f"font-weight:bold'>{TITLE}</span></td></tr><tr><td>{DATE}</td></tr><tr><td>{SENTENCE}</td></tr></table></form>"
    )
    head = "<meta property='og:type' content='article'>"
    data = page(form, "", title=TITLE).replace(b"</head>", head.encode() + b"</head>")
    assert (found(data)["title"], found(data)["body"]) == (TITLE, SENTENCE)


BESIDE = (
    "Tổng số điểm của bài viết là: 0 trong 0 đánh giá",
    "Đánh giá bài viết 0/5",
    "Ngày đăng:",
    "Thời gian:",
    "Bởi",
    "5k",
    "311",
    "Lượt xem: 20",
    "Tập tin đính kèm",
    "3 phút đọc",
    "(12 Tải xuống)",
)


@pytest.mark.parametrize("line", BESIDE)
def test_a_label_or_number_of_a_theme_is_not_the_text_of_a_notice(line):
    record = found(page(f"<h1>{TITLE}</h1><div>{DATE}</div><div>{line}</div>", f"<p>{SENTENCE}</p>"))
    assert record["body"] == SENTENCE


@pytest.mark.parametrize(
    "heading", ["Những tin mới hơn", "Những tin cũ hơn", "Các tin mới hơn", "Những tin khác"]
)
def test_newer_and_older_articles_of_nukeviet_are_not_the_text(heading):
    others = f"<p><strong>{heading}</strong></p><ul><li><a href='/b-1/'>Khởi công trường mầm non</a> (01/02/2024)</li></ul>"
    record = found(page(f"<h1>{TITLE}</h1><div>{DATE}</div>", f"<p>{SENTENCE}</p>", below=others))
    assert record["body"] == SENTENCE


def test_a_poem_above_the_form_for_comments_ends_there():
    verses = "<p>Làng tôi ở cuối dòng sông<br>Tháng giêng hoa cải trổ bông trắng ngần<br>Mẹ tôi gánh nắng qua sân<br>Gánh mưa qua ngõ tảo tần sớm hôm</p>"
    comment = "<div class='well'><h4>Viết bình luận ...</h4></div><div class='media'><h4>Minh</h4><p>Bài thơ hay quá</p></div>"
    record = found(make_page(f"{verses * 2}<hr>{comment}"))
    assert "Bài thơ hay quá" not in record["body"]


def test_the_name_of_the_site_is_no_author():
    head = f"<h1>{TITLE}</h1><div>{DATE}</div><h4 class='author-name'><a href='/tg'>Sông Nước</a></h4>"
    assert found(page(head, title=f"{TITLE} - Sông Nước"))["author"] is None
    assert found(page(head, title=f"{TITLE} - Xã Thanh Lợi"))["author"] == "Sông Nước"


OFFICES = (
    "(Trung tâm Văn hóa - Thông tin và Truyền thông huyện Hải Hậu)",
    "(Trung tâm Văn hóa, Thông tin và Thể thao huyện Ý Yên)",
    "(Trung tâm Văn hoá - Thông tin và Du lịch thành phố Ninh Bình)",
    "(Trung tâm Truyền thông và Văn hóa huyện)",
    "(Đài Truyền thanh xã)",
    "(Đài PTTH Nam Định)",
    "(Đài TTTH huyện Vụ Bản)",
    "(Báo Nam Định)",
)


@pytest.mark.parametrize("office", OFFICES)
@pytest.mark.parametrize("joint", ["</strong></p><p align='right'><em>", "<br>"], ids=["paragraph", "line"])
def test_the_outlet_in_brackets_below_the_name_is_the_source(office, joint):
    byline = f"<p align='right'><strong>Nguyễn Lan Anh{joint}{office}</p>"
    record = found(make_page(PROSE + byline))
    assert (record["author"], record["source"]) == ("Nguyễn Lan Anh", office[1:-1])
    assert record["body"] == "\n\n".join(SENTENCES)

"""Files of an article: in viewers, behind links, and those of other boxes that are none of its files."""

import pytest

from dvcrawler.extract.files.file_addresses import ENDINGS
from tests.extract import article_pages
from tests.extract.notice_pages import PROSE, SENTENCES, make_page, read

HOST = "https://xathanhloi.example.vn"
PDF = f"{HOST}/tep/ke-hoach-tieu-ung.pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

VIEWERS = {
    "a frame": '<iframe src="/tep/ke-hoach-tieu-ung.pdf" width="100%"></iframe>',
    "a frame with view options": '<iframe src="/tep/ke-hoach-tieu-ung.pdf#toolbar=0&view=FitH"></iframe>',
    "a lazy frame": '<iframe src="about:blank" data-src="/tep/ke-hoach-tieu-ung.pdf"></iframe>',
    "embed": '<embed src="../tep/ke-hoach-tieu-ung.pdf" type="application/pdf">',
    "object": '<object data="/tep/ke-hoach-tieu-ung.pdf" type="application/pdf"></object>',
    "a parameter of object": '<object><param name="src" value="/tep/ke-hoach-tieu-ung.pdf"></object>',
    "pdf.js": '<iframe src="/pdfjs/web/viewer.html?file=%2Ftep%2Fke-hoach-tieu-ung.pdf"></iframe>',
    "pdf.js beside the file": '<iframe src="/tep/viewer.html?file=ke-hoach-tieu-ung.pdf#zoom=90"></iframe>',
    "ViewerJS": '<iframe src="/ViewerJS/#../tep/ke-hoach-tieu-ung.pdf"></iframe>',
    "a viewer with a name behind its mark": '<embed src="/tep/viewer.html#file=ke-hoach-tieu-ung.pdf">',
    "Google's viewer": f'<iframe src="https://docs.google.com/viewer?url={PDF}&embedded=true"></iframe>',
    "Google's gview": f'<iframe src="//docs.google.com/gview?embedded=1&url={PDF}"></iframe>',
    "a viewer in a viewer": f'<iframe src="/doc-viewer?url=/pdfjs/web/viewer.html?file={PDF}"></iframe>',
    "a flip book": '<div class="_df_book" source="/tep/ke-hoach-tieu-ung.pdf"></div>',
    "a flip book by data": '<div id="flipbook" data-pdf="/tep/ke-hoach-tieu-ung.pdf"></div>',
    "PDFObject": '<div id="xem"></div><script>PDFObject.embed("/tep/ke-hoach-tieu-ung.pdf", "#xem");</script>',
    "pdf.js by script": "<canvas></canvas><script>pdfjsLib.getDocument('/tep/ke-hoach-tieu-ung.pdf')</script>",
}


@pytest.mark.parametrize("viewer", VIEWERS.values(), ids=VIEWERS)
def test_a_page_that_shows_a_file_is_a_document(viewer):
    record = read(make_page(viewer))
    assert record["kind"] == "document"
    assert record["documents"] == [{"url": PDF, "title": None, "type": "application/pdf", "capture": None}]
    assert (record["date"], record["body"]) == ("2023-06-12", "")


@pytest.mark.parametrize("viewer", VIEWERS.values(), ids=VIEWERS)
def test_an_article_with_a_viewer_below_its_text_stays_an_article(viewer):
    record = read(make_page(PROSE * 2 + viewer))
    assert record["kind"] == "article"
    assert [each["url"] for each in record["documents"]] == [PDF]
    assert record["body"].startswith(SENTENCES[0])


@pytest.mark.parametrize(
    "link, title, kind",
    [
        ('<a href="/tep/ke-hoach-tieu-ung.pdf">Tải về</a>', "ke-hoach-tieu-ung.pdf", "application/pdf"),
        (
            '<p>Tệp đính kèm: <a href="/tep/ke-hoach-tieu-ung.pdf">Phụ lục 1</a></p>',
            "Phụ lục 1",
            "application/pdf",
        ),
        ('<a href="/tep/a.docx">Tải về phu-luc.docx</a>', "phu-luc.docx", DOCX),
        ('<a href="/tep/a.docx" title="Mẫu đơn đăng ký">Xem tại đây</a>', "Mẫu đơn đăng ký", DOCX),
        ('<a href="/tep/a.xls">File đính kèm</a>', None, "application/vnd.ms-excel"),
        ('<a href="/Tep/B%E1%BA%A3ng.XLSX?v=2">Bảng phân công</a>', "Bảng phân công", None),
        (
            '<a href="/LinkClick.aspx?fileticket=x1Y2z3">phan-cong.doc</a>',
            "phan-cong.doc",
            "application/msword",
        ),
        ('<a href="/documents/2018/0/don.rtf/3f2a-11?t=16">Đơn</a>', "Đơn", "application/rtf"),
        ('<a href="/Handler.ashx?id=7&fileName=so-lieu.zip">Số liệu</a>', "Số liệu", "application/zip"),
        (
            '<a href="javascript:void(0)" onclick="window.open(\'/tep/q.pdf\')">Quyết định</a>',
            "Quyết định",
            None,
        ),
        ('<a href="https://drive.google.com/file/d/1AbC_d/view">Bản đồ úng</a>', "Bản đồ úng", None),
        ('<a href="/tep/a.docx" download="danh-sach.docx">Tải xuống</a>', "danh-sach.docx", DOCX),
        (
            '<a href="https://view.officeapps.live.com/op/view.aspx?src=https%3A%2F%2Fx.vn%2Fa.docx">Xem</a>',
            None,
            DOCX,
        ),
        ('<button data-href="/tep/a.pdf" data-file="/tep/a.pdf">Tải về</button>', None, "application/pdf"),
        (
            "<button onclick=\"window.open('/tep/q.pdf')\">Quyết định</button>",
            "Quyết định",
            "application/pdf",
        ),
    ],
)
@pytest.mark.parametrize("place", ["within", "below"])
def test_an_attachment_is_named_with_its_title_and_type(link, title, kind, place):
    below = f"</div><div class='dinh-kem'>{link}"
    (document,) = read(make_page(PROSE + (link if place == "within" else below)))["documents"]
    assert document["title"] == title
    assert kind is None or document["type"] == kind
    assert document["capture"] is None


@pytest.mark.parametrize("write", [str.lower, str.upper, str.title])
@pytest.mark.parametrize("ending", ENDINGS.split("|"))
def test_an_ending_names_a_file_in_small_and_capital_letters(ending, write):
    link = f"<p><a href='/tep/bieu-phan-cong.{write(ending)}'>Biểu phân công trực ban</a></p>"
    (document,) = read(make_page(PROSE + link))["documents"]
    assert document["url"].endswith(f".{write(ending)}")


@pytest.mark.parametrize(
    "address",
    [
        "/tai-xuong/412",
        "/taixuong?id=412",
        "/taive/412",
        "/tai-ve/412",
        "/dinhkem/412",
        "/dinh-kem?id=412",
        "/get-file/412",
        "/GetFile.aspx?id=412",
        "/attachments/412",
        "/LinkClick.aspx?fileticket=x1",
        "/tai_xuong/412",
        "/tai_ve/412",
        "/taifile/412",
        "/tai-file/412",
        "/tai_file/412",
        "/dinh_kem/412",
        "/get_file/412",
        "/?wpdmdl=412",
        "/van-ban/412/Download",
    ],
)
def test_a_handler_that_names_a_file_by_a_number_offers_it(address):
    link = f"<p><a href='{address}'>Biểu phân công trực ban</a></p>"
    (document,) = read(make_page(PROSE + link))["documents"]
    assert document["url"].endswith(address)


@pytest.mark.parametrize(
    ("attributes", "kind"),
    [
        ('download="Kế hoạch.pdf"', "application/pdf"),
        ("download='bieu.docx'", DOCX),
        ('type="application/pdf"', "application/pdf"),
        (f'type="{DOCX}"', DOCX),
        ('download="anh.jpg"', None),
        ('type="text/html"', None),
        ('type="application/rss+xml"', None),
        ("download", None),
    ],
)
def test_an_attribute_of_a_link_says_that_it_offers_a_file(attributes, kind):
    link = f"<p><a href='/van-ban/chi-tiet/412' {attributes}>Biểu phân công trực ban</a></p>"
    found = read(make_page(PROSE + link))["documents"]
    assert [(each["title"], each["type"]) for each in found] == (
        [("Biểu phân công trực ban", kind)] if kind else []
    )


@pytest.mark.parametrize(
    ("frame", "file"),
    [
        ("<iframe src='https://drive.google.com/file/d/1AbC_d/preview'></iframe>", True),
        ("<embed src='/tai-ve/412'>", True),
        ("<iframe src='/xem/ke-hoach%2Epdf'></iframe>", True),
        ("<iframe src='https://www.youtube.com/embed/a1b2c3'></iframe>", False),
    ],
)
def test_a_frame_shows_a_file_on_a_page_that_names_none_by_its_ending(frame, file):
    assert bool(read(make_page(PROSE + frame))["documents"]) is file


def test_a_file_that_is_shown_and_offered_is_named_once():
    content = (
        '<p>Toàn văn kế hoạch:</p><iframe src="/tep/ke-hoach-tieu-ung.pdf"></iframe>'
        '<a href="/tep/ke-hoach-tieu-ung.pdf">Kế hoạch số 14</a>'
    )
    record = read(make_page(content))
    assert record["documents"] == [
        {"url": PDF, "title": "Kế hoạch số 14", "type": "application/pdf", "capture": None}
    ]
    assert record["kind"] == "document"


@pytest.mark.parametrize(
    "content",
    [
        '</div><div class="tin-lien-quan"><a href="/vb/khac.pdf">Văn bản khác</a>',
        '</div><div><h4>Văn bản cùng lĩnh vực</h4><a href="/vb/khac.pdf">Quyết định khác</a>',
        '</div><p>Tin khác</p><ul><li><a href="/vb/khac.pdf">Văn bản khác</a></li></ul><div>',
        '</div><aside><a href="/vb/khac.pdf">Lịch tuần</a></aside><div>',
        '<aside><iframe src="/vb/khac.pdf"></iframe></aside>',
        '<a href="/tin/ke-hoach-pdf-19.html">Kế hoạch PDF năm trước</a>',
        '<a href="mailto:a.pdf">Thư</a><a href="javascript:tai(\'pdf\')">Tải</a><a href="#a.pdf">Lên trên</a>',
        '<iframe src="https://www.youtube.com/embed/abc"></iframe>',
        '<iframe src="data:application/pdf;base64,JVBERi0="></iframe>',
        '<img src="/anh/bia.pdf.jpg" data-src="/anh/bia.jpg">',
        '<a href="@FILE_URL@.pdf">Tệp</a>',
    ],
)
def test_files_of_other_boxes_and_what_is_not_a_file_are_left_out(content):
    record = read(make_page(PROSE + content))
    assert (record["documents"], record["kind"]) == ([], "article")


def test_an_undated_page_with_a_file_is_refused():
    refused = read(make_page(VIEWERS["a frame"], date=""))
    assert refused.reason == "no layout reads this page"


@pytest.mark.parametrize("heading", ["Văn bản", "Văn bản - Tài liệu", "Tài liệu", "Văn bản chỉ đạo"])
def test_a_box_of_documents_below_the_article_is_not_its_attachments(heading):
    box = f"</div><div class='hop'><h3>{heading}</h3><a href='/vb/khac.pdf'>Quyết định khác</a>"
    assert read(make_page(PROSE + box))["documents"] == []


@pytest.mark.parametrize("heading", ["Tệp đính kèm", "Tài liệu kèm theo:", "File đính kèm", "Tải về"])
def test_a_box_of_attachments_below_the_article_has_its_files(heading):
    box = f"</div><div class='hop'><h3>{heading}</h3><a href='/vb/phu-luc.pdf'>Phụ lục</a>"
    assert [each["title"] for each in read(make_page(PROSE + box))["documents"]] == ["Phụ lục"]


@pytest.mark.parametrize("label", ["Tập tin: ", "File: ", "Tệp tin : ", "Tập tin đính kèm: "])
def test_the_label_before_the_name_of_a_file_is_not_part_of_its_title(label):
    link = f"<p>Tệp đính kèm</p><a href='/tin/tai-ve?id=19'>{label}<strong>ke-hoach-mua-vu.pdf</strong></a>"
    assert [each["title"] for each in read(make_page(PROSE + link))["documents"]] == ["ke-hoach-mua-vu.pdf"]


ATTACHED = "<li><a href='/vb/phu-luc.pdf'>Phụ lục</a></li><li><a href='/vb/bieu.xlsx'>Biểu 1</a> (20 KB)</li>"
ICON = "<a href='/vb/{}' title='{}'><img src='/icon/tep.png'></a>"


@pytest.mark.parametrize(
    "box",
    [
        f"<div class='articleFiles'><h2><a href='Files'>Related Files</a></h2><table>{ATTACHED}</table></div>",
        f"<div class='related-files'><h3>Tệp đính kèm</h3><ul>{ATTACHED}</ul></div>",
        f"<aside><h4>Các tập tin đính kèm (2)</h4><ul>{ATTACHED}</ul></aside>",
        f"<div class='sidebar'><div><b>Tài liệu kèm theo:</b><ul>{ATTACHED}</ul></div><div><h4>Văn bản mới</h4>"
        "<a href='/vb/khac.pdf'>Quyết định khác</a></div></div>",
        f"<aside><h4>Tệp đính kèm</h4><div>{ICON.format('phu-luc.pdf', 'Phụ lục')}{ICON.format('bieu.xlsx', 'Biểu 1')}"
        "</div></aside>",
        f"<dl class='related'><dt>Attachments</dt><dd>{ATTACHED}</dd></dl>",
        f"<div class='tin-lien-quan'><h3>Tin liên quan</h3><p><a href='/a-1.html'>Xã khơi thông dòng chảy</a></p></div>"
        f"<div class='hop'><strong>File đính kèm</strong> {ATTACHED}</div>",
    ],
)
@pytest.mark.parametrize("place", ["<div class='khung'>", "<footer>"])
def test_a_box_that_is_headed_as_attachments_is_the_articles_wherever_it_is(box, place):
    page = make_page(PROSE).decode().replace(place, f"{box}{place}", 1)
    files = read(page.encode())["documents"]
    assert [each["title"] for each in files] == ["Phụ lục", "Biểu 1"]


@pytest.mark.parametrize(
    "box",
    [
        f"<footer><h3>Tệp đính kèm</h3><ul>{ATTACHED}</ul></footer>",
        f"<div class='sidebar'><h3>Biểu mẫu</h3><ul>{ATTACHED}</ul></div>",
        f"<div class='sidebar'><h3>Văn bản mới</h3><ul>{ATTACHED}</ul></div>",
        "<div class='sidebar'><ul><li><a href='/a-1.html'>Xã khơi thông dòng chảy trước mùa mưa</a>"
        "<p>Tệp đính kèm: <a href='/vb/khac.pdf'>Quyết định khác</a></p></li></ul></div>",
    ],
)
def test_the_files_of_a_box_with_another_heading_are_not_the_articles(box):
    page = make_page(PROSE).decode().replace("<footer>", f"{box}<footer>", 1)
    assert read(page.encode())["documents"] == []


LABELS = ["Văn bản mới", "Văn bản chỉ đạo điều hành", "Công văn đi", "Lịch công tác tuần", "VĂN BẢN PHÁP QUY"]


@pytest.mark.parametrize(
    "form", ["<div>{}</div>", "<p><b>{}</b></p>", "<div><a href='/vb/'>{}</a></div>", "<span>{}</span><br>"]
)
@pytest.mark.parametrize("label", LABELS)
def test_the_files_of_a_column_with_a_label_of_its_own_are_not_the_articles(label, form):
    box = f"<div class='cot-2'>{form.format(label)}<ul>{ATTACHED}</ul></div>"
    page = make_page(PROSE).decode().replace('<div class="cot-phai">', f'{box}<div class="cot-phai">', 1)
    assert read(page.encode())["documents"] == []


@pytest.mark.parametrize(
    "label", ["Phụ lục", "Tài liệu:", "Hồ sơ", "Toàn văn", "Tệp tin", "Bảng lương", "Danh sách"]
)
def test_the_files_below_the_text_in_its_own_column_are_the_articles(label):
    files = read(make_page(f"{PROSE}</div><div class='tep'><div>{label}</div><ul>{ATTACHED}</ul>"))[
        "documents"
    ]
    assert [each["title"] for each in files] == ["Phụ lục", "Biểu 1"]


@pytest.mark.parametrize(
    "link", ["<a href='/tep/lich.pdf'>lich.pdf</a>", "<span><a href='/tep/lich.pdf'>lich.pdf</a></span>"]
)
@pytest.mark.parametrize("between", ["<br>", "<br><br>", "</p><p>", "</p><p><span>&nbsp;</span></p><p>"])
def test_a_sentence_beside_the_link_to_a_file_is_the_text(between, link):
    sentence = "Lịch trực trạm bơm tháng sáu."
    record = read(make_page(f"<p>{sentence}{between}{link}</p>"))
    assert record["body"] == sentence
    assert [each["url"][-12:] for each in record["documents"]] == ["tep/lich.pdf"]


@pytest.mark.parametrize(
    ("frame", "url"),
    [
        (
            "<iframe src='https://drive.google.com/file/d/1abcDEF/preview'></iframe>",
            "https://drive.google.com/file/d/1abcDEF/preview",
        ),
        (
            "<embed src='/getfile.aspx?id=12' type='application/pdf'>",
            "https://xavidu.example.vn/getfile.aspx?id=12",
        ),
    ],
)
def test_a_frame_shows_a_file_that_nothing_on_the_page_names_by_its_ending(frame, url):
    assert [each.url for each in article_pages.among(frame).documents] == [url]

import pytest

from dvcrawler.discovery.pagers.page_addresses import guess_page, page_number
from dvcrawler.discovery.pagers.pagination import next_page, other_pagers
from dvcrawler.extract.page import Page

LIST = "https://baonamdinh.vn/kinh-te/"


def following(html, number=1, url=LIST):
    return next_page(Page(f"<html><body>{html}</body></html>".encode(), url), number)


@pytest.mark.parametrize(
    "html",
    [
        '<a href="?paged=2">2</a>',
        '<a href="?paged=3">3</a><a href="?paged=2">2</a>',
        '<a rel="next" href="/kinh-te/?paged=2">x</a>',
        '<link rel="next" href="?paged=2"><a href="?paged=9">9</a>',
        '<a href="http://www.baonamdinh.vn/kinh-te?paged=2">2</a>'.replace("http://www.", "https://"),
    ],
)
def test_the_next_page_is_found_by_number_or_mark(html):
    assert following(html).rstrip("/").endswith("paged=2")


def test_a_word_leads_on_where_no_number_does():
    assert following('<a href="?page=7">Trang sau</a>') == LIST + "?page=7"


@pytest.mark.parametrize(
    "label",
    [
        "Trang sau",
        "Trang kế »",
        "Kế tiếp",
        "Cũ hơn",
        "← Bài cũ hơn",
        "Các tin cũ hơn",
        "Bài đăng cũ hơn",
        "Older posts",
        "Older",
        "Xem thêm tin bài",
        "→",
        "Tải thêm tin…",
        "Tiếp theo 6 mục »",
        "Next 10 items",
        "Trang sau 5",
        "Sau 20 tin",
        "Bài viết cũ",
        "« Bài cũ",
        "Tin đã đưa",
        "Các bài đã đăng",
        "Xem tin cũ hơn",
        "Đọc các bài cũ hơn",
        "Tin trước đó",
        "Xem các bài viết trước đó",
        "Earlier posts",
        "Xem thêm tin khác",
        "Xem các tin khác",
        "Tải thêm bài viết khác",
        "Xem tiếp các tin",
        "Thêm tin bài",
        "Những bài viết khác »",
        "[ Trang kế ]",
        "▶",
        "❯",
        "⟩",
        "Trang sau ▸",
        "Xem trang tiếp theo",
        "Trang tiếp (2/4)",
        "<img src='/images/next.gif'>",
        "<img src='i/trang-sau.png' alt=''>",
        "<img src='/btn_next.png?v=2'>",
        "<img src='arrow-right.svg'>",
    ],
)
def test_the_next_page_has_many_names(label):
    assert following(f'<a href="?page=2">{label}</a>') == LIST + "?page=2"


@pytest.mark.parametrize(
    "label",
    [
        "Trang trước",
        "Mới hơn",
        "Bài mới hơn →",
        "Tin cũ",
        "Xem thêm ý kiến",
        "Đầu",
        "Trước 6 mục",
        "Xem tin",
        "Thêm",
        "Xem tin của xã khác",
        "Sau 20 năm xây dựng xã",
    ],
)
def test_the_previous_page_and_other_lists_have_other_names(label):
    assert following(f'<a href="?page=7">{label}</a>') is None


@pytest.mark.parametrize(
    ("listing", "number", "second", "leads"),
    [
        ("thoi-su/c5.html", 1, "thoi-su/2/c5.html", True),
        ("thoi-su/2/c5.html", 2, "thoi-su/3/c5.html", True),
        ("thoi-su/trang-9/c5.html", 9, "thoi-su/trang-10/c5.html", True),
        ("thoi-su/2/c5.html", 2, "thoi-su/1/c5.html", False),
        ("thoi-su/c5.html", 1, "kinh-te/2/c5.html", False),
        ("thoi-su/c5.html", 1, "thoi-su/2/c6.html", False),
    ],
)
@pytest.mark.parametrize("word", ["»", "Tiếp"])
def test_a_word_leads_to_a_number_within_the_path(listing, number, second, leads, word):
    html = f'<p>Trang {number} <a href="/{second}">{word}</a></p>'
    assert following(html, number, f"https://bao.vn/{listing}") == (
        f"https://bao.vn/{second}" if leads else None
    )


@pytest.mark.parametrize(
    ("listing", "number", "second"),
    [
        ("index.php?mod=list&cat=2", 1, "index.php?mod=list&cat=2&offset=10"),
        ("index.php?mod=list&cat=2&offset=10", 2, "index.php?mod=list&cat=2&offset=20"),
        ("index.php?mod=list&cat=2", 1, "index.php?mod=list&cat=2&from=10"),
        ("index.php?mod=list&cat=2&from=10", 2, "index.php?mod=list&cat=2&from=20"),
        ("index.php?mod=list&cat=2", 1, "index.php?vt=5&mod=list&cat=2"),
        ("List.aspx?c=2&so=1", 1, "List.aspx?c=2&so=2"),
    ],
)
def test_a_word_leads_to_a_number_in_the_query_regardless_of_its_name(listing, number, second):
    html = f'<a href="{second}">Trang sau</a>'.replace("&", "&amp;")
    assert following(html, number, f"https://bao.vn/{listing}") == f"https://bao.vn/{second}"


@pytest.mark.parametrize(
    "other",
    [
        "cat=3",
        "cat=2&nam=2023",
        "cat=2&lang=2",
        "cat=2&from=10&sort=1",
        "cat=2&newsid=57",
        "cat=2&from=x",
        "from=10",
    ],
)
def test_a_word_does_not_lead_to_another_list_day_or_order(other):
    html = f'<a href="list.php?{other}">Xem thêm</a>'.replace("&", "&amp;")
    assert following(html, 1, "https://bao.vn/list.php?cat=2") is None


@pytest.mark.parametrize(
    ("own", "position"),
    [
        ("cat=2", "Paged=TRUE&p_ID=30&PageFirstRow=31"),
        ("cat=2&Paged=TRUE&p_ID=30&PageFirstRow=31", "Paged=TRUE&p_ID=60&PageFirstRow=61&View={4F-2}"),
        ("cat=2", "after_id=120&after_date=2024-03-12"),
        ("cat=2&after_id=120", "after_id=110"),
        ("cat=2", "lastId=77"),
        ("cat=2", "cursor=eyJpZCI6MTJ9"),
        ("cat=2", "max-id=12"),
        ("cat=2&before=40391", "before=40327"),
        ("cat=2&before_id=91", "before_id=27"),
        ("cat=2", "older-than=9"),
    ],
)
@pytest.mark.parametrize("link", ["Xem thêm", "»", "<img src=/next.gif alt='Tiếp theo'>"])
def test_a_word_leads_to_a_later_position_of_the_list(own, position, link):
    following_ = f"https://bao.vn/list.php?cat=2&{position}"
    html = f"<a href='{following_.replace('&', '&amp;')}'>{link}</a>"
    assert following(html, 1 + own.count("&"), f"https://bao.vn/list.php?{own}") == following_


@pytest.mark.parametrize(
    "other",
    [
        "cat=3&lastId=77",
        "cat=2&PagedPrev=TRUE&Paged=TRUE&p_ID=30",
        "cat=2&View={4F-2}",
        "cat=2&after=x&lang=2",
    ],
)
def test_a_word_does_not_lead_to_a_position_of_another_list_or_back(other):
    html = f'<a href="list.php?{other}">»</a>'.replace("&", "&amp;")
    assert following(html, 1, "https://bao.vn/list.php?cat=2") is None


@pytest.mark.parametrize(
    "row",
    [
        "<b>1</b> | <a href='{0}=2'>2</a>",
        "Trang: [1] [<a href='{0}=2'>2</a>]",
        "<span>1</span><a href='{0}=2'>2</a>»",
        "1 <a href='{0}=2'>2</a> <a href='{0}=9'>9</a>",
    ],
)
def test_a_row_of_two_page_numbers_is_a_pager_without_a_name(row):
    html = f"<p>{row.format('list.php?cat=2&amp;tr')}</p>"
    assert following(html, 1, "https://bao.vn/list.php?cat=2") == "https://bao.vn/list.php?cat=2&tr=2"


@pytest.mark.parametrize(
    "html",
    [
        "",
        '<a href="/xa-hoi/?paged=2">2</a>',
        '<a href="https://example.org/kinh-te/?paged=2">2</a>',
        '<a href="?paged=1">Trang sau</a>',
        '<a rel="next" href="https://example.org/">x</a>',
        '<a href="?sort=2">2</a>',
    ],
)
def test_another_listing_or_the_same_page_is_not_a_next_page(html):
    assert following(html) is None


@pytest.mark.parametrize(
    ("url", "number"),
    [
        (LIST, None),
        (LIST + "?paged=12", 12),
        (LIST + "?Page=3", 3),
        (LIST + "page/4/", 4),
        (LIST + "trang-5", 5),
        (LIST + "?paged=99999999", None),
        (LIST + "?paged=x", None),
    ],
)
def test_the_number_of_a_page_is_read_from_its_address(url, number):
    assert page_number(url) == number


ROW = '<div class="{}"><b>1</b> <a href="{}">2</a> <a href="{}">3</a></div>'


@pytest.mark.parametrize(
    ("listing", "second", "third"),
    [
        ("/tin-tuc/", "/tin-tuc/2", "/tin-tuc/3"),
        ("/tin-tuc", "/tin-tuc/p/2", "/tin-tuc/p/3"),
        ("/tin-tuc", "/tin-tuc?start=10", "/tin-tuc?start=20"),
        ("/tin-tuc", "/tin-tuc?limitstart=15", "/tin-tuc?limitstart=30"),
        ("/tin-tuc", "/tin-tuc?offset=20&sort=new", "/tin-tuc?offset=40&sort=new"),
        ("/tin-tuc", "/tin-tuc?page=1", "/tin-tuc?page=2"),
        ("/tin-tuc.html", "/tin-tuc_2.html", "/tin-tuc_3.html"),
        ("/tin-tuc-c12.html", "/tin-tuc-c12-2.html", "/tin-tuc-c12-3.html"),
        ("/tin-tuc/", "/tin-tuc/index_2.html", "/tin-tuc/index_3.html"),
        ("/tin-tuc", "/tin-tuc/n-2", "/tin-tuc/n-3"),
        ("/p3c24/thoi-su.htm", "/p3c24/page-2/thoi-su.htm", "/p3c24/page-3/thoi-su.htm"),
        ("/muc/12/thoi-su.html", "/muc/trang-2/12/thoi-su.html", "/muc/trang-3/12/thoi-su.html"),
    ],
)
@pytest.mark.parametrize("name", ["pagination", "phantrang", "", "ctl00_UpdatePanel1"])
def test_a_row_of_page_numbers_is_followed_with_addresses_of_any_form(listing, second, third, name):
    root = "https://baonamdinh.vn"
    assert following(ROW.format(name, second, third), url=root + listing) == root + second
    on_second = '<a href="{}">1</a> <b>2</b> <a href="{}">3</a> <a href="{}">4</a>'.format(
        listing, third, third.replace("3", "4").replace("=20", "=30")
    )
    on_second = f'<div class="{name}">{on_second}</div>'
    assert following(on_second, 2, root + second) == root + third


@pytest.mark.parametrize(
    "html",
    [
        ROW.format("calendar", "/kinh-te/2", "/kinh-te/3"),
        ROW.format("rating", "/kinh-te/2", "/kinh-te/3"),
        ROW.format("boxLich", "/kinh-te/2", "/kinh-te/3"),
        ROW.format("", "/xa-hoi/2", "/xa-hoi/3"),
        ROW.format("", "/2/xa-hoi", "/3/xa-hoi"),
        ROW.format("calendar", "/page-2/kinh-te", "/page-3/kinh-te"),
        ROW.format("pagination", "https://example.org/kinh-te/2", "https://example.org/kinh-te/3"),
        '<p>Tin <a href="/kinh-te/2">2</a></p>',
        '<div class="comments paging"><a href="/kinh-te/2">2</a></div>',
    ],
)
def test_other_numbers_are_not_a_pager(html):
    assert following(html) is None


def test_a_word_in_a_pager_leads_on_to_the_following_number():
    assert following('<div class="paging"><a href="/kinh-te/2/">Trang sau</a></div>') == LIST + "2/"
    assert following('<div class="paging"><a href="/kinh-te/7/">Trang sau</a></div>') is None


@pytest.mark.parametrize(
    ("word", "leads"), [("Trang sau", True), ("»", True), ("Tiếp", True), ("Xem thêm", False)]
)
def test_a_word_of_pagers_leads_on_to_the_following_number_outside_of_one(word, leads):
    assert (following(f'<p>Trang 1/3 <a href="/kinh-te/2">{word}</a></p>') is not None) == leads
    assert following(f'<p>Trang 1/3 <a href="/kinh-te/3">{word}</a></p>') is None
    assert (following(f'<p><a href="/kinh-te/3">{word}</a></p>', 2, f"{LIST}2") is not None) == leads


@pytest.mark.parametrize(
    ("icon", "leads"),
    [
        ("fa fa-angle-right", True),
        ("bi bi-chevron-right", True),
        ("icon next", True),
        ("fa fa-angle-left", False),
        ("nextgen", False),
    ],
)
def test_an_icon_stands_for_an_arrow(icon, leads):
    assert (following(f"<p><a href='/kinh-te/2'><i class='{icon}'></i></a></p>") is not None) == leads
    assert following(f"<p><a href='/kinh-te/bai-viet'><i class='{icon}'></i></a></p>") is None


@pytest.mark.parametrize(
    ("html", "leads"),
    [
        ("<a href='/ds/7/2'><i class='fa fa-angle-right'></i></a>", True),
        ("<a href='/ds/7/2/'>»</a>", True),
        ("<a href='/ds/7/3'>»</a>", False),
        ("<a href='/ds/bai-2'>»</a>", False),
        ("<a href='/2024/03/2'>»</a>", False),
        ("<a href='/ds/7/2'>Xem thêm</a>", False),
        ("<div class=slider><a href='/ds/7/2'>»</a></div>", False),
        ("<p>Ảnh 1 trên 5 <a href='/ds/7/2'>»</a></p>", False),
    ],
)
def test_an_arrow_by_itself_leads_to_an_address_that_ends_in_the_number_of_the_page(html, leads):
    assert (following(html) is not None) == leads


@pytest.mark.parametrize(
    ("text", "leads"),
    [("1/3", True), ("Trang 1 / 3", True), ("1 of 3", True), ("3/3", False), ("Tin 1/3", False)],
)
def test_an_arrow_beside_the_number_of_all_pages_leads_to_any_address(text, leads):
    html = f"<p><a href='/kinh-te'>&lt;</a> {text} <a href='/ds/7/2'>&gt;</a></p>"
    assert (following(html) == "https://baonamdinh.vn/ds/7/2") == leads


@pytest.mark.parametrize("name", ["b_start:int", "vt", "begin", "tu_dong"])
def test_a_number_that_led_to_this_page_leads_to_the_next_one_in_any_place(name):
    row = f'<div class=bar>[2] <a href="/tin">1</a> <b>18 tin</b> <a href="/tin?{name}=12">3</a></div>'
    assert following(row, 2, f"https://bao.vn/tin?{name}=6") == f"https://bao.vn/tin?{name}=12"


@pytest.mark.parametrize("name", ["star", "thang", "cat", "rating", "ngay", "sao_id"])
def test_a_number_that_means_something_else_does_not_lead_on(name):
    row = f'<p>Chọn <a href="/tin?{name}=3">3</a> trong 5</p>'
    assert following(row, 2, f"https://bao.vn/tin?{name}=2") is None


def test_a_guess_replaces_the_parameter_and_keeps_the_rest():
    assert guess_page(LIST + "?a=1&paged=2", "paged", 3) == LIST + "?a=1&paged=3"


@pytest.mark.parametrize(
    ("url", "number", "html", "following"),
    [
        (
            "/giao-duc",
            1,
            '<a class="page" href="/giao-duc/pgrid/588/pageid/2">2</a>',
            "/giao-duc/pgrid/588/pageid/2",
        ),
        (
            "/giao-duc/pgrid/588/pageid/2",
            2,
            '<a class="next" href="/giao-duc/pgrid/588/pageid/3">&gt;</a>',
            "/giao-duc/pgrid/588/pageid/3",
        ),
        (
            "/Tin/tabid/80/Default.aspx",
            1,
            '<a href="/Tin/tabid/80/currentpage/2/Default.aspx">Next</a>',
            "/Tin/tabid/80/currentpage/2/Default.aspx",
        ),
        (
            "/tabid/66/language/vi-VN/Default.aspx",
            1,
            '<a href="/tabid/66/currentpage/2/language/vi-VN/Default.aspx">2</a>',
            "/tabid/66/currentpage/2/language/vi-VN/Default.aspx",
        ),
        (
            "/tabid/66/currentpage/2/language/vi-VN/Default.aspx",
            2,
            '<a href="/tabid/66/currentpage/3/language/vi-VN/Default.aspx">Next</a>',
            "/tabid/66/currentpage/3/language/vi-VN/Default.aspx",
        ),
        (
            "/tin.html",
            1,
            '<a href="/tin.html?start=20">3</a><a href="/tin.html?start=10">2</a>',
            "/tin.html?start=10",
        ),
        (
            "/tin.html?start=10",
            2,
            '<a href="/tin.html">1</a><a href="/tin.html?start=20">3</a>',
            "/tin.html?start=20",
        ),
        (
            "/tin.html?start=10",
            2,
            '<a href="/tin.html?start=20" title="Tiếp tục">&raquo;</a>',
            "/tin.html?start=20",
        ),
        ("/tin", 1, '<a href="/tin?page=1">2</a><a href="/tin?page=2">3</a>', "/tin?page=1"),
        (
            "/tin?page=1",
            2,
            '<a href="/tin">1</a><a href="/tin?page=2">3</a><a href="/tin?page=3">4</a>',
            "/tin?page=2",
        ),
        ("/tin?page=1", 2, '<a href="/tin?page=2">sau ›</a>', "/tin?page=2"),
        ("/", 1, '<a href="/index.php?page=2">2</a>', "/index.php?page=2"),
        ("/tin/index.php", 1, '<a href="/tin/?page=2">2</a>', "/tin/?page=2"),
        ("/tin/", 1, '<a href="/tin/Default.aspx?page=2">2</a>', "/tin/Default.aspx?page=2"),
        (
            "/tin/itemlist/category/4-nong-nghiep",
            1,
            '<a href="/tin/itemlist/category/4-nong-nghiep?start=12">2</a>',
            "/tin/itemlist/category/4-nong-nghiep?start=12",
        ),
    ],
)
def test_the_pagers_of_dotnetnuke_joomla_and_drupal(url, number, html, following):
    page = Page(f"<html><body>{html}</body></html>".encode(), "https://vidu.vn" + url)
    assert next_page(page, number) == "https://vidu.vn" + following


@pytest.mark.parametrize("other", ["/index.php?nv=laws&amp;page=2", "/laws/index.php?page=2", "/x/?page=2"])
def test_a_box_of_another_list_on_the_front_page_has_its_own_pager(other):
    page = Page(f"<html><body><a href='{other}'>2</a></body></html>".encode(), "https://vidu.vn/")
    assert next_page(page, 1) is None


def test_the_number_of_comments_is_not_a_page():
    assert following('<a href="/kinh-te/?p=57">2</a>') is None


@pytest.mark.parametrize(
    "pager",
    [
        '<ul class="pager"><li class="pager-next"><a href="/tin?page=1">sau ›</a></li></ul>',
        '<nav class="pager"><li class="pager__item--next"><a href="?page=1" title="Đến trang kế"><span>››</span></a></nav>',
    ],
)
def test_the_second_page_of_a_short_pager_of_drupal_has_number_one(pager):
    assert following(pager, url="https://bao.vn/tin") == "https://bao.vn/tin?page=1"
    assert following(pager, url="https://bao.vn/tin?page=1") is None


@pytest.mark.parametrize(
    ("label", "url"),
    [
        ("Bài đăng cũ hơn", "/search?updated-max=2024-05-05T09:12:00%2B07:00&max-results=7"),
        ("Trang sau", "/kinh-te?after=eyJpZCI6NDF9"),
        ("Trang tiếp »", "/kinh-te/tu-ngay-2024-05-01"),
        ("Older posts", "/archive/b7f2"),
        ("<span>›</span><i title='Trang sau'></i>", "/kinh-te?page=2"),
    ],
)
def test_a_link_that_is_called_the_next_page_is_followed_wherever_it_leads(label, url):
    assert following(f'<a href="{url}">{label}</a>') == f"https://baonamdinh.vn{url}"


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/xa-hoi">Xem thêm</a>',
        '<a href="/xa-hoi">»</a>',
        '<a href="/kinh-te/#x">Trang sau</a>',
        '<a href="https://www.baonamdinh.vn/kinh-te/">Trang sau</a>',
        '<a href="https://example.org/2">Trang sau</a>',
    ],
)
def test_another_word_or_the_same_page_does_not_lead_on(html):
    assert following(html) is None


@pytest.mark.parametrize(
    "row", ["<b>1</b> <a href='/ds/7/2'>2</a> <a href='/ds/7/3'>3</a>", "1 <a href='/ds/7/2'>2</a> »"]
)
def test_a_row_that_is_called_a_pager_is_followed_wherever_it_leads(row):
    assert following(f"<div class=phan-trang>{row}</div>") == "https://baonamdinh.vn/ds/7/2"
    assert following(f"<div class=lich-thang>{row}</div>") is None
    assert following(f"<div class=phan-trang>Quý {row}</div>") is None


@pytest.mark.parametrize(
    ("listing", "second"),
    [
        ("/vi-vn/news/tin-tuc.bic", "/vi-vn/news/tin-tuc/trang2.bic"),
        ("/tin.php", "/tin/page/2.php"),
        ("/tin.jsp", "/tin-2.jsp"),
        ("/tin-tuc.vnp", "/tin-tuc/trang-2.vnp"),
        ("/tin.html", "/tin/trang-2.html"),
    ],
)
def test_the_ending_of_a_listing_may_be_any(listing, second):
    html = f'<div class="so-trang">1 <a href="{second}">2</a> <a href="{second}?cuoi">»</a></div>'
    assert following(html, url=f"https://bao.vn{listing}") == f"https://bao.vn{second}"


def test_a_picture_may_be_the_next_page():
    html = '<a href="?page=1"><img src="truoc.gif" alt="Trang trước"></a><a href="?page=3"><img src="sau.gif" alt="Trang sau"></a>'
    assert following(html, 2, LIST + "?page=2") == LIST + "?page=3"


def test_a_number_beside_a_hidden_word_is_that_of_the_page():
    links = "".join(
        f"<li><a href='?page={n - 1}'><span class=visually-hidden>Trang</span>{n}</a></li>"
        for n in range(1, 5)
    )
    assert following(f"<ul class=pager>{links}</ul>") == f"{LIST}?page=1"


@pytest.mark.parametrize(
    "label", ["« Ngày trước", "Tin ngày trước", "Các tin của ngày trước đó", "Hôm trước"]
)
@pytest.mark.parametrize(
    ("day", "before"),
    [
        ("/tin/2024/09/28/", "/tin/2024/09/12/"),
        ("/tin/2024/09/02/", "/tin/2024/08/31/"),
        ("/ngay-28-9-2024", "/ngay-27-9-2024"),
        ("/tin?ngay=28-09-2024", "/tin?ngay=27-09-2024"),
    ],
)
def test_the_list_of_a_day_leads_to_that_of_the_day_before(label, day, before):
    root = "https://baonamdinh.vn"
    assert following(f"<a href='{before}'>{label}</a>", url=root + day) == root + before
    assert following(f"<a href='{before}'>Ngày sau</a>", url=root + day) is None


@pytest.mark.parametrize(
    ("one", "other"), [("trang1", "trang2"), ("page", "trang"), ("_a_INSTANCE_x_cur", "_b_INSTANCE_y_cur")]
)
def test_each_list_of_a_page_has_a_pager_of_its_own(one, other):
    def made(query):
        pagers = "".join(
            "<p>" + "".join(f"<a href='/tin?{name}={n}'>{n}</a> " for n in (1, 2, 3)) + "</p>"
            for name in (one, other)
        )
        return Page(f"<html><body>{pagers}</body></html>".encode(), f"https://xa.example.vn/tin{query}")

    first = made("")
    assert next_page(first, 1) == f"https://xa.example.vn/tin?{one}=2"
    assert other_pagers(first, f"https://xa.example.vn/tin?{one}=2") == {
        other: f"https://xa.example.vn/tin?{other}=2"
    }
    for name in (one, other):
        assert next_page(made(f"?{name}=2"), 2) == f"https://xa.example.vn/tin?{name}=3"


@pytest.mark.parametrize("tag", ["router-link", "nuxt-link"])
def test_a_link_of_a_router_leads_to_the_next_page(tag):
    link = f"<{tag} to='/kinh-te?page=2' class=next>Trang sau</{tag}>"
    assert following(link, url="https://xa.example.vn/kinh-te") == "https://xa.example.vn/kinh-te?page=2"


def test_dots_are_followed_by_the_number_with_which_they_are_read_aloud():
    dots = "".join(f"<a href='/kinh-te/{n}' aria-label='Trang {n}'></a>" for n in range(1, 4))
    for number, path in ((1, "/kinh-te"), (2, "/kinh-te/2")):
        assert following(dots, number=number, url=f"https://xa.example.vn{path}") == (
            f"https://xa.example.vn/kinh-te/{number + 1}"
        )


@pytest.mark.parametrize(
    ("link", "is_next"),
    [
        ("<a href='?offset=8'><svg viewBox='0 0 9 9'><path d='M9 5l7 7-7 7'/></svg></a>", True),
        ("<a href='?tu=8'><i class=mui-ten></i></a>", True),
        ("<a href='?offset=8'><svg></svg> Ảnh</a>", False),
        ("<a href='?offset=8' title='Ảnh sau'><svg></svg></a>", False),
        ("<a href='?offset=8'><img src=a.png></a>", False),
        ("<a href='?id=8'><svg></svg></a>", False),
        ("<div class=slider><a href='?offset=8'><svg></svg></a></div>", False),
    ],
)
def test_a_drawing_without_a_name_is_followed_if_its_address_raises_a_number(link, is_next):
    assert (following(link, url="https://xa.example.vn/tin") is not None) == is_next


@pytest.mark.parametrize("written", ["{0},{1}", "{0}%2C{1}", "{0},{1},0"])
def test_one_parameter_numbers_the_pages_of_several_lists(written):
    """As Drupal does, from 0."""

    def made(*shown):
        def link(place, number):
            numbers = [number if place == each else shown[each] for each in (0, 1)]
            return f"<li><a href='?page={written.format(*numbers)}'>{number + 1}</a></li>"

        pagers = "".join(
            f"<ul class=pager>{''.join(link(place, n) for n in range(3))}</ul>" for place in (0, 1)
        )
        query = f"?page={written.format(*shown)}" if any(shown) else ""
        return Page(f"<html><body>{pagers}</body></html>".encode(), f"https://xa.example.vn/tin{query}")

    def url(*numbers):
        return f"https://xa.example.vn/tin?page={written.format(*numbers)}"

    assert next_page(made(0, 0), 1) == url(1, 0)
    assert [*other_pagers(made(0, 0), url(1, 0)).values()] == [url(0, 1)]
    assert next_page(made(1, 0), 2) == url(2, 0)
    assert next_page(made(0, 1), 2) == url(0, 2)


@pytest.mark.parametrize(
    ("own", "html", "leads"),
    [
        ("", "<a href='{0}'>1</a><a href='{0}?pid=2'>2</a>", True),
        ("", "<b>1</b><a href='{0}?k=2'>2</a>", True),
        ("", "<a href='{0}?trangthu=1'>1</a><a href='{0}?trangthu=2'>2</a>", True),
        ("", "<a href='{0}?n=2'>[2]</a>", True),
        ("?cat=5", "<a href='{0}?cat=5&so=2'>Trang 2</a>", True),
        ("?cat=5", "<a href='{0}?cat=5&page_id=2'>2</a>", True),
        ("", "<a href='{0}?tuan=2'>2</a>", False),
        ("", "<a href='{0}?cat=2'>2</a>", False),
        ("", "<a href='{0}?bai_id=2'>2</a>", False),
        ("", "<a href='{0}?k=7'>2</a>", False),
        ("?cat=5", "<a href='{0}?cat=6&so=2'>2</a>", False),
    ],
)
def test_a_number_beside_the_articles_leads_to_the_page_that_its_address_names(own, html, leads):
    cards = "".join(f"<div><a href='/tin/{n}'>Một tin của xã</a></div>" for n in range(3))
    url = f"https://bao.vn/tin.aspx{own}"
    found = following(f"<div>{cards}{html.format('/tin.aspx')}</div>", 1, url)
    assert (found is not None) is leads


@pytest.mark.parametrize("order", [(1, 2, 3, 4), (4, 3, 2, 1), (2, 4, 1)])
def test_a_pager_whose_numbers_are_all_called_the_next_page_is_read_by_its_numbers(order):
    links = "".join(f"<a rel='next' href='/tin/page-{n}/'>{n}</a>" for n in order)
    assert following(f"<ul class=pagination>{links}</ul>", 3, "https://bao.vn/tin/page-3/") == (
        "https://bao.vn/tin/page-4/" if 4 in order else None
    )


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("/hai-nguoi-bi-thuong-o-nha-trang-45678.html", None),
        ("/xa-hai-minh-ra-quan-chinh-trang-712.html", None),
        ("/lat-tung-page-12345", None),
        ("/tin-tuc-trang-2.html", 2),
        ("/tin-trong-tinh-va-ca-nuoc-trang-12.html", 12),
        ("/tin-tuc-trang-150.html", 150),
        ("/tin-tuc-p120", 120),
        ("/tin-tuc/trang-12345", 12345),
    ],
)
def test_the_id_after_a_headline_is_no_number_of_a_page(path, number):
    assert page_number(f"https://bao.vn{path}") == number


@pytest.mark.parametrize(
    "url", ["?sau=eDQweTI", "?truoc=2024-06-06-0733", "?tu=tin-120", "?b=65fa10c2b9e1d40012ab34cd", "?x=MTIz"]
)
def test_more_of_a_list_is_followed_to_a_mark_in_its_query(url):
    assert following(f'<a href="{url}">Xem thêm tin khác</a>') == LIST + url
    assert following('<a href="?muc=kinh-te">Xem thêm tin khác</a>') is None
    assert following('<a href="?ngay=2024-06-06">Xem thêm tin khác</a>') is None


@pytest.mark.parametrize(
    ("own", "added", "leads"),
    [
        ("?tu=40391", "?tu=40327", True),
        ("?sau=120", "?sau=100", True),
        ("?moc=1000", "?moc=990", True),
        ("?m=7&tu=40391", "?m=7&tu=40327", True),
        ("?tu=30", "?tu=10", False),
        ("?nam=2024", "?nam=2023", False),
        ("?muc=900", "?muc=800", False),
        ("?tu=a40391", "?tu=40327", False),
        ("?m=7&tu=40391", "?m=8&tu=40327", False),
    ],
)
def test_more_of_a_list_is_followed_to_a_lower_number_of_an_article(own, added, leads):
    link = f'<a href="{added}">Xem thêm</a>'.replace("&", "&amp;")
    assert following(link, 2, LIST + own) == (LIST + added if leads else None)
    assert following(link, 1, LIST + own) is None, "the number of another section"


@pytest.mark.parametrize(
    ("pager", "second", "third"),
    [
        ("<a href='?page=1'>Đầu</a> Trang {}/7 <a href='?page=7'>Cuối</a>", "?page=2", "?page=3"),
        ("<a href='?page=0'>« Đầu</a> Trang {}/7 <a href='?page=6'>Cuối »</a>", "?page=1", "?page=2"),
        ("Trang {} / 7 <a href='?start=60'>Trang cuối</a>", "?start=10", "?start=20"),
        ("<a href='/kinh-te'>|&lt;</a> {}/7 <a href='/kinh-te/trang-7'>&gt;|</a>", "/trang-2", "/trang-3"),
        (
            "<span>Trang {} trên 7</span> <a href='?trang=7'><img src=c.gif alt='Trang cuối'></a>",
            "?trang=2",
            "?trang=3",
        ),
        ("<p><a href='?p=1'>First</a> <a href='?p=7'>Last</a></p><!--{}-->", "?p=2", "?p=3"),
        ("<p><a href='?page=0'>Đầu</a> <a href='?page=6'>Cuối</a></p><!--{}-->", "?page=1", "?page=2"),
        ("<li><b>{}/7</b></li><li><a href='?paged=7'>»»</a></li>", "?paged=2", "?paged=3"),
        ("<a href='/kinh-te/page/7/'>Cuối cùng</a> (trang {}/7)", "/page/2/", "/page/3/"),
        ("<a href='?offset=60'>Cuối</a> <i>{} / 7</i>", "?offset=10", "?offset=20"),
    ],
)
def test_a_pager_that_leads_to_the_last_page_alone_is_counted_on(pager, second, third):
    box = f"<div class=pagination>{pager}</div>"
    list_url = LIST.rstrip("/")
    assert following(box.format(1), url=list_url) == list_url + second
    assert following(box.format(2), 2, url=list_url + second) == list_url + third
    assert following(box.replace("{}", "7").replace("{", ""), 7, url=list_url + "?page=7") is None


@pytest.mark.parametrize(
    "pager",
    [
        "Trang 1/7 <a href='?start=65'>Cuối</a>",
        "Trang 3/7 <a href='?page=7'>Cuối</a>",
        "Trang 1/1 <a href='?page=1'>Cuối</a>",
        "<a href='/the-thao?page=7'>Cuối</a>",
    ],
)
def test_a_last_page_that_does_not_tell_how_pages_are_counted_is_not_counted_on(pager):
    assert following(f"<div>{pager}</div>") is None


@pytest.mark.parametrize(
    "second", ["/page:{}", "/page,{}", ",{}", "~{}", ".{}", "={}", ":{}", "-{}", "_p{}", "/tin-cu-{}"]
)
def test_a_number_after_any_sign_is_that_of_a_page(second):
    first = LIST.rstrip("/")
    urls = [first, *(first + second.format(n) for n in (2, 3, 4))]
    for n in (1, 2):
        assert following(f"<a href='{urls[n]}'>Next »</a>", n, urls[n - 1]) == urls[n]
        row = " ".join(f"<a href='{url}'>{i}</a>" for i, url in enumerate(urls, 1) if i != n)
        assert following(f"<p>{row}</p>", n, urls[n - 1]) == urls[n]


#: Addresses of the first page of a list, and of its others.
_LISTS = [
    ("/tin", "/tin/{}"),
    ("/tin.html", "/tin_{}.html"),
    ("/muc/tin", "/muc/tin-{}"),
    ("/c5/tin.htm", "/c5/{}/tin.htm"),
    ("/tin-12", "/tin-12/{}"),
    ("/tin/", "/tin/index_{}.html"),
]


def _row_without(n, urls, window):
    near = [(i, url) for i, url in enumerate(urls, 1) if i != n and abs(i - n) <= window]
    return " | ".join(f"<a href='{url}'>{i}</a>" for i, url in near)


@pytest.mark.parametrize("window", [1, 2, 9])
@pytest.mark.parametrize(("first", "others"), _LISTS)
def test_a_row_that_leaves_out_the_number_of_its_page_is_followed_to_the_last_one(first, others, window):
    urls = [f"https://bao.vn{each}" for each in (first, *(others.format(n) for n in range(2, 7)))]
    for n, url in enumerate(urls, 1):
        row = f"<div class=hang>Trang: {_row_without(n, urls, window)}</div>"
        assert following(row, n, url) == (urls[n] if n < len(urls) else None)


@pytest.mark.parametrize(
    "row",
    [
        "<div class=lich><a href=/tin/1>1</a> <a href=/tin/2>2</a> <a href=/tin/4>4</a></div>",
        "<p><a href=/tin/1>1</a> và <a href=/tin/4>4</a></p>",
        "<p><a href=/tin/1>1</a> <a href=/tin/4>4</a></p>",
        "<p><a href=/xa/1>1</a> <a href=/xa/2>2</a> <a href=/xa/4>4</a></p>",
        "<p><a href=/tin/lua-chiem-o-xa-moi.html>2</a> <a href=/tin/cau-qua-song-o-thon-ba.html>4</a></p>",
        "<p><a href=/tin/1>1</a> <a href=/tin/2>2</a> <a href=/tin/5>5</a></p>",
    ],
)
def test_other_numbers_beside_a_gap_are_not_followed(row):
    assert following(row, 3, "https://bao.vn/tin/3") is None


def test_the_last_page_of_a_list_that_counts_from_zero_is_not_the_next_one():
    pager = "<a href='?page=0'>« Đầu</a> 2/4 <a href='?page=2'>Sau ›</a> <a href='?page=3'>Cuối »</a>"
    assert following(f"<div>{pager}</div>", 2, LIST + "?page=1") == LIST + "?page=2"
    assert following("<a href='?page=1'>Next »</a>") == LIST + "?page=1"


#: What addresses add to `/tin` for their second and third page.
_ADDED = [
    ("/10", "/20"),
    ("/tu-10", "/tu-20"),
    ("?2", "?3"),
    ("_p2", "_p3"),
    (",2", ",3"),
    ("~2", "~3"),
    (".2", ".3"),
    ("/tin-cu-2", "/tin-cu-3"),
    ("=2", "=3"),
    ("/so/2", "/so/3"),
    ("/12", "/24"),
    ("/pg2", "/pg3"),
]


@pytest.mark.parametrize("arrow", ["Next »", "Sau", "❯", "<svg><path d='M1 1'/></svg>"])
@pytest.mark.parametrize("added", _ADDED)
@pytest.mark.parametrize("end", ["", ".html"])
def test_an_arrow_alone_is_followed_to_an_unusual_address(arrow, added, end):
    second, third = (
        f"https://xa.example.vn/tin{end}{each}" if "?" in each else f"https://xa.example.vn/tin{each}{end}"
        for each in added
    )
    back = "" if arrow == "Sau" else "<a href='/tin' title='Trang trước'>‹</a>"
    assert (
        following(f"<p><a href='{second}'>{arrow}</a></p>", url=f"https://xa.example.vn/tin{end}") == second
    )
    assert following(f"<p>{back}<a href='{third}'>{arrow}</a></p>", 2, second) == third
    assert following(f"<p><a href='{second}'>{arrow}</a></p>", 3, third) is None


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/tin/13'>Sau</a>",
        "<a href='/tin/abc/de-2'>Xem thêm</a>",
        "<a href='/tin/2024'>»</a>",
        "<a href='/khac/10'>»</a>",
        "<a href='https://khac.vn/tin/10'>»</a>",
        "<a href='/tin/lich-10' title='Ảnh'><svg></svg></a>",
        "<a href='/tin?id=10'><svg></svg></a>",
    ],
)
def test_an_arrow_to_another_number_is_not_followed(link):
    assert following(f"<p>{link}</p>", url="https://xa.example.vn/tin") is None


@pytest.mark.parametrize(
    ("last", "second"),
    [
        ("/tin/4", "/tin/2"),
        ("/tin,4.html", "/tin,2.html"),
        ("?so=4", "?so=2"),
        ("?dong=31", "?dong=11"),
        ("/tin/tu-30", "/tin/tu-10"),
        ("/tin~4", "/tin~2"),
        ("?k=30", "?k=10"),
        ("/tin_p4.htm", "/tin_p2.htm"),
        ("/danh-sach-4/", "/danh-sach-2/"),
        ("?4", "?2"),
        ("/tin/29", None),
        ("/lua-chin-84513.html", None),
        ("/bai/84511", None),
        ("/tin/cuoi", None),
    ],
)
def test_the_second_page_is_counted_from_a_last_one_of_any_form(last, second):
    html = f"<p><a href='/tin'>Đầu</a> Trang 1/4 <a href='{last}'>Cuối</a></p>"
    found = following(html, url="https://xa.example.vn/tin")
    path = second if second is None or second.startswith("/") else f"/tin{second}"
    assert found == (path and f"https://xa.example.vn{path}")


@pytest.mark.parametrize(
    ("listing", "number", "html", "following_path"),
    [
        ("/tin", 1, "<a href='/danh-sach/2/tin'>2</a>", "/danh-sach/2/tin"),
        ("/tin", 1, "<a href='/danh-sach/2/tin'>»</a>", "/danh-sach/2/tin"),
        ("/danh-sach/2/tin", 2, "<a href='/tin'>1</a> <a href='/danh-sach/3/tin'>3</a>", "/danh-sach/3/tin"),
        ("/muc/tin", 1, "<a href='/muc/page/2/tin'>Trang sau</a>", "/muc/page/2/tin"),
        ("/tin-c3.html", 1, "<a href='/trang-2/tin-c3.html'>2</a>", "/trang-2/tin-c3.html"),
        ("/tin", 1, "<a href='/tin?page=1'>Xem trang tiếp theo</a>", "/tin?page=1"),
        ("/tin?page=0", 1, "<a href='/tin?page=1'>Xem trang kế tiếp</a>", "/tin?page=1"),
        ("/tin", 1, "<p><a href='/binh-luan/2/tin'>2</a> bình luận</p>", None),
        ("/tin", 1, "<a href='/tin?page=1'>Xem thêm</a>", None),
    ],
)
def test_a_number_before_the_name_of_the_list_and_one_counted_from_0_lead_on(
    listing, number, html, following_path
):
    host = "https://baoxa.example.vn"
    expected = None if following_path is None else host + following_path
    assert following(f"<p>Tin</p>{html}", number, host + listing) == expected

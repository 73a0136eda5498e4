"""Listings of portals that no file describes, in the places where such portals have them."""

import pytest

from tests.portal import records, runs
from tests.sampling import tried
from tests.site import PARAGRAPH, crawl_apart, crawl_portal, last_run
from tests.webserver import Answer

HOST = "congthongtin.example.vn"
NUMBERS = "một hai ba bốn năm sáu bảy tám chín mười".split()


def address(number):
    return f"/xem.php?so={number + 40}"


def title(number):
    return f"Xã khởi công đường liên thôn số {NUMBERS[number % 10]} trong đợt {NUMBERS[number // 10]}"


def links(*numbers):
    items = (
        f"<div class=tin><h3><a href='{address(n)}'>{title(n)}</a></h3><i>12/03/2024</i></div>"
        for n in numbers
    )
    return f"<div class=ds>{''.join(items)}</div>"


def site(articles, **lists):
    """`lists`: markup by path."""
    pages = {(HOST, path): f"<html><body><p>Tin</p>{markup}</body></html>" for path, markup in lists.items()}
    for n in range(articles):
        pages[HOST, address(n)] = (
            f"<html><body><h1>{title(n)}</h1><p>15/03/2024 08:05</p><div>{PARAGRAPH * 3}</div></body></html>"
        )
    return pages | {(HOST, "/robots.txt"): ""}


def crawl(pages, data, *arguments):
    return crawl_portal(pages, data, HOST, *arguments)


def stored(data):
    return {record["url"].removeprefix(f"https://{HOST}") for record in records(data)}


def all_of(count):
    return {address(n) for n in range(count)}


@pytest.mark.slow
def test_a_section_that_only_a_section_links_to_is_read(tmp_path):
    menu = "<nav><a href='/thoi-su'>Thời sự</a></nav>"
    pages = site(
        12,
        **{
            "/": menu + links(0, 1, 2),
            "/thoi-su": menu
            + "<ul class=muc><li><a href='/tin-thon'>Tin thôn</a></li></ul>"
            + links(3, 4, 5)
            + "<ul class=nav-tabs><li><a href='#xom' data-url='/ajax/muc/2'>Tin xóm</a></li></ul>",
            "/ajax/muc/2": links(10),
            "/tin-thon": menu + "<h2><a href='/tin-thon/lich-su'>Lịch sử thôn</a></h2>" + links(6, 7, 8),
            "/tin-thon/lich-su": menu + "<p><a href='/tin-thon/khac'>Khác nữa</a></p>" + links(9),
            "/tin-thon/khac": menu + links(11),
        },
    )
    ended, _ = crawl(pages, tmp_path)
    assert stored(tmp_path) == all_of(11), ended.stdout


def test_a_section_that_robots_txt_forbids_is_named_in_the_first_run_alone(tmp_path):
    menu = "<nav><a href='/thoi-su'>Thời sự</a><a href='/kinh-te'>Kinh tế</a></nav>"
    pages = site(
        9, **{"/": menu + links(0, 1, 2), "/thoi-su": menu + links(3, 4, 5), "/kinh-te": menu + links(6)}
    )
    pages[HOST, "/robots.txt"] = "User-agent: *\nDisallow: /kinh-te\n"
    ended = [crawl(pages, tmp_path)[0] for _ in range(2)]
    assert f"robots https://{HOST}/kinh-te: robots.txt forbids it" in ended[0].stdout
    assert [each.returncode for each in ended] == [10, 0]


def test_the_folders_of_articles_are_sections_where_a_script_draws_the_menu(tmp_path):
    def cards(*numbers):
        return "".join(
            f"<div><h3><a href='/{('thoi-su', 'kinh-te', 'anh')[n % 3]}{address(n)}'>{title(n)}</a></h3><i>12/03/2024</i></div>"
            for n in numbers
        )

    menu = "<div id=menu></div><script>drawMenu('#menu')</script>"
    pages = site(
        0,
        **{
            "/": menu + cards(0, 1, 2, 3, 4, 5),
            "/thoi-su": menu + cards(0, 3, 6, 9),
            "/kinh-te": menu + cards(1, 4, 7, 10),
            "/anh": "",
        },
    )
    pages[HOST, "/anh"] = Answer(b"", 403)
    for (host, path), page in site(11).items():
        n = next((n for n in range(11) if address(n) == path), None)
        if n is not None:
            pages[host, f"/{('thoi-su', 'kinh-te', 'anh')[n % 3]}{path}"] = page
    ended, _ = crawl(pages, tmp_path)
    assert len(stored(tmp_path)) == 10, ended.stdout
    assert ended.returncode == 0, ended.stdout


def test_titles_and_numbers_on_a_section_are_not_sections(tmp_path):
    others = "".join(f"<p><a href='/ho-so/{n}'>Quyết định {n}/QĐ-UBND</a></p>" for n in range(3))
    long = "<p><a href='/hoi/1'>Hỏi về thủ tục cấp lại giấy khai sinh cho trẻ em dưới sáu tuổi</a></p>"
    menu = "<nav><a href='/thoi-su'>Thời sự</a><a href='/lich-cong-tac/'>Lịch công tác</a></nav>"
    pages = site(6, **{"/": menu + links(0, 1, 2), "/thoi-su": menu + others + long + links(3, 4, 5)})
    pages |= {(HOST, path): "<p>Tệp đính kèm</p>" for path in ("/ho-so/0", "/ho-so/1", "/ho-so/2", "/hoi/1")}
    ended, asked = crawl(pages, tmp_path)
    assert stored(tmp_path) == all_of(6)
    assert (
        f"https://{HOST}/hoi/1 was tried and is not an article; others of its shape are left out"
        in ended.stderr
    )
    assert ended.stderr.count("schedules and procedures are left out, such as /lich-cong-tac\n") == 1
    read = [path for path in asked if path.startswith(("/ho-so", "/hoi"))]
    assert read == [*dict.fromkeys(read)], "tried at most, and not read as sections"
    assert not {"/ho-so/1", "/ho-so/2"} & {*read}


def test_sections_beyond_the_limit_are_counted(tmp_path):
    below = "".join(f"<a href='/muc-{name}'>Mục {name}</a> " for name in "abcdef")
    menu = "<nav><a href='/thoi-su'>Thời sự</a></nav>"
    pages = site(6, **{"/": menu + links(0, 1, 2), "/thoi-su": menu + below + links(3, 4, 5)})
    _, asked = crawl(pages, tmp_path, "-s", "DVCRAWLER_MAX_SECTIONS=3")
    assert len([path for path in asked if path.startswith("/muc-")]) == 2
    assert runs(tmp_path, f"portal/{HOST}")[-1]["stats"]["dvcrawler/listing/sections_left"] == 4


@pytest.mark.sampled(3)
@pytest.mark.parametrize("form", ["/?page={}", "/page/{}/", "/?trang={}"])
def test_the_pages_of_a_front_page_are_read(tmp_path, form):
    def pager(number):
        return f"<div class=pages><a href='{form.format(number)}'>{number}</a></div>"

    pages = site(
        9,
        **{
            "/": links(0, 1, 2) + pager(2),
            form.format(2): links(3, 4, 5) + pager(3),
            form.format(3): links(6, 7, 8),
        },
    )
    ended, _ = crawl(pages, tmp_path)
    assert stored(tmp_path) == all_of(9), ended.stdout
    _, again = crawl(pages, tmp_path, "-a", "since=2024-03-01")
    assert form.format(3) not in again


def test_buttons_of_the_boxes_of_a_front_page_are_not_its_pager(tmp_path):
    pages = site(
        3, **{"/": links(0, 1, 2) + "<div class=load-more><a href='javascript:void(0)'>Xem thêm</a></div>"}
    )
    ended, _ = crawl(pages, tmp_path)
    assert ended.returncode == 0, ended.stdout


def test_a_front_page_of_frames_is_read(tmp_path):
    frames = (
        "<frameset><frame src='dau.htm'><frame name=menu src='/menu.asp'><frame src='main.asp'></frameset>"
    )
    pages = site(
        6,
        **{
            "/menu.asp": "<a href='ds.asp?loai=1' target=main>Tất cả tin</a>",
            "/main.asp": links(0, 1, 2),
            "/ds.asp?loai=1": links(3, 4, 5),
            "/dau.htm": "<img src=dau.gif>",
        },
    )
    pages[HOST, "/"] = f"<html><head><title>Trang tin</title></head>{frames}</html>"
    ended, _ = crawl(pages, tmp_path)
    assert stored(tmp_path) == all_of(6), ended.stdout


@pytest.mark.sampled(2)
@pytest.mark.parametrize("mark", ["<li><a href='/{}'>{}</a></li>", "<p>- <a href='/{}'>{}</a></p>"])
def test_sections_with_names_as_long_as_headlines_are_sections(tmp_path, mark):
    names = (
        "Học tập và làm theo lời Bác",
        "Xây dựng Đảng và hệ thống chính trị",
        "Công tác Mặt trận và các đoàn thể",
    )
    slugs = (
        "hoc-tap-va-lam-theo-loi-bac",
        "xay-dung-dang-va-he-thong-chinh-tri",
        "cong-tac-mat-tran-va-cac-doan-the",
    )
    menu = "".join(mark.format(slug, name) for slug, name in zip(slugs, names, strict=True))

    def path(n):
        return f"/xa-khoi-cong-duong-lien-thon-so-{'abcdefghijkl'[n] * 2}-trong-sang-nay"

    def cards(*numbers):
        return "".join(
            f"<div><img src=a.jpg><h3><a href='{path(n)}'>{title(n)}</a></h3></div>" for n in numbers
        )

    lists = {"/": cards(0, 1, 2, 3)} | {
        f"/{slug}": cards(*range(4 * n, 4 * n + 4)) for n, slug in enumerate(slugs)
    }
    pages = site(12, **{where: menu + shown for where, shown in lists.items()})
    pages |= {(HOST, path(n)): pages[HOST, address(n)] for n in range(12)}
    ended, _ = crawl(pages, tmp_path)
    assert stored(tmp_path) == {path(n) for n in range(12)}, ended.stdout
    assert ended.returncode == 0, ended.stdout


def test_short_headlines_in_a_plain_list_stay_articles(tmp_path):
    def path(n):
        return f"/xa-mo-hoi-lang-{'abcdef'[n]}"

    plain = (
        "<ul>"
        + "".join(f"<li><a href='{path(n)}'>Xã mở hội làng {NUMBERS[n]}</a></li>" for n in range(6))
        + "</ul>"
    )
    pages = site(6, **{"/": plain})
    for n in range(6):
        pages[HOST, path(n)] = pages[HOST, address(n)].replace("</body>", f"{plain}</body>")
    ended, _ = crawl(pages, tmp_path)
    assert stored(tmp_path) == {path(n) for n in range(6)}, ended.stdout


@pytest.mark.slow
def test_a_tried_page_that_is_gone_does_not_refute_its_shape(tmp_path):
    dead = "".join(f"<h3><a href='/bai/{n}'>{title(n)}</a></h3>" for n in range(6))
    pages = site(6, **{"/": links(*range(6)) + f"<div class=khac>{dead}</div>"})
    others = {n: pages[HOST, address(n)].replace("không hơn không kém", "của kỳ trước") for n in range(1, 6)}
    pages |= {(HOST, f"/bai/{n}"): other for n, other in others.items()}
    ended, asked = crawl(pages, tmp_path)
    assert "/bai/0" in asked
    assert {f"/bai/{n}" for n in range(1, 6)} <= stored(tmp_path), ended.stdout


@pytest.mark.slow
def test_a_second_page_that_a_word_leads_to_is_not_a_section(tmp_path):
    menu = "<nav><a href='/'>Trang chủ</a><a href='/vie/tin'>Tin tức</a></nav>"
    lists = {"/": menu + links(0, 1, 2)}
    for k in range(4):
        after = f"/vie/tin/(offset)/{3 * k + 3}"
        pager = f"<div class=pagenavigator><a href='{after}'>Tiếp theo »</a></div>" if k < 3 else ""
        lists[f"/vie/tin/(offset)/{3 * k}" if k else "/vie/tin"] = (
            menu + links(*range(3 * k, 3 * k + 3)) + pager
        )
    for path, page in lists.items():
        row = "".join(
            f" <a href='/vie/tin/(offset)/{3 * j}'>{j + 1}</a>"
            for j in range(1, 4)
            if f"/{3 * j}" not in path
        )
        lists[path] = page.replace("<div class=pagenavigator>", f"<div class=pagenavigator>{row}")
    ended, _ = crawl(site(12, **lists), tmp_path)
    assert stored(tmp_path) == all_of(12), ended.stdout
    assert runs(tmp_path, f"portal/{HOST}")[-1]["problems"] == []


@pytest.mark.sampled(2)
@pytest.mark.parametrize("folder", ["tag", "tags"])
def test_tags_in_the_main_menu_are_sections(tmp_path, folder):
    menu = f"<nav><a href='/'>Trang chủ</a><a href='/{folder}/thoi-su/'>Thời sự</a><a href='/{folder}/kinh-te/'>Kinh tế</a></nav>"
    cloud = f"<div class=tag-cloud><a href='/{folder}/lua/'>lúa</a> <a href='/{folder}/duong/'>đường làng</a></div>"
    lists = {
        "/": menu + links(0, 1, 2) + cloud,
        f"/{folder}/thoi-su/": menu + links(3, 4, 5) + cloud,
        f"/{folder}/kinh-te/": menu + links(6, 7) + cloud,
        f"/{folder}/lua/": links(0, 3),
        f"/{folder}/duong/": links(1, 4),
    }
    ended, asked = crawl(site(8, **lists), tmp_path)
    assert stored(tmp_path) == all_of(8), ended.stdout
    assert f"/{folder}/lua/" not in asked


def test_a_section_behind_a_login_is_said(tmp_path):
    menu = "<nav><a href='/tin'>Tin tức</a><a href='/noi-bo'>Tin nội bộ</a></nav>"
    form = "<form method=post><input name=u><input type=password name=p><button>Vào</button></form>"
    pages = site(
        6, **{"/": menu + links(0, 1, 2), "/tin": menu + form + links(3, 4, 5), "/noi-bo": menu + form}
    )
    ended, _ = crawl(pages, tmp_path)
    assert stored(tmp_path) == all_of(6), ended.stdout
    assert f"https://{HOST}/noi-bo asks for a login" in ended.stderr
    assert runs(tmp_path, f"portal/{HOST}")[-1]["stats"]["dvcrawler/listing/logins"] == 1


def test_a_list_in_a_frame_of_a_section_is_read(tmp_path):
    menu = "<nav><a href='/tin.asp'>Tin tức</a></nav>"
    pages = site(
        8,
        **{
            "/": menu + links(0, 1, 2),
            "/tin.asp": menu
            + "<iframe src='/ds.asp?c=1'></iframe><iframe src='https://example.org/'></iframe>",
            "/ds.asp?c=1": links(3, 4, 5) + "<div class=pages><a href='/ds.asp?c=1&amp;page=2'>2</a></div>",
            "/ds.asp?c=1&page=2": links(6, 7),
        },
    )
    ended, _ = crawl(pages, tmp_path)
    assert stored(tmp_path) == all_of(8), ended.stdout


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    "body",
    [
        "<div id=app></div><script src='/main.js'></script>",
        "<a href='#/tin/12'>Xã khởi công đường liên thôn số hai</a>",
        "<a href='https://example.org/tin'>Tin tức</a>",
    ],
)
def test_a_front_page_without_links_of_its_own_is_named(tmp_path, body):
    ended, _ = crawl(site(0, **{"/": body}), tmp_path)
    assert ended.returncode == 13
    assert "no link looks like an article's; " in ended.stdout
    assert "\n    no links to its own host\n" in ended.stdout


SCRIPTS = {
    "the function is in the page": (
        "<a href='javascript:xem({n})'>{title}</a>",
        "<script>function xem(so){ location.href = '/xem.php?so=' + so }</script>",
    ),
    "a handler reads an attribute": (
        "<a href='#' class=muc data-so='{n}'>{title}</a>",
        "<script>$('.muc').click(function(){ location = '/xem.php?so=' + $(this).data('so'); return false })</script>",
    ),
    "the address is in an attribute": ("<a href='#' data-href='/xem.php?so={n}'>{title}</a>", ""),
}


@pytest.mark.sampled(3)
@pytest.mark.parametrize("link, script", SCRIPTS.values(), ids=SCRIPTS)
def test_a_front_page_whose_links_are_scripts_is_read(tmp_path, link, script):
    items = "".join(f"<h3>{link.format(n=n + 40, title=title(n))}</h3>" for n in range(8))
    ended, _ = crawl(site(8, **{"/": items + script}), tmp_path)
    assert stored(tmp_path) == all_of(8), ended.stdout


def test_links_that_only_a_script_can_follow_are_counted_where_no_article_is_found(tmp_path):
    items = "".join(f"<h3><a href='javascript:xem({n})'>{title(n)}</a></h3>" for n in range(8))
    ended, _ = crawl(site(8, **{"/": items + "<script src='/xem.js'></script>"}), tmp_path)
    assert ended.returncode == 13
    assert "8 links that only a script can follow, such as xem(0)\n" in ended.stdout


RSS = Answer(
    "<rss version='2.0'><channel><link>/</link>{}</channel></rss>".format(
        "".join(f"<item><title>{title(n)}</title><link>{address(n)}</link></item>" for n in range(5))
    ).encode(),
    headers={"Content-Type": "application/rss+xml"},
)
ATOM = Answer(
    "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/'>{}</feed>".format(
        "".join(f"<entry><link href='{address(n)[1:]}'/></entry>" for n in range(5, 9))
    ).encode(),
    headers={"Content-Type": "application/atom+xml"},
)


def test_a_front_page_without_links_is_read_by_its_feeds(tmp_path):
    head = "".join(
        f"<link rel='alternate' type='application/{kind}+xml' href='/{kind}'>" for kind in ("rss", "atom")
    )
    pages = site(9, **{"/": f"{head}<div id=app></div>"})
    ended, _ = crawl(pages | {(HOST, "/rss"): RSS, (HOST, "/atom"): ATOM}, tmp_path)
    assert stored(tmp_path) == all_of(9), ended.stdout
    assert ended.returncode == 0, ended.stdout


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    "feed", [Answer(b"", 404), Answer(b"<html>"), Answer(b"<rss><channel></channel></rss>")]
)
def test_a_feed_without_articles_teaches_nothing(tmp_path, feed):
    head = "<link rel='alternate' type='application/rss+xml' href='/rss'>"
    ended, _ = crawl(site(0, **{"/": f"{head}<div id=app></div>"}) | {(HOST, "/rss"): feed}, tmp_path)
    assert ended.returncode == 13
    assert "no link looks like an article's" in ended.stdout


def english(number):
    return f"/en/story/{number}-farmers-of-the-coastal-district-harvest-in-spring"


def test_the_section_of_another_edition_has_addresses_of_its_own(tmp_path):
    menu = "<nav><a href='/thoi-su'>Thời sự</a><a href='/en'>English</a></nav>"
    items = "".join(
        f"<div><h3><a href='{english(n)}'>Farmers of the coastal district harvest in spring {n}</a></h3></div>"
        for n in range(6)
    )
    pages = site(12, **{"/": menu + links(*range(6)), "/thoi-su": menu + links(*range(12)), "/en": items})
    for n in range(6):
        pages[HOST, english(n)] = pages[HOST, address(0)].replace("<h1>", f"<h1>Farmers {n}: ")
    ended, _ = crawl(pages, tmp_path)
    assert stored(tmp_path) == all_of(12) | {english(n) for n in range(6)}, ended.stdout


@pytest.mark.slow
def test_a_section_of_other_things_teaches_no_address(tmp_path):
    menu = "<nav><a href='/thoi-su'>Thời sự</a><a href='/gia-vang'>Giá vàng</a></nav>"
    days = "".join(
        f"<li><a href='/gia-vang/ngay-{n}-3-2024'>Bảng giá vàng trong nước và thế giới ngày {n}/3/2024</a></li>"
        for n in range(1, 9)
    )
    pages = site(
        12, **{"/": menu + links(*range(6)), "/thoi-su": menu + links(*range(12)), "/gia-vang": days}
    )
    for n in range(1, 9):
        pages[HOST, f"/gia-vang/ngay-{n}-3-2024"] = f"<html><body><h1>Giá vàng</h1><td>{n}</td></body></html>"
    ended, asked = crawl(pages, tmp_path)
    assert stored(tmp_path) == all_of(12)
    assert ended.returncode == 0, ended.stdout
    assert len([path for path in asked if path.startswith("/gia-vang/")]) == 1


@pytest.mark.slow
def test_a_second_run_does_not_try_the_shapes_again_that_the_first_one_refused(tmp_path):
    menu = "<nav><a href='/thoi-su'>Thời sự</a> <a href='/van-ban'>Văn bản</a></nav>"
    rows = "".join(
        f"<tr><td>12/03/2024</td><td><a href='/ho-so/{n}'>Quyết định ban hành quy chế tiếp dân số {n}</a></td></tr>"
        for n in range(6)
    )
    pages = site(
        6,
        **{
            "/": menu + links(0, 1, 2),
            "/thoi-su": menu + links(3, 4, 5),
            "/van-ban": menu + f"<table>{rows}</table>",
        },
    )
    pages |= {(HOST, f"/ho-so/{n}"): "<p>Tệp đính kèm</p>" for n in range(6)}
    _, first = crawl(pages, tmp_path)
    _, second = crawl(pages, tmp_path)
    tried = [path for path in first if path.startswith("/ho-so")]
    assert (
        runs(tmp_path, f"portal/{HOST}")[0]["stats"]["dvcrawler/address_rule/refused"]
        == f"https://{HOST}{tried[0]}"
    )
    assert [path for path in second if path.startswith("/ho-so")] == []
    assert stored(tmp_path) == all_of(6)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("folders", [("ho-so",), ("goi-thau", "don-thu", "de-tai")])
def test_lists_of_other_things_on_a_front_page_are_no_change_of_its_addresses(tmp_path, folders):
    others = "".join(
        f"<div class='o {each}'><h3><a href='/{each}/{n}'>Thông tin hồ sơ công việc số {n} của xã</a></h3></div>"
        for each in folders
        for n in range(12)
    )
    pages = site(8, **{"/": links(*range(8)) + others})
    pages |= {
        (HOST, f"/{each}/{n}"): "<html><body><p>Tệp</p></body></html>" for each in folders for n in range(12)
    }
    crawl(pages, tmp_path)
    ended, second = crawl(pages, tmp_path)
    assert ended.returncode == 0, ended.stdout
    assert "have changed" not in ended.stderr
    assert [path for path in second if path.startswith(tuple(f"/{each}/" for each in folders))] == []


MAPS = ("Sơ đồ trang", "SƠ ĐỒ CỔNG", "Sitemap", "Tất cả chuyên mục", "Bản đồ site")


def with_map(name):
    sections = {"/tin-xa": "Tin xã", "/tin-to": "Tin tổ", "/muc.php?ma=3": "Tin hội"}
    listed = "".join(f"<li><a href='{path}'>{text}</a></li>" for path, text in sections.items())
    front = f"{links(0, 4, 8)}<div class=footer><a href='/so-do-trang.html'>{name}</a></div>"
    lists = {path: links(*range(n * 4, n * 4 + 4)) for n, path in enumerate(sections)}
    return site(12, **{"/": front, "/so-do-trang.html": f"<ul>{listed}</ul>"}, **lists)


@pytest.fixture(scope="module")
def mapped(request, tmp_path_factory):
    """Portals whose sections are on a page of that name."""
    names = tried(request)
    return crawl_apart(
        {name: with_map(name) for name in MAPS if name in names}, tmp_path_factory.mktemp("data")
    )


@pytest.mark.sampled(3)
@pytest.mark.parametrize("name", MAPS)
def test_the_page_that_lists_the_sections_is_read_where_a_front_page_shows_few(mapped, name):
    paths, run = mapped[name]
    assert (paths, run["exit_code"]) == (all_of(12), 0), run["problems"]


def test_the_page_that_lists_the_sections_is_not_read_where_the_front_page_shows_them(tmp_path):
    sections = {"/tin-xa": "Tin xã", "/tin-to": "Tin tổ", "/tin-hoi": "Tin hội"}
    menu = "".join(f"<li><a href='{path}'>{text}</a></li>" for path, text in sections.items())
    front = f"<ul class=menu>{menu}</ul>{links(0, 1)}<a href='/so-do-trang.html'>Sơ đồ trang</a>"
    lists = {path: links(0, 1, 2) for path in sections}
    _, asked = crawl(site(3, **{"/": front, "/so-do-trang.html": "<ul></ul>"}, **lists), tmp_path)
    assert "/so-do-trang.html" not in asked


@pytest.mark.sampled(5)
@pytest.mark.parametrize("route", ["#!/tin/{}", "/#!/tin/{}", "#/tin/{}", "/#/tin/{}", "#!tin-{}"])
def test_routes_of_an_application_are_named_where_no_article_is_found(tmp_path, route):
    markup = "".join(f"<h3><a href='{route.format(n)}'>{title(n)}</a></h3>" for n in range(6))
    ended, _ = crawl(site(0, **{"/": markup}), tmp_path)
    assert ended.returncode == 13
    assert f"6 links that only a script can follow, such as {route.format(0)}" in ended.stdout


@pytest.mark.sampled(2)
@pytest.mark.parametrize("own", [0, 6])
def test_sections_on_hosts_of_their_own_are_named(tmp_path, own):
    menu = "".join(
        f"<li><a href='https://{name}.{HOST}/'>Tin {name}</a></li>" for name in ("kinhte", "xahoi")
    )
    others = "".join(f"<h3><a href='https://kinhte.{HOST}/{n}'>{title(n)}</a></h3>" for n in range(9))
    front = f"<ul>{menu}</ul>{others}{links(*range(own)) if own else ''}"
    ended, _ = crawl(site(own, **{"/": front}), tmp_path)
    assert ended.returncode == (0 if own else 13)
    said = f"10 links to hosts below its own, kinhte.{HOST}; crawl each by its front page, such as https://kinhte.{HOST}/"
    assert said in (ended.stderr if own else ended.stdout)
    named = last_run(tmp_path, f"portal/{HOST}")["stats"].get("dvcrawler/address_rule/other_hosts")
    assert named == (f"kinhte.{HOST}, xahoi.{HOST}" if own else None)


SHELL = "<div id=root></div><script src='/main.js'></script>"


def sitemap(paths):
    urls = "".join(f"<url><loc>https://{HOST}{path.replace('&', '&amp;')}</loc></url>" for path in paths)
    return Answer(f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>".encode())


def with_sitemap(paths):
    pages = site(8, **{"/": SHELL, "/gioi-thieu-ve-xa": "<p>Xã có ba thôn.</p>"})
    for n in range(4):
        pages[HOST, f"/van-kien/{n}"] = "<html><body><p>Tệp</p></body></html>"
    robots = f"Sitemap: https://{HOST}/sitemap.xml\n"
    return pages | {(HOST, "/robots.txt"): robots, (HOST, "/sitemap.xml"): sitemap(paths)}


def test_the_addresses_of_a_site_that_a_script_builds_are_learned_from_its_sitemap(tmp_path):
    others = ["/", "/gioi-thieu-ve-xa", *(f"/van-kien/{n}" for n in range(4))]
    pages = with_sitemap([*others, *map(address, range(8))])
    ended, first = crawl(pages, tmp_path)
    assert stored(tmp_path) == all_of(8), ended.stdout
    assert ended.returncode == 0
    assert len([path for path in first if path.startswith("/van-kien")]) == 1, "one page of a shape is tried"
    ended, second = crawl(pages, tmp_path)
    assert [path for path in second if path.startswith(("/van-kien", "/xem"))] == []


def test_a_sitemap_without_articles_teaches_nothing(tmp_path):
    pages = with_sitemap([f"/van-kien/{n}" for n in range(4)])
    ended, asked = crawl(pages, tmp_path)
    assert stored(tmp_path) == set()
    assert ended.returncode == 13
    assert "a script builds the pages, and no feed or sitemap names articles" in ended.stdout
    assert f"    tried, and not an article: https://{HOST}/van-kien/" in ended.stdout
    assert len([path for path in asked if path.startswith("/van-kien")]) == 1


@pytest.mark.sampled(2)
@pytest.mark.parametrize("status", [404, 410])
def test_a_site_whose_articles_are_all_gone_has_changed_in_every_run(tmp_path, status):
    menu = "<nav><a href='/thoi-su'>Thời sự</a></nav>"
    pages = site(8, **{"/": menu + links(*range(6)), "/thoi-su": menu + links(*range(8))})
    pages |= {(HOST, address(n)): Answer(b"<h1>404</h1>", status) for n in range(8)}
    for _ in range(2):
        ended, _ = crawl(pages, tmp_path)
        assert ended.returncode == 13, ended.stdout
        assert "every article that the listings name is gone" in ended.stdout
    assert stored(tmp_path) == set()


def test_links_of_a_picture_with_several_are_links(tmp_path):
    front = "<map name=m><area href='/trang-chu' alt='Vào trang'></map><img src='/bia.jpg' usemap='#m'>"
    pages = site(6, **{"/": front, "/trang-chu": links(*range(6))})
    ended, _ = crawl(pages, tmp_path)
    assert len(stored(tmp_path)) == 6, ended.stdout

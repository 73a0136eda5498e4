"""Days and months that a script opens, and calendars beside a front page."""

import pytest

from dvcrawler.discovery.date_archives.archive_links import archive_links
from dvcrawler.discovery.date_archives.scripted_dates import find_scripted_dates
from dvcrawler.extract.page import Page
from tests.spiders.test_unknown_listings import HOST, all_of, crawl, links, site, stored

SITE = f"https://{HOST}"


def page(form, numbers=range(1, 8), box="<table class=lich><tr>{}</tr></table>", address="/tin"):
    markup = box.format("".join(form.format(n=n) for n in numbers))
    return Page(f"<html><body>{markup}</body></html>".encode(), SITE + address)


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("<td data-date='2024-03-0{n}'>{n}</td>", "days"),
        ("<td onclick=\"xem('{n}/3/2024')\">{n}</td>", "days"),
        ("<td><a href='#' data-ngay='0{n}/03/2024'>{n}</a></td>", "days"),
        ("<li data-value='2024030{n}'>{n}</li>", "days"),
        ("<td><a href='javascript:;' onclick='return go(\"2024-03-0{n}\")'>{n}</a></td>", "days"),
        ("<button data-month='0{n}/2024'>Tháng {n}/2024</button>", "months"),
        ("<li data-thang='2024-0{n}'>Tháng {n} năm 2024</li>", "months"),
        ("<a onclick=\"loc('{n}-2024')\">Tháng {n}</a>", "months"),
        ("<span data-date='2024-0{n}'>{n}/2024 (12)</span>", "months"),
    ],
)
def test_days_and_months_that_only_a_script_opens_are_named(form, shown):
    assert f"a script opens its {shown}" in find_scripted_dates(page(form))
    assert find_scripted_dates(page(form, range(1, 3))) is None


@pytest.mark.parametrize(
    "form",
    [
        "<td><a href='/tin/2024/3/{n}' data-date='2024-03-0{n}'>{n}</a></td>",
        "<span data-date='2024-03-0{n}'>Ngày đăng</span>",
        "<td class=su-kien data-date='2024-03-0{n}'>{n}</td>",
        "<option data-value='2024-03-0{n}'>{n}</option>",
        "<td onclick='vote({n})'>{n}</td>",
        "<td onclick=\"xemLichCongTac('{n}/3/2024')\">{n}</td>",
        "<td data-value='{n}'>{n}</td>",
        "<td class='fc-day' data-date='2024-03-0{n}'>{n}</td>",
        "<td class='fc-daygrid-day' data-date='2024-03-0{n}'><a>{n}</a></td>",
        "<td class=lich-am data-date='2024-03-0{n}'>{n}</td>",
        "<td onclick=\"vanNien('{n}/3/2024')\">{n}</td>",
        "<td class=datepicker-day data-date='2024-03-0{n}'>{n}</td>",
    ],
)
def test_other_marks_are_not_the_days_of_a_list(form):
    assert find_scripted_dates(page(form)) is None


@pytest.mark.parametrize(
    "box",
    [
        "<h3>Lịch âm</h3><table><tr>{}</tr></table>",
        "<div><p>Âm lịch hôm nay: 12/2</p><table><tr>{}</tr></table></div>",
        "<table><caption>Lịch trực ban</caption><tr>{}</tr></table>",
        "<div data-lunar=1><table><tr>{}</tr></table></div>",
        "<table><tr><th colspan=7>LỊCH CÔNG TÁC TUẦN</th></tr><tr>{}</tr></table>",
        "<h4>Lịch vạn niên</h4><div><ul>{}</ul></div>",
        "<h4>Sự kiện tháng 3</h4><table><tbody><tr>{}</tr></tbody></table>",
        "<b>Lịch tiếp công dân</b><table><tr>{}</tr></table>",
        "<p>Lịch phát sóng</p><ul>{}</ul>",
        "<h3>Lịch thi đấu</h3><div><table><tr>{}</tr></table></div>",
        "<h3>Lịch cắt điện</h3><ul>{}</ul>",
    ],
)
def test_a_calendar_with_the_heading_of_another_thing_is_not_of_a_list(box):
    day = "<td data-date='2024-03-0{n}'>{n}</td>"
    assert find_scripted_dates(page(day, box=box)) is None
    assert find_scripted_dates(
        page(day, box="<p><a href='/1'>Sự kiện lịch sử nổi bật trong tuần</a></p><table><tr>{}</tr></table>")
    )


@pytest.mark.parametrize(
    ("form", "address", "first"),
    [
        ("<td><a href='/tin-ngay/2024/03/0{n}'>{n}</a></td>", "/", "/tin-ngay/2024/03/07"),
        (
            "<td><a href='/xem-theo-ngay?ngay=0{n}-03-2024'>{n}</a></td>",
            "/",
            "/xem-theo-ngay?ngay=07-03-2024",
        ),
        ("<td><a href='/ngay-0{n}-03-2024'>{n}</a></td>", "/", "/ngay-07-03-2024"),
        ("<td><a href='/tin-tuc-su-kien/2024/3/{n}'>{n}</a></td>", "/", "/tin-tuc-su-kien/2024/3/7"),
        ("<td><a href='/tin-ngay/2024/03/0{n}'>{n}</a></td>", "/tin", "/tin-ngay/2024/03/07"),
        ("<td><a href='/xem?ngay=0{n}-03-2024'>{n}</a></td>", "/thoi-su/", "/xem?ngay=07-03-2024"),
        (
            "<td><a href='/du-lich-thi-truong/2024/03/0{n}'>{n}</a></td>",
            "/tin",
            "/du-lich-thi-truong/2024/03/07",
        ),
        ("<td><a href='/lich-hop/2024/03/0{n}'>{n}</a></td>", "/tin", None),
        ("<div data-url='/ajax/thang?m=2024-0{n}'>Tháng {n}/2024</div>", "/tin", "/ajax/thang?m=2024-07"),
        ("<a href='#' data-url='/luu-tru/2024/0{n}'>Tháng {n}</a>", "/tin", "/luu-tru/2024/07"),
        ("<td><a href='/lich-cong-tac/2024/03/0{n}'>{n}</a></td>", "/", None),
        ("<td><a href='/tin/{n}'>{n}</a></td>", "/", None),
        ("<td><a href='/su-kien?d=2024-03-0{n}'>{n}</a></td>", "/", None),
        ("<div data-url='/chia-se/2024/0{n}'>Chia sẻ</div>", "/tin", None),
    ],
)
def test_the_calendar_of_a_page_and_months_that_unfold_are_archives(form, address, first):
    found = archive_links(page(form, address=address))
    assert [each.removeprefix(SITE) for each in found[:1]] == ([first] if first else [])


def test_a_crawl_reads_the_days_of_a_front_page_and_leaves_them_where_all_are_alike(tmp_path):
    calendar = "".join(f"<td><a href='/tin-ngay/2024/03/0{d}'>{d}</a></td>" for d in range(1, 6))
    pages = {"/": links(0, 1, 2) + f"<table class=calendar><tr>{calendar}</tr></table>"}
    days = {f"/tin-ngay/2024/03/0{d}": links(d + 2) for d in range(1, 6)}
    crawl(site(8, **pages, **days), tmp_path / "days")
    assert stored(tmp_path / "days") == all_of(8)
    alike = dict.fromkeys(days, links(3))
    _, asked = crawl(site(4, **pages, **alike), tmp_path / "alike")
    assert len([path for path in asked if path.startswith("/tin-ngay")]) == 2


def test_a_crawl_names_the_days_of_a_script_once(tmp_path):
    calendar = "".join(f"<td data-date='2024-03-0{d}'>{d}</td>" for d in range(1, 6))
    pages = {"/": "<nav><a href='/tin'>Tin tức</a></nav>" + links(0, 1, 2)}
    pages["/tin"] = links(3, 4, 5) + f"<table><tr>{calendar}</tr></table>"
    ended = [crawl(site(6, **pages), tmp_path)[0] for _ in range(2)]
    assert "a script opens its days" in ended[0].stdout
    assert [each.returncode for each in ended] == [10, 0]

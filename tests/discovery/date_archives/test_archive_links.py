"""Months, days and letters of a listing's archive."""

import pytest

from dvcrawler.discovery.date_archives.archive_links import archive_links
from dvcrawler.extract.page import Page
from tests.growth import deadline
from tests.spiders.test_unknown_listings import HOST, address, all_of, crawl, links, site, stored

SITE = f"https://{HOST}"


def parts(*anchors, url="/tin"):
    markup = "".join(f'<a href="{href.replace("&", "&amp;")}">{text}</a>' for href, text in anchors)
    return [each.removeprefix(SITE) for each in archive_links(Page(markup.encode(), SITE + url))]


@pytest.mark.parametrize(
    "anchors",
    [
        [("/tin?thang=12-2024", "Tháng 12/2024"), ("/tin?thang=11-2024", "Tháng 11/2024")],
        [("/tin?thang=12/2024", "12/2024 (7)"), ("/tin?thang=9/2024", "9/2024 [12]")],
        [("/tin?m=202412", "December 2024"), ("/tin?m=202409", "September, 2024")],
        [("/tin?nam=2024&thang=12", "Tháng 12"), ("/tin?nam=2024&thang=2", "Tháng 2")],
        [("/tin?thang=12&nam=2023", "tháng 12 năm 2023"), ("/tin?thang=2&nam=2023", "tháng 2 năm 2023")],
        [("/tin/2024/12", "Tháng Mười Hai năm 2024"), ("/tin/2024/4", "Tháng Tư, 2024 (7)")],
        [("/tin/2024/12", "2024/12"), ("/tin/2024/11", "2024/11")],
        [("/tin/2024/", "Năm 2024"), ("/tin/2023/", "Năm 2023")],
        [("/tin/nam-2024", "2024"), ("/tin/nam-2023", "2023")],
        [("/tin/nam-2024/thang-12", "Tháng 12"), ("/tin/nam-2024/thang-2", "Tháng 2")],
        [("/tin/thang/12-2024", "Tháng 12/2024"), ("/tin/thang/11-2024", "Tháng 11/2024")],
        [("/tin?ngay=2024-11-28", "28"), ("/tin?ngay=2024-11-03", "3")],
        [("/tin?ngay=28/11/2024", "28/11/2024"), ("/tin?ngay=03/11/2024", "03/11/2024")],
        [("/tin?d=28&m=11&y=2024", "28"), ("/tin?d=27&m=11&y=2024", "27"), ("/tin?d=3&m=11&y=2024", "3")],
        [("/tin?chu=A", "A"), ("/tin?chu=B", "B"), ("/tin?chu=D", "D")],
        [("/tin?ngay=2024-11-28", "28"), ("/tin?ngay=2024-11-03", "3"), ("/tin?thang=2024-10", "«")],
        [
            ("/tin?ngay=2024-11-28", "28"),
            ("/tin?ngay=2024-11-03", "3"),
            ("/tin?thang=10&nam=2024", "Tháng trước"),
        ],
    ],
)
def test_the_parts_of_an_archive_are_found_the_newest_first(anchors):
    assert parts(*reversed(anchors)) == [href for href, _ in anchors]


@pytest.mark.parametrize(
    "arrow",
    [
        "« Tháng 10",
        "« Th10",
        "‹ Oct",
        "Tháng 10",
        "10/2024",
        "&lt;&lt; 10/2024",
        "Trước",
        "Tháng trước đó",
        "<img src=l.gif alt='Tháng trước'>",
        "<i class=left></i>",
    ],
)
def test_the_arrow_of_a_calendar_leads_to_the_month_before(arrow):
    days = [("/tin?ngay=2024-11-28", "28"), ("/tin?ngay=2024-11-03", "3")]
    assert parts(*days, ("/tin?thang=2024-10", arrow))[-1] == "/tin?thang=2024-10"
    assert parts(("/tin?thang=2024-10", arrow)) == []


def test_days_are_found_beside_the_month_that_their_page_has_too():
    days = [("/tin?day=28&month=11&year=2024", "28"), ("/tin?day=3&month=11&year=2024", "3")]
    before = ("/tin?month=10&year=2024", "&lt;")
    found = parts(*days, before, url="/tin?month=11&year=2024")
    assert found == [href for href, _ in (*days, before)]


@pytest.mark.parametrize(
    "anchors",
    [
        [("/tin?thang=12-2024", "Tháng 12/2024")],
        [("/khac?thang=12-2024", "Tháng 12/2024"), ("/khac?thang=11-2024", "Tháng 11/2024")],
        [("/tin?trang=2", "2"), ("/tin?trang=3", "3")],
        [("/tin/2", "2"), ("/tin/3", "3")],
        [("/tin?thang=12-2024", "Báo cáo tháng 12/2024 của xã"), ("/tin?thang=11-2024", "Báo cáo tháng 11")],
        [("/tin?ngay=2024-11-28", "14"), ("/tin?ngay=2024-11-03", "15")],
        [("/tin?chu=A", "B"), ("/tin?chu=B", "C")],
        [("/tin?thang=2024-10", "«"), ("/tin?thang=2024-12", "»")],
        [("/", "2024"), ("/tin", "2023")],
        [("/tin?sap=2024-12&kieu=a", "Tháng 12/2024"), ("/tin?sap=2024-11&kieu=a", "Tháng 11/2024")],
    ],
)
def test_other_links_are_no_archive(anchors):
    assert parts(*anchors) == []


@pytest.mark.parametrize("value", ["2024-{}", "{}-2024", "2024{}"])
def test_a_list_of_months_is_no_pager(value):
    options = "".join(f"<option value={value.format(m)}>{m}/2024</option>" for m in (12, 11, 10))
    markup = f"<select onchange=\"location='/tin?thang='+this.value\">{options}</select>"
    found = archive_links(Page(markup.encode(), f"{SITE}/tin"))
    assert found == [f"{SITE}/tin?thang={value.format(m)}" for m in (12, 11, 10)]


def test_a_part_of_an_archive_shows_the_others():
    months = [
        ("/tin?thang=12-2024", "12/2024"),
        ("/tin?thang=11-2024", "11/2024"),
        ("/tin?thang=10-2024", "10/2024"),
    ]
    assert parts(*months, url="/tin?thang=12-2024") == [href for href, _ in months[1:]]
    days = [("/tin/2024/11/28", "28"), ("/tin/2024/11/27", "27")]
    assert parts(*days, url="/tin/2024/11/03") == [href for href, _ in days]


def test_a_large_page_takes_no_long_time():
    markup = "".join(f'<a href="/tin?ngay={n}-{"1" * 40}">{n} {"thang " * 20}</a>' for n in range(4000))
    with deadline(5):
        archive_links(Page(markup.encode(), f"{SITE}/tin"))


def archive(anchors):
    return (
        "<ul class=luu-tru>"
        + "".join(f"<li><a href='{href}'>{text}</a></li>" for href, text in anchors)
        + "</ul>"
    )


def months():
    anchors = [(f"/tin?thang={m}-2024", f"Tháng {m}/2024") for m in (12, 11, 10)]
    made = {"/tin": links(0, 1, 2) + archive(anchors)}
    for n, (href, _) in enumerate(anchors):
        made[href] = links(*range(4 * n, 4 * n + 4)) + archive(anchors)
    return made


def months_with_pages():
    """Two of the months are not there."""
    made = months()
    made["/tin"] += archive([("/tin?thang=1-2023", "Tháng 1/2023"), ("/tin?thang=1-2025", "Tháng 1/2025")])
    first = links(0, 1) + "<div class=trang><a href='/tin?thang=12-2024&amp;trang=2'>2</a></div>"
    return made | {"/tin?thang=12-2024": first, "/tin?thang=12-2024&trang=2": links(2, 3)}


def calendars():
    def days(month, numbers, back):
        anchors = [(f"/tin?ngay=2024-{month}-{n:02}", str(n)) for n in numbers]
        return archive(anchors + ([(f"/tin?thang=2024-{back}", "«")] if back else []))

    now, then = days(11, (28, 27), 10), days(10, (9, 4), None)
    made = {"/tin": links(0, 1) + now, "/tin?thang=2024-10": "<p>Không có tin</p>" + then}
    for n, day in enumerate(("11-28", "11-27", "10-09", "10-04")):
        made[f"/tin?ngay=2024-{day}"] = links(*range(3 * n, 3 * n + 3)) + (now if n < 2 else then)
    return made


def calendars_of_all_days():
    """Most days have no article."""
    cells = "".join(f"<td><a href='/tin?ngay=2024-11-{n:02}'>{n}</a></td>" for n in range(1, 29))
    days = f"<table class=calendar><caption>Tháng 11</caption><tr>{cells}</tr></table>"
    made = {f"/tin?ngay=2024-11-{n:02}": "<p>Không có tin</p>" + days for n in range(1, 29)}
    for n, day in enumerate((28, 21, 9, 1)):
        made[f"/tin?ngay=2024-11-{day:02}"] = links(*range(3 * n, 3 * n + 3)) + days
    return made | {"/tin": links(0, 1) + days}


def months_elsewhere():
    """The archive has no links itself."""
    anchors = [(f"/luu-tru/2024/{m}/", f"Tháng {m}/2024") for m in (12, 11, 10)]
    made = {href: links(*range(4 * n, 4 * n + 4)) for n, (href, _) in enumerate(anchors)}
    return made | {"/tin": links(0, 1, 2) + archive(anchors)}


def years_with_pages():
    """The pager of a list is that of the year that its form shows."""

    def page(year, number, last, *numbers):
        options = "".join(f"<option value={each}>Năm {each}</option>" for each in (2024, 2023))
        form = f"<form action=/tin><select name=nam onchange=this.form.submit()>{options}</select></form>"
        after = f"<a href='/tin?nam={year}&amp;trang={number + 1}'>{number + 1}</a>" if number < last else ""
        return form + links(*numbers) + f"<div class=trang>{after}</div>"

    return {
        "/tin": page(2024, 1, 2, 0, 1, 2),
        "/tin?nam=2024": page(2024, 1, 2, 0, 1, 2),
        "/tin?nam=2024&trang=2": page(2024, 2, 2, 3, 4, 5),
        "/tin?nam=2023": page(2023, 1, 2, 6, 7, 8),
        "/tin?nam=2023&trang=2": page(2023, 2, 2, 9, 10, 11),
    }


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    "build",
    [months, months_with_pages, calendars, calendars_of_all_days, months_elsewhere, years_with_pages],
)
def test_a_section_with_an_archive_instead_of_a_pager_is_read_to_its_end(tmp_path, build):
    menu = "<ul class=menu><li><a href='/tin'>Tin xã</a></li></ul>"
    pages = site(12, **{"/": menu + links(0, 1, 2)}, **build())
    ended, first = crawl(pages, tmp_path)
    assert ended.returncode == 0, ended.stdout
    assert stored(tmp_path) == all_of(12)
    lists = [path for path in first if path.startswith("/tin")]
    assert len(lists) == len(set(lists))
    _, second = crawl(pages, tmp_path, "-a", "since=2024-03-01")
    assert not {address(n) for n in range(12)} & {*second}
    lists = [path for path in second if path.startswith(("/tin?", "/luu-tru"))]
    assert len(lists) < 2, "known ground ends the walk"


def test_months_beside_a_list_with_a_pager_of_its_own_are_not_read(tmp_path):
    months = archive([(f"/tin/2024/{m}/", f"Tháng {m}/2024") for m in (12, 11, 10)])
    pager = "<div class=trang><a href='/tin/page/2'>2</a></div>"
    menu = "<ul class=menu><li><a href='/tin'>Tin xã</a></li></ul>"
    pages = {"/": menu + links(0, 1), "/tin": links(0, 1, 2) + pager + months, "/tin/page/2": links(3, 4, 5)}
    _, asked = crawl(site(6, **pages), tmp_path)
    assert stored(tmp_path) == all_of(6)
    assert not [path for path in asked if "/2024/" in path]


def letters(*, late=()):
    """A section by initial letters; `late`: articles that a second run finds below the last one."""
    anchors = [(f"/tin?chu={letter}", letter) for letter in "ABC"]
    made = {"/tin": links(0, 1) + archive(anchors)}
    for n, (href, _) in enumerate(anchors):
        made[href] = links(*range(3 * n, 3 * n + 3)) + archive(anchors)
    second = links(*range(6, 9)) + "<a href='/tin?chu=C&amp;trang=2'>2</a>" + archive(anchors)
    if late:
        made |= {"/tin?chu=C": second, "/tin?chu=C&trang=2": links(*late)}
    return made


@pytest.mark.slow
def test_an_archive_by_letters_is_read_to_its_end_though_its_first_letters_are_known(tmp_path):
    menu = "<ul class=menu><li><a href='/tin'>Tin xã</a></li></ul>"
    pages = site(12, **{"/": menu + links(0, 1)}, **letters())
    crawl(pages, tmp_path)
    assert stored(tmp_path) == all_of(9)
    ended, asked = crawl(pages | site(12, **{"/": menu + links(0, 1)}, **letters(late=(9, 10, 11))), tmp_path)
    assert stored(tmp_path) == all_of(12), ended.stdout + str(asked)
    assert not {address(n) for n in range(9)} & {*asked}


def test_days_that_lead_to_the_day_before_are_read_over_one_without_news(tmp_path):
    days = {28: (0, 1), 27: (), 26: (2, 3), 25: (0,), 24: (4, 5)}
    menu = "<nav><a href='/tin'>Tin tức</a></nav>"
    pages = {
        f"/tin/2024/03/{day}/": menu + links(*found) + f"<a href='/tin/2024/03/{day - 1}/'>« Ngày trước</a>"
        for day, found in days.items()
    }
    pages["/tin"] = pages["/tin/2024/03/28/"]
    crawl(site(6, **{"/": menu + links(0, 1), **pages}), tmp_path)
    assert stored(tmp_path) == all_of(6)

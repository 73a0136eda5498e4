"""Months and years that a form offers, and days that it asks for."""

from datetime import date, timedelta

import pytest

from dvcrawler.discovery.date_archives.archive_forms import find_unread_archive
from dvcrawler.discovery.date_archives.archive_links import archive_links
from dvcrawler.discovery.date_archives.day_forms import find_day_form
from dvcrawler.extract.page import Page
from tests.portal import runs
from tests.site import crawl_apart
from tests.spiders.test_unknown_listings import HOST, all_of, crawl, links, site, stored

SITE = f"https://{HOST}"
MONTHS = "".join(f"<option value={n}>Tháng {n}</option>" for n in range(1, 13))
PADDED = "".join(f"<option value={n:02d}>{n}</option>" for n in range(1, 13))
YEARS = "<option value=''>-- Năm --</option><option>2024</option><option>2023</option>"


def select(name, options):
    return f"<select name={name}><option value=0>Chọn</option>{options}</select>"


DAYS = select("ngay", "".join(f"<option value={n}>{n}</option>" for n in range(1, 32)))


def form(fields, attributes="action=/tin"):
    return f"<form {attributes}>{fields}<input type=hidden name=k value=a><button>Xem</button></form>"


def as_page(markup, url="/tin"):
    return Page(f"<html><body>{markup}</body></html>".encode(), SITE + url)


def parts(markup, url="/tin"):
    found = archive_links(as_page(markup, url), date(2024, 2, 9))
    return [each.removeprefix(SITE) for each in found]


@pytest.mark.parametrize(
    ("markup", "newest", "count"),
    [
        (form(select("thang", MONTHS) + select("nam", YEARS)), "/tin?thang=2&nam=2024&k=a", 14),
        (form(select("y", YEARS) + select("m", PADDED)), "/tin?y=2024&m=02&k=a", 14),
        (form(select("nam", YEARS)), "/tin?nam=2024&k=a", 2),
        (
            form(
                select(
                    "t",
                    "<option value='01/2024'>Tháng 1/2024</option><option value='12/2023'>Tháng 12/2023 (7)</option>",
                )
            ),
            "/tin?t=01%2F2024&k=a",
            2,
        ),
        (
            form(
                select(
                    "t", "<option value=9>Tháng 1/2024</option><option value=8>Tháng 12 năm 2023 (7)</option>"
                )
            ),
            "/tin?t=9&k=a",
            2,
        ),
        (
            form(
                select("t", "<option value=202401>1/2024</option><option value=202312>12/2023</option>"),
                "method=get",
            ),
            "/tin?t=202401&k=a",
            2,
        ),
        (
            form(select("loai", "<option value=7>Tin</option>") + select("nam", YEARS)),
            "/tin?loai=0&nam=2024&k=a",
            2,
        ),
    ],
)
def test_the_months_of_a_form_are_parts_of_its_list_until_the_present_one(markup, newest, count):
    found = parts(markup)
    assert (found[0], len(found)) == (newest, count)


def test_months_with_which_a_script_puts_the_address_together_are_parts():
    months = "<option value=1-2024>Tháng 1/2024</option><option value=12-2023>Tháng 12/2023</option>"
    markup = f"<select onchange=\"location.href='/tin?t='+this.value\">{months}</select>"
    assert parts(markup) == ["/tin?t=1-2024", "/tin?t=12-2023"]


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        (form(select("nam", YEARS) + "<input name=q>"), "/tin"),  # a search
        (form(select("nam", YEARS), "action=/lich"), "/tin"),
        (form(select("nam", YEARS), "action=/tin method=post"), "/tin"),
        (form(select("nam", YEARS)), "/tin?muc=5"),  # it leads away from the section
        (form(select("trang", "<option>1</option><option>2</option>")), "/tin"),
        (form(select("muc", "<option value=2023>Kinh tế</option><option value=2024>Y tế</option>")), "/tin"),
        (form(select("thang", MONTHS)), "/tin"),
        (form(DAYS + select("thang", MONTHS) + select("nam", YEARS)), "/tin"),
    ],
)
def test_other_forms_are_no_archive(markup, url):
    assert parts(markup, url) == []


@pytest.mark.parametrize(
    ("markup", "is_unread"),
    [
        (form("<label>Xem theo ngày <input type=date name=d></label>"), True),
        (form("<input type=text name=ngay class=datepicker>", "method=post"), True),
        (form(DAYS + select("thang", MONTHS) + select("nam", YEARS), "method=post"), True),
        (form(DAYS), True),
        (form(select("thang", MONTHS) + select("nam", YEARS), "method=post"), True),
        (form(select("thang", MONTHS), "method=post"), True),
        (form(select("t", MONTHS)), True),
        (form(select("t", "<option value=11>Tháng 11</option><option value=10>Tháng 10</option>")), True),
        (form(select("thang", MONTHS) + "<input name=q>"), False),
        (form(select("thang_sinh", MONTHS)), False),
        (form(select("thang", MONTHS), "action=/lich-lam-viec"), False),
        (form(select("trang", "<option>1</option><option>2</option>")), False),
        (form("<input type=date name=tu><input type=date name=den>"), False),
        (form("<input type=date name=d><input name=q>"), False),
        (form("<input type=date name=d>", "action=/lich-lam-viec"), False),
        (form("<input type=date name=ngay_sinh>"), False),
        (form("<input name=q placeholder='Tìm kiếm'>"), False),
        (
            form(select("muc", "<option value=1>Tin</option><option value=2>Bài</option>"), "method=post"),
            False,
        ),
    ],
)
def test_a_form_for_days_or_one_that_is_posted_is_named(markup, is_unread):
    assert (find_unread_archive(as_page(markup)) is not None) == is_unread


def test_an_archive_in_a_form_is_read_over_half_a_year_without_articles(tmp_path):
    archive = form(select("m", PADDED) + select("y", "<option>2024</option><option>2023</option>"))
    pages = {"/": links(0, 1, 2), "/tin": archive + links(0, 1, 2)}
    pages |= {
        f"/tin?m={n:02d}&y={y}&k=a": archive + "Không có tin" for n in range(1, 13) for y in (2023, 2024)
    }
    pages |= {
        "/tin?m=11&y=2024&k=a": archive + links(0, 1, 2),
        "/tin?m=03&y=2024&k=a": archive + links(3, 4, 5),
    }
    pages["/"] = "<nav><a href='/tin'>Tin tức</a></nav>" + pages["/"]
    crawl(site(6, **pages), tmp_path)
    assert stored(tmp_path) == all_of(6)


@pytest.mark.slow
def test_days_behind_a_form_are_said_once(tmp_path):
    pages = {"/": "<nav><a href='/tin'>Tin tức</a></nav>" + links(0, 1, 2)}
    pages["/tin"] = form("<input name=ngay class=datepicker>") + links(0, 1, 2, 3)
    codes = [crawl(site(4, **pages), tmp_path)[0].returncode for _ in range(2)]
    [problem] = runs(tmp_path, f"portal/{HOST}")[0]["problems"]
    assert (problem["code"], codes) == ("pager_not_followed", [10, 0])
    assert problem["reason"].endswith("a form shows its other days, and asks for a date")


THREE = DAYS + select("thang", MONTHS) + select("nam", YEARS)
PADDED_DAYS = select("d", "".join(f"<option value={n:02d}>{n}</option>" for n in range(1, 32)))


@pytest.mark.parametrize(
    ("markup", "url", "before"),
    [
        (form(THREE), "/tin", "/tin?ngay=9&thang=2&nam=2024&k=a"),
        (form(THREE), "/tin?ngay=1&thang=1&nam=2024&k=a", "/tin?ngay=31&thang=12&nam=2023&k=a"),
        (
            form(select("y", YEARS) + select("m", PADDED) + PADDED_DAYS),
            "/tin?y=2024&m=03&d=01&k=a",
            "/tin?y=2024&m=02&d=29&k=a",
        ),
        (form("<input type=date name=ngay>"), "/tin", "/tin?ngay=2024-02-09&k=a"),
        (form("<input type=date name=ngay>"), "/tin?ngay=2024-03-01&k=a", "/tin?ngay=2024-02-29&k=a"),
        (
            form("<label>Chọn ngày</label><input type=date name=d min=2023-05-01>"),
            "/tin?d=2023-05-02&k=a",
            "/tin?d=2023-05-01&k=a",
        ),
        (form("<input type=date name=d min=2023-05-01>"), "/tin?d=2023-05-01&k=a", None),
        *(
            (form(f"<input name=ngay {hint}>"), f"/tin?ngay={own}&k=a", f"/tin?ngay={day}&k=a")
            for hint, own, day in (
                ("placeholder=dd/mm/yyyy", "01%2F03%2F2024", "29%2F02%2F2024"),
                ("placeholder='Ngày/tháng/năm'", "x", "09%2F02%2F2024"),
                ("type=text value=09-02-2024", "01-01-2024", "31-12-2023"),
                ("data-date-format=dd.mm.yyyy", "02.01.2024", "01.01.2024"),
                ("title='Chọn ngày (DD-MM-YYYY)'", "", "09-02-2024"),
                ("data-format=d/m/yy", "01%2F03%2F2024", "29%2F02%2F2024"),
            )
        ),
        (form("<input name=ngay placeholder=mm/dd/yyyy>"), "/tin", None),
        (form("<input name=ngay placeholder='Chọn ngày'>"), "/tin", None),
        (form("<input name=ngay_sinh placeholder=dd/mm/yyyy>"), "/tin", None),
        (form("<input type=date name=d>"), "/tin?d=0001-01-01&k=a", None),
        (form(THREE), "/tin?ngay=1&thang=1&nam=1&k=a", None),
        (
            form(DAYS + select("thang", MONTHS) + select("nam", f"<option>{'9' * 5000}</option>")),
            "/tin",
            None,
        ),
        (
            form(
                select("d", f"<option>{'0' * 5000}1</option>" * 31)
                + select("thang", MONTHS)
                + select("nam", YEARS)
            ),
            "/tin",
            None,
        ),
        (form(THREE), "/tin?ngay=1&thang=1&nam=2023&k=a", None),
        (form(THREE), "/tin?ngay=31&thang=2&nam=2024&k=a", "/tin?ngay=9&thang=2&nam=2024&k=a"),
        (form(THREE + "<input name=q>"), "/tin", None),
        (form(THREE, "action=/lich"), "/tin", None),
        (form("<input name=ngay class=datepicker>"), "/tin", None),
        (form(THREE, "method=post"), "/tin", None),
        (form("<input type=date name=ngay_sinh>"), "/tin", None),
        (form("<input type=date name=a><input type=date name=b>"), "/tin", None),
    ],
)
def test_the_day_before_is_asked_for_by_the_form_of_the_list(markup, url, before):
    page = as_page(markup, url)
    found = find_day_form(page)
    asked = found.day_before(page, date(2024, 2, 9)) if found else None
    assert asked == (before and SITE + before)


def test_the_days_of_a_form_are_read_over_those_without_articles_unless_the_server_ignores_them(tmp_path):
    asks = form("<input type=date name=ngay min=2024-03-06>")
    pages = {"/": "<nav><a href='/tin'>Tin tức</a></nav>" + links(0, 1, 2), "/tin": asks + links(0, 1, 2)}
    days = {
        f"/tin?ngay=2024-03-{n:02}&k=a": asks + links(*({11: (3,), 6: (4, 5)}.get(n, ())))
        for n in range(6, 13)
    }
    ignored = dict.fromkeys(days, pages["/tin"])
    # No article for longer than a month: whether there are older ones is left open.
    rare = {"/tin": pages["/tin"].replace("2024-03-06", "2024-01-01")}
    blank = [date(2024, 3, 12) - timedelta(days=n) for n in range(40)]
    rare |= {f"/tin?ngay={day}&k=a": rare["/tin"].partition("<div")[0] + "Không có tin" for day in blank}
    portals = {
        "read": site(6, **pages, **days),
        "ignored": site(3, **pages, **ignored),
        "rare": site(3, **pages | rare),
    }
    found = crawl_apart(portals, tmp_path)
    assert found["read"][0] == all_of(6)
    assert found["read"][1]["exit_code"] == 0
    for name in ("ignored", "rare"):
        [problem] = found[name][1]["problems"]
        assert problem["reason"].endswith("a form shows its other days, and asks for a date")

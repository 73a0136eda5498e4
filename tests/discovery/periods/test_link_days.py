"""The day beside a link: of its own item alone, and never one that a lead merely mentions."""

from datetime import date

import pytest

from dvcrawler.discovery.links import article_links
from dvcrawler.discovery.periods.link_days import with_days
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Site
from dvcrawler.normalize.urls import AddressPattern, read_address

HOST = "bao.vn"
SITE = Site(
    HOST, "Báo", {HOST: HOST}, (), (AddressPattern(r"/bai-(?P<id>[0-9]+)\.html"),), (f"https://{HOST}/",)
)


def days(markup):
    page = Page(
        f"<html><body>{markup}</body></html>".encode(), f"https://{HOST}/", "text/html; charset=utf-8"
    )

    def read_id(url):
        address = read_address(url, SITE.addresses, SITE.hosts)
        return address and address.native_id

    found = with_days(page, article_links(page, SITE), read_id)
    return {each.address.native_id: each.day and each.day.isoformat() for each in found}


def link(number, text="Tin"):
    return f'<a href="/bai-{number}.html">{text}</a>'


ONE, TWO, THREE = "2021-09-03", "2021-09-02", "2021-08-30"


@pytest.mark.parametrize(
    "item",
    [
        "<li>{a} <span>{d}</span></li>",
        "<li><span class=time>08:05, {d}</span><h3>{a}</h3><p>Hội nghị</p></li>",
        "<div class=item>{b}<h3>{a}</h3><time>08:05 - {d}</time></div>",
        "<div class=item>{b}<h3>{a}</h3><p>Ngày 1/1/2020, tại Nam Định</p><i>({d})</i></div>",
        "<tr><td>{d}</td><td>{a}</td></tr>",
        "<div class=row><b>Mới</b>{a}<span>{d} | 234 lượt xem</span></div>",
        "<li>{a}<em>Thời sự • {d}</em></li>",
        "<dt>{a}</dt><dd>{d}</dd>",
        "<h3>{a}</h3><p class=date>ngày {d}</p><p>Sapo của bài</p>",
        "{a} ({d})<br>",
        "{a}<br>Cập nhật lúc: 08:05 |{d}<p>Sapo</p>",
        "<li>{a}<time datetime='{iso}T08:05:00+07:00'>hôm qua</time></li>",
        "<li>{a} <a href='/the-thao/'>Thể thao</a> <em>{d}</em></li>",
        "<li>{a}<small>Đăng ngày {d} bởi admin</small></li>",
        "<li>{a}<p>({d} 07:40) - 125 lượt xem</p></li>",
        "<li>{a}<p>Lượt xem: 125 - {d}</p></li>",
        "<li>{a}<p>{d} / 0 bình luận</p></li>",
        "<li>{a}<p>By Admin {d}</p></li>",
        "<li><b>{day}</b><span>{month}/2021</span>{a}</li>",
        "<li><span>{day}/{month}</span><span>2021</span>{a}</li>",
        "<li>{a}<i>{day}</i><i>Tháng {month}, 2021</i></li>",
    ],
)
def test_each_item_has_its_own_day(item):
    dates = (("1", "03/09/2021", ONE), ("2", "02/09/2021", TWO), ("3", "30/8/2021", THREE))
    inner = "".join(
        item.format(a=link(n), b=link(n, "<img>"), d=d, iso=iso, day=iso[8:], month=iso[5:7])
        for n, d, iso in dates
    )
    tag = {"<li": "ul", "<tr": "table", "<dt": "dl"}.get(item[:3], "div")
    markup = f"<h1>Tin tức</h1><{tag}>{inner}</{tag}><p>Trang 1</p>"
    assert days(markup) == {"1": ONE, "2": TWO, "3": THREE}


@pytest.mark.parametrize(
    "markup",
    [
        "<ul><li>{1}</li><li>{2}</li></ul>",
        "<p>Thứ Hai, 20/10/2024</p><ul><li>{1}</li><li>{2}</li></ul>",
        "<div>20/10/2024 {1} {2}</div>",
        "<div><span>03/09/2021</span>{1}<span>02/09/2021</span>{2}</div>",
        "<ul><li>{1}<p>Ngày 20/10/2024, tại Hà Nội, hội nghị</p></li><li>{2}<p>Tin 3/2/2020</p></li></ul>",
        "<ul><li>{1}<span>03/09/2021</span><span>02/09/2021</span></li><li>{2}</li></ul>",
        "<ul><li>{1}<span>31/02/2021</span></li><li>{2}<span>3 giờ trước</span></li></ul>",
        "<ul><li>{1}<span>Thứ Hai, 03/09/2021</span></li><li>{2}</li></ul>",
        "<ul><li>{1}<b>03/09/2021</b></li><li>{2}</li></ul><ul><li>{1}<b>02/09/2021</b></li></ul>",
        "<ul><li>{1}<p>Lịch tuần - 03/09/2021</p></li><li>{2}<p>12</p><p>34/2021</p></li></ul>",
        "<ul><li>{1}<b>09/2021</b></li><li>{2}<b>2021</b></li></ul>",
    ],
)
def test_a_day_that_is_not_certain_is_none(markup):
    assert days(markup.replace("{1}", link(1)).replace("{2}", link(2))) == {"1": None, "2": None}


def test_a_single_article_does_not_take_the_day_of_its_page():
    menu = "".join(f"<a href='/muc-{n}/'>Mục</a>" for n in range(12))
    assert days(f"<div>{menu}<p>20/10/2024</p><div><h2>{link(1)}</h2></div></div>") == {"1": None}
    assert days(f"<p>20/10/2024</p><div><h2>{link(1)}</h2></div>") == {"1": None}


def test_a_box_without_days_beside_a_dated_list_has_none():
    markup = f"<ul><li>{link(1)}<i>03/09/2021</i></li></ul><div><ul><li>{link(8)}</li><li>{link(9)}</li></ul></div>"
    assert days(markup) == {"1": ONE, "8": None, "9": None}


def test_the_day_is_a_date_of_the_calendar():
    (found,) = with_days(*_single())
    assert found.day == date(2021, 9, 3)


def _single():
    page = Page(f"<ul><li>{link(1)}<i>03/09/2021</i></li></ul>".encode(), f"https://{HOST}/", "text/html")
    return page, article_links(page, SITE), lambda url: "1" if "bai" in url else None


def latest(markup, today=date(2026, 11, 26)):
    page = Page(
        f"<html><body>{markup}</body></html>".encode(), f"https://{HOST}/", "text/html; charset=utf-8"
    )

    def read_id(url):
        address = read_address(url, SITE.addresses, SITE.hosts)
        return address and address.native_id

    found = with_days(page, article_links(page, SITE), read_id, today)
    return {each.address.native_id: (each.day, each.latest and each.latest.isoformat()) for each in found}


@pytest.mark.parametrize(
    "item",
    [
        "<li>{a} <span>{d}</span></li>",
        "<li><span class=time>08:05 {d}</span><h3>{a}</h3><p>Hội nghị ngày 1/1</p></li>",
        "<div class=item><h3>{a}</h3><p>{d} | 234 lượt xem</p></div>",
        "<dt>{a}</dt><dd>{d}</dd>",
        "{a} ({d})<br>",
    ],
)
def test_a_day_without_its_year_is_the_last_one_that_it_may_be(item):
    dates = (("1", "26/11", "2026-11-26"), ("2", "25/11", "2026-11-25"), ("3", "30/09", "2026-09-30"))
    inner = "".join(item.format(a=link(n), d=d) for n, d, _ in dates)
    tag = {"<li": "ul", "<dt": "dl"}.get(item[:3], "div")
    assert latest(f"<{tag}>{inner}</{tag}>") == {n: (None, day) for n, _, day in dates}


def test_whole_days_count_before_days_without_a_year():
    markup = "".join(
        f"<li>{link(n)} <i>{d}</i></li>" for n, d in enumerate(("26/11", "25/11", "24/11", "03/11/2026"))
    )
    found = latest(f"<ul>{markup}</ul>")
    assert found["3"] == (date(2026, 11, 3), None)
    assert found["0"] == (None, "2026-11-26")

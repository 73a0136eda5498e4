"""Lists without days, read for one period after another: what the first run left out belongs to the second."""

from datetime import date, timedelta

import pytest

from tests.site import crawl_portal
from tests.spiders.test_unknown_listings import HOST, address, site, stored, title


def pages(order):
    """Thirty articles of two days each, and a section that prints none of their days, six a page."""
    whole = site(len(order))
    for n in range(len(order)):
        day = date(2024, 3, 30) - timedelta(days=2 * n)
        whole[HOST, address(n)] = whole[HOST, address(n)].replace("15/03/2024", f"{day:%d/%m/%Y}")
    menu = "<nav><a href='/thoi-su'>Thời sự</a></nav>"
    parts = [order[at : at + 6] for at in range(0, len(order), 6)]
    for number, part in enumerate(parts, 1):
        items = "".join(f"<h3><a href='{address(n)}'>{title(n)}</a></h3>" for n in part)
        numbers = "".join(f"<a href='/thoi-su?page={each}'>{each}</a>" for each in range(1, len(parts) + 1))
        path = "/thoi-su" if number == 1 else f"/thoi-su?page={number}"
        whole[HOST, path] = f"<html><body>{menu}{items}<div class=pages>{numbers}</div></body></html>"
    return whole | {(HOST, "/"): f"<html><body>{menu}</body></html>"}


@pytest.mark.parametrize("order", [range(30), [n * 7 % 30 for n in range(30)]])
def test_periods_that_are_read_backwards_are_complete(tmp_path, order):
    made = pages([*order])
    for since, until in (("2024-03-11", "2024-03-24"), ("2024-02-20", "2024-03-10")):
        ended, _ = crawl_portal(made, tmp_path, HOST, "-a", f"since={since}", "-a", f"until={until}")
        assert ended.returncode == 0, ended.stdout
    days = {n: date(2024, 3, 30) - timedelta(days=2 * n) for n in range(30)}
    inside = {address(n) for n, day in days.items() if date(2024, 2, 20) <= day <= date(2024, 3, 24)}
    assert stored(tmp_path) == inside

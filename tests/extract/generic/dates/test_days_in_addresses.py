"""Articles that print no date, and whose address holds the day."""

from datetime import UTC, datetime

import pytest

from dvcrawler.extract import Page, Provenance, read_record
from dvcrawler.extract.record import RecordRefused
from dvcrawler.families.any_site import any_address, unknown_site
from tests.site import PARAGRAPH

TITLE = "Xã Hải Minh ra quân làm thủy lợi nội đồng"
SLUG = "xa-hai-minh-ra-quan-lam-thuy-loi-noi-dong"


def read(path, markup):
    url = f"https://bao.vn{path}"
    page = Page(f"<html><body><p>Cổng thông tin</p>{markup}</body></html>".encode(), url)
    made = Provenance("live", url, datetime(2026, 1, 2, tzinfo=UTC))
    return read_record(page, unknown_site(url), any_address(url), made)


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/portal/Pages/2020-11-3/Phuong-thi-diem-lop-hoc-dem2k3xbq.aspx", "2020-11-03"),
        (f"/2024/03/05/{SLUG}/", "2024-03-05"),
        (f"/tin-tuc/2024/03/05/{SLUG}.html", "2024-03-05"),
        (f"/2024-3-5/{SLUG}", "2024-03-05"),
        (f"/{SLUG}/d20230512081530245.htm", "2023-05-12"),
        (f"/{SLUG}-20230512081530245.htm", "2023-05-12"),
    ],
)
@pytest.mark.parametrize("body", ["{}", "<div>Lượt xem: 980</div>{}", "{}<p><b>Lê Hoa</b></p>"])
def test_the_day_of_the_address_is_that_of_an_article_without_a_date(path, day, body):
    found = read(path, f"<div><h1>{TITLE}</h1>{body.format(PARAGRAPH * 4)}</div>")
    assert (found.title, found.date) == (TITLE, day)
    assert "date_from_address" in [str(problem.code) for problem in found.problems]


@pytest.mark.parametrize(
    "path", [f"/tin/{SLUG}-344588", f"/{SLUG}", f"/2024/{SLUG}", f"/2024/13/45/{SLUG}", "/node/20240399"]
)
def test_a_page_without_a_date_or_a_day_in_its_address_is_refused(path):
    assert isinstance(read(path, f"<div><h1>{TITLE}</h1>{PARAGRAPH * 4}</div>"), RecordRefused)


def test_a_list_of_one_day_is_refused():
    items = "".join(f"<li><a href='/tin/{n}'>Xã Hải Minh làm đường liên thôn</a></li>" for n in range(9))
    assert isinstance(
        read("/tin-theo-ngay/2024/03/05/", f"<h1>Tin ngày 5/3</h1><ul>{items}</ul>"), RecordRefused
    )

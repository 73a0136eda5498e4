"""What is known before a page is fetched: the days in addresses and sitemaps."""

from datetime import date

import pytest

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.feed_files.feed_targets import SitemapEntry
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.periods.period import is_before, may_cover, named_spans, tells_publication
from dvcrawler.discovery.periods.sitemap_coverage import SitemapCoverage
from dvcrawler.normalize.urls import Address

WEEK = Arguments(since=date(2021, 9, 1), until=date(2021, 9, 7))


def link(month=None, stamp=None, day=None):
    return ArticleLink(Address("https://x.vn/1", "1", month, "article", stamp=stamp), "https://x.vn/1", day)


@pytest.mark.parametrize(
    ("found", "covered", "before"),
    [
        (link(), True, None),
        (link(month=(2021, 9)), True, None),
        (link(month=(2021, 8)), False, True),
        (link(month=(2021, 10)), False, False),
        (link(day=date(2021, 9, 1)), True, False),
        (link(day=date(2021, 8, 31)), False, True),
        (link(day=date(2021, 9, 8)), False, False),
        (link(month=(2021, 9), day=date(2021, 9, 7)), True, False),
        (link(stamp="20210907121954502"), True, False),
        (link(stamp="20210908121954502"), False, False),
        (link(stamp="2021-8-30"), True, False),  # a draft may wait for two days
        (link(stamp="2021-8-29"), False, True),
        (link(stamp="2021-8-20"), False, True),
        (link(stamp="210820121954502"), False, True),
        (link(stamp="garbage"), True, None),
    ],
)
def test_an_article_is_left_out_only_where_it_lies_outside_for_certain(found, covered, before):
    assert may_cover(WEEK, found) is covered
    assert is_before(WEEK, found) is before


@pytest.mark.parametrize(
    ("names", "spans"),
    [
        (["sitemap-2020", "sitemap-2021"], [((2020, 1), (2020, 12)), ((2021, 1), (2021, 12))]),
        (["bai-2021-08", "bai-2021-09"], [((2021, 8), (2021, 8)), ((2021, 9), (2021, 9))]),
        (["s/202108", "s/202109"], [((2021, 8), (2021, 8)), ((2021, 9), (2021, 9))]),
        (["sitemap-2021"], [None]),
        (["tin-2021", "anh-2021"], [None, None]),
        (["sitemap-1", "sitemap-2"], [None, None]),
        (["s-2001000", "s-2002000"], [None, None]),
        (["2020/s-2021", "2019/s-2021"], [None, None]),
    ],
)
def test_the_name_of_a_sitemap_tells_its_years_where_it_has_siblings(names, spans):
    assert named_spans([SitemapEntry(f"https://x.vn/{name}.xml", None) for name in names]) == spans


def entries(*days, month=(2021, 9)):
    return [(link(month=month), day) for day in days]


def test_lastmod_is_trusted_where_it_agrees_with_the_addresses():
    september = [date(2021, 9, n) for n in range(1, 21)]
    assert tells_publication(entries(*september))
    assert tells_publication(entries(*september[:-1], date(2022, 10, 5)))
    assert not tells_publication(entries(*september[:9]))
    assert not tells_publication(entries(*[date(2022, 10, 5)] * 20))
    assert not tells_publication([(link(), day) for day in september])
    assert tells_publication(entries(*[date(2021, 10, 1)] * 20))


def covers(index=(), **noted):
    coverage = SitemapCoverage(WEEK)
    coverage.select_sitemaps([SitemapEntry(f"https://x.vn/{name}.xml", changed) for name, changed in index])
    for changed in noted.get("changed", ()):
        coverage.may_cover(link(month=(2021, 9)), changed, is_publication=True)
    for month in noted.get("months", ()):
        coverage.may_cover(link(month=month), None, is_publication=False)
    coverage.is_broken |= noted.get("broken", False)
    return coverage.is_complete


def test_sitemaps_hold_a_period_where_they_reach_beyond_both_its_ends():
    around = ["2021-08-30", "2021-09-03T08:00:00+07:00", "2021-09-20"]
    assert covers(changed=around)
    assert covers(months=[(2021, 8), (2021, 9), (2021, 10)])
    months = [(f"s-2021-{number:02}", None) for number in range(1, 13)]
    assert covers(months, changed=around[1:])  # the first days of a month, of which the sitemap is named
    assert not covers(months, changed=around[1:2])
    assert not covers(changed=around, broken=True)
    for missing in range(3):
        assert not covers(changed=around[:missing] + around[missing + 1 :])
    assert not covers([("s-2020", None), ("s-2021", None), ("s-2022", None)], changed=around[1:])
    assert not covers()


def test_an_index_is_followed_only_where_its_sitemaps_may_hold_the_period():
    coverage = SitemapCoverage(WEEK)
    index = [
        SitemapEntry(f"https://x.vn/{name}.xml", changed)
        for name, changed in (
            ("s-2020", None),
            ("s-2021", None),
            ("s-2022", None),
            ("tin-1", "2021-08-30"),
            ("tin-2", "2024-01-01"),
            ("tin-3", "garbage"),
        )
    ]
    assert [entry.url[13:] for entry in coverage.select_sitemaps(index)] == [
        "s-2021.xml",
        "tin-2.xml",
        "tin-3.xml",
    ]


@pytest.mark.parametrize(
    ("changed", "is_publication", "may"),
    [
        ("2021-09-07T23:00:00+07:00", True, True),
        ("2021-09-08", True, True),  # corrected on the next day
        ("2021-09-09", True, False),
        ("2021-09-09", False, True),
        ("2021-08-31", False, False),
        (
            "2019-04-01",
            False,
            True,
        ),  # long before the month of the address: that of the program, or of no use
        ("2021-08-31T17:00:00Z", True, True),  # midnight in Vietnam
        ("31/08/2021", True, True),
        (None, True, True),
    ],
)
def test_lastmod_decides_where_it_is_the_day_of_publication(changed, is_publication, may):
    found = SitemapCoverage(WEEK).may_cover(link(month=(2021, 9)), changed, is_publication=is_publication)
    assert found is may

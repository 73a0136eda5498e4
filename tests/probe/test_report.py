"""The report of a probe, in words: one of a thing is named in the singular."""

from dataclasses import replace

import pytest

from dvcrawler.probe.findings import LinkFile
from dvcrawler.probe.report import format_report
from tests.probe.fetching import look_at
from tests.probe.portals import HOST, portal


@pytest.fixture(scope="module")
def findings():
    return look_at(portal("html-number", "query"), f"https://{HOST}/").findings


def text(findings):
    return " ".join(format_report(findings).split())


def few(findings, number):
    """The findings with that number of everything that is counted."""
    one = LinkFile(f"https://{HOST}/map.xml", "robots.txt", entries=number, articles=number)
    return replace(
        findings,
        requests=number,
        robots=replace(findings.robots, status=200, rules=number, sitemaps=(one.url,) * number),
        sitemaps=(one,),
        sections=tuple(replace(each, articles=number, fault=None) for each in findings.sections),
        rule=replace(findings.rule, matched=number),
    )


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("1 request ", "2 requests "),
        ("1 rule for us", "2 rules for us"),
        ("1 sitemap ", "2 sitemaps "),
        ("1 address, 1 of articles", "2 addresses, 2 of articles"),
        (": 1 article;", ": 2 articles;"),
        ("1 link matches ", "2 links match "),
    ],
)
def test_what_there_is_one_of_is_named_in_the_singular(findings, one, two):
    assert one in text(few(findings, 1))
    assert two in text(few(findings, 2))
    assert one not in text(few(findings, 2))

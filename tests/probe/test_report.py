"""The report of a probe, in words: one of a thing is named in the singular."""

import asyncio
from dataclasses import replace

import pytest

from dvcrawler.families.any_site import unknown_site
from dvcrawler.items import PageCode
from dvcrawler.probe.answers import Answer
from dvcrawler.probe.findings import LinkFile
from dvcrawler.probe.obstacles import find_obstacles
from dvcrawler.probe.report import format_report
from dvcrawler.probe.survey import survey
from tests.probe.fetching import AT, Site, look_at
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


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, f"1 other below its own: xa-0.{HOST}; crawl each"),
        (
            5,
            f"5 others below its own: xa-0.{HOST}, xa-1.{HOST}, xa-2.{HOST}, xa-3.{HOST}, xa-4.{HOST}; crawl each",
        ),
        (
            6,
            f"6 others below its own: xa-0.{HOST}, xa-1.{HOST}, xa-2.{HOST}, xa-3.{HOST}, xa-4.{HOST}, …; crawl each",
        ),
    ],
)
def test_the_hosts_of_communes_are_named(findings, number, said):
    others = tuple(f"xa-{each}.{HOST}" for each in range(number))
    assert said in text(replace(findings, other_hosts=others))


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("robots.txt", "/map.xml (named by robots.txt):"),
        ("the index", "/map.xml (named by the index):"),
        ("the page's head", "/map.xml (named by the page's head):"),
        ("usual", "/map.xml (its usual address):"),
        ("usual for WordPress", "/map.xml (its usual address for WordPress):"),
    ],
)
def test_a_file_is_shown_with_the_reason_why_it_was_asked_for(findings, by, said):
    assert said in text(replace(findings, sitemaps=(LinkFile(f"https://{HOST}/map.xml", by),)))


def test_examples_of_articles_are_shown_once(findings):
    def count(found, url):
        shown = "".join(format_report(found).partition("other links")[0].partition("\narticles")[2].split())
        return shown.count(url.removeprefix(f"https://{HOST}"))

    assert count(findings, findings.rule.examples[0]) == 1
    plain = replace(findings, rule=replace(findings.rule, patterns=("/tin/[0-9]+",)))
    assert [count(plain, url) for url in plain.rule.examples] == [1, 1, 1]


class _Unreachable(Site):
    """No page comes: robots.txt fails first."""

    def __init__(self, reason):
        super().__init__({})
        self.failure = f"robots.txt cannot be fetched: {reason}"

    async def get(self, url, form=None):
        self.asked.append(url)
        code = PageCode.TLS_FAILED if "TLS" in self.failure else PageCode.NO_ANSWER
        return Answer(url, url, AT, outcome="failed", failure=self.failure, code=code)


@pytest.mark.parametrize(
    ("reason", "tls"),
    [
        ("the host name cannot be resolved", "not seen"),
        ("the connection was refused", "not seen"),
        ("TLS failed: the certificate has expired", "TLS failed: the certificate has expired"),
    ],
)
def test_why_a_host_cannot_be_reached_is_reported_once(reason, tls):
    url = f"https://{HOST}/"
    found = asyncio.run(survey(unknown_site(url), _Unreachable(reason), None)).findings
    rows = dict(
        line.split(maxsplit=1) for line in format_report(found).splitlines() if line[:3] in ("TLS", "rob")
    )
    assert rows == {"TLS": tls, "robots.txt": "not seen"}
    assert ("tls_pin=" in text(found)) == reason.startswith("TLS")


def test_articles_that_fail_for_one_reason_are_named_together(findings):
    failed = [replace(each, fault="robots.txt forbids it") for each in findings.articles[:3]]
    found = replace(findings, articles=(*failed, replace(findings.articles[3], fault="the server says 500")))
    first, *others = [line for line in find_obstacles(found) if "gave no record" in line]
    assert first == f"{failed[0].url} and 2 others gave no record: robots.txt forbids it"
    assert others == [f"{findings.articles[3].url} gave no record: the server says 500"]


def test_a_forbidden_front_page_is_named_once(findings):
    front = replace(findings.front, fault="robots.txt forbids it", outcome="robots")
    found = replace(findings, front=front, robots=replace(findings.robots, forbids_all=True))
    assert len([line for line in find_obstacles(found) if "robots.txt" in line]) == 1

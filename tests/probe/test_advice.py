"""What a probe says to do about a front page that cannot be read."""

import pytest

from dvcrawler.items import PageCode
from dvcrawler.probe.advice import advise_unread, advise_without_articles
from dvcrawler.probe.findings import Front


def front(fault=None, status=None, **more):
    if "TLS failed" in (fault or ""):
        more["code"] = PageCode.TLS_FAILED
    return Front("https://x.vn/", "https://x.vn/", status, fault=fault, **more)


@pytest.mark.parametrize(
    ("fault", "status", "advice"),
    [
        ("robots.txt cannot be fetched: the host name cannot be resolved", None, "check how the host is written"),
        ("robots.txt cannot be fetched: the server says 503", None, "before it has read robots.txt"),
        ("robots.txt cannot be fetched: TLS failed: the certificate expired on 2024-11-26", None, "has to renew it"),
        ("TLS failed: the certificate is for another host: bao.example", None, "with or without www."),
        ("robots.txt cannot be fetched: TLS failed: the certificate is signed by itself", None, "`crawl portal -a tls_pin=`"),
        ("TLS failed: no protocol in common", None, "try the http address"),
        ("robots.txt cannot be fetched: its host is at a private address, 10.1.2.3 (…)", None, "DVCRAWLER_PRIVATE_HOSTS"),
        ("robots.txt forbids it", None, "ask the portal"),
        ("the server says 403", 403, "refuses programs or this network"),
        ("the server says 503", 503, "try again later"),
        ("the server says 404", 404, "probe the address that it shows"),
        ("a challenge page: it asks for a browser", 503, "only a browser passes"),
        ("a cookie gate asks again despite its cookie", 200, "only a browser passes"),
        ("the server shows an error or maintenance page with status 200", 200, "try again later"),
        ("redirected too often, or in a loop (REDIRECT_MAX_TIMES)", None, "where the browser ends"),
        ("no connection, or no answer, in time (DOWNLOAD_TIMEOUT)", None, "-s DOWNLOAD_TIMEOUT=120"),
        ("the headers came in time, but not the whole page (DOWNLOAD_TIMEOUT)", None, "-s DOWNLOAD_TIMEOUT=120"),
        ("the answer is not HTTP", None, "check the address and its port"),
        ("the answer is a PDF file, not a page", 200, "a page with links to articles"),
    ],
)  # fmt: skip
def test_a_front_page_that_cannot_be_read_has_its_advice(fault, status, advice):
    assert advice in advise_unread(front(fault, status))


@pytest.mark.parametrize(
    ("shows", "advice"),
    [
        ("login", "asks for a login"),
        ("scripts", "source=urls:FILE"),
        ("unopened", "have no addresses"),
        (None, "-a article=REGEX"),
    ],
)
def test_a_front_page_without_articles_has_its_advice(shows, advice):
    assert advice in advise_without_articles(front(shows=shows))
    assert (advice in advise_without_articles(front(shows=shows), "baovidu")) == (shows is not None)


def test_a_known_site_without_articles_has_a_site_file_to_correct():
    assert "in the site file baovidu" in advise_without_articles(front(), "baovidu")

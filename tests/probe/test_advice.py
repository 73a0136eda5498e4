"""What a probe says to do about a front page that cannot be read."""

import pytest

from dvcrawler.items import Cause, PageCode
from dvcrawler.probe.advice import advise_unread, advise_without_articles
from dvcrawler.probe.findings import Front
from dvcrawler.probe.front_kinds import FileKind


def front(status=None, **more):
    return Front("https://x.vn/", "https://x.vn/", status, **more)


@pytest.mark.parametrize(
    ("known", "status", "advice"),
    [
        ({"code": PageCode.NO_ANSWER, "cause": Cause.UNRESOLVED}, None, "check how the host is written"),
        ({"code": PageCode.ROBOTS_UNAVAILABLE, "outcome": "robots"}, None, "before it has read robots.txt"),
        ({"code": PageCode.TLS_FAILED, "cause": Cause.CERTIFICATE_EXPIRED}, None, "has to renew it"),
        (
            {"code": PageCode.TLS_FAILED, "cause": Cause.CERTIFICATE_OF_OTHER_HOST},
            None,
            "with or without www.",
        ),
        (
            {"code": PageCode.TLS_FAILED, "cause": Cause.CERTIFICATE_REFUSED},
            None,
            "`crawl portal -a tls_pin=`",
        ),
        ({"code": PageCode.TLS_FAILED}, None, "try the http address"),
        ({"code": PageCode.PRIVATE_ADDRESS}, None, "DVCRAWLER_PRIVATE_HOSTS"),
        ({"code": PageCode.ROBOTS_FORBIDDEN, "outcome": "robots"}, None, "ask the portal"),
        ({}, 403, "refuses programs or this network"),
        ({}, 503, "try again later"),
        ({}, 404, "probe the address that it shows"),
        ({"code": PageCode.CHALLENGE}, 503, "only a browser passes"),
        ({"code": PageCode.COOKIE_GATE}, 200, "only a browser passes"),
        ({"code": PageCode.ERROR_PAGE}, 200, "try again later"),
        ({"cause": Cause.REDIRECT_LOOP}, None, "where the browser ends"),
        ({"cause": Cause.TOO_LATE}, None, "-s DOWNLOAD_TIMEOUT=120"),
        ({"cause": Cause.NOT_HTTP}, None, "check the address and its port"),
        ({"cause": FileKind.OTHER}, 200, "a page with links to articles"),
        ({"cause": FileKind.FEED}, 200, "the feeds that it names"),
    ],
)
def test_a_front_page_that_cannot_be_read_has_its_advice(known, status, advice):
    assert advice in advise_unread(front(status, **known))


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
    assert advice in advise_without_articles(front(shows=shows), None)
    assert (advice in advise_without_articles(front(shows=shows), "baovidu")) == (shows is not None)


def test_a_known_site_without_articles_has_a_site_file_to_correct():
    assert "in the site file baovidu" in advise_without_articles(front(), "baovidu")

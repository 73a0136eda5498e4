"""Pages made to keep the crawl busy: the run goes on without them, and a signal to stop is obeyed."""

import signal

import pytest

from dvcrawler.bodies import LARGEST_PAGE
from tests.faults.harness import Process, check_ended, wait_for
from tests.faults.network import hold, problems, watch
from tests.patched import patched
from tests.portal import command, environment
from tests.site import HOST, PARAGRAPH, SITE, article, asked, home, path_of, served, site
from tests.webserver import Answer

MB = 1_000_000


def filled(piece, size=10 * MB):
    """An article with as much of the piece in its text as the size allows."""
    before, after = article(1).split(PARAGRAPH, 1)
    return before + PARAGRAPH + piece * (size // len(piece)) + after


def attributes(count):
    return article(1).replace("<p>", "<p " + " ".join(f"a{n}" for n in range(count)) + ">", 1)


def links(count):
    return home(1, 2) + "".join(f"<a href=/{n:x}>" for n in range(count))


SLOW = pytest.mark.slow
BURDENS = [
    pytest.param(lambda: attributes(80_000), id="80,000 attributes"),
    pytest.param(lambda: attributes(1_250_000), id="10 MB of attributes", marks=SLOW),
    pytest.param(lambda: filled("<table><tr><td>"), id="10 MB of nested tables", marks=SLOW),
    pytest.param(lambda: filled("<table><tr><td>x</td></tr></table>"), id="10 MB of tables", marks=SLOW),
    pytest.param(
        lambda: filled("<table><tr><td>x</td></tr></table>", 2 * MB), id="2 MB of tables", marks=SLOW
    ),
    pytest.param(lambda: filled("x"), id="10 MB without a space", marks=SLOW),
    pytest.param(lambda: filled("x", 2 * MB), id="2 MB without a space", marks=SLOW),
    pytest.param(lambda: filled("<p>x</p>", 2 * MB), id="2 MB of paragraphs", marks=SLOW),
    pytest.param(lambda: filled("<br>", 2 * MB), id="2 MB of line breaks", marks=SLOW),
    pytest.param(lambda: filled("<b>", 2 * MB), id="2 MB of nested bold", marks=SLOW),
    pytest.param(lambda: filled("<a b=c>", 2 * MB), id="2 MB of links", marks=SLOW),
    pytest.param(lambda: filled("&amp;", 2 * MB), id="2 MB of entities", marks=SLOW),
    pytest.param(lambda: filled("<!--", 2 * MB), id="2 MB of open comments", marks=SLOW),
    pytest.param(lambda: filled("Nguyễn Văn A, ", 2 * MB), id="2 MB of names", marks=SLOW),
    pytest.param(lambda: filled("05/02/2024 ", 2 * MB), id="2 MB of dates", marks=SLOW),
    pytest.param(lambda: filled("<", 4 * MB), id="4 MB of angle brackets", marks=SLOW),
    pytest.param(lambda: filled("<p>x</p>", 4 * MB), id="4 MB of paragraphs", marks=SLOW),
    pytest.param(lambda: links(650_000), id="650,000 links on a page", marks=SLOW),
    pytest.param(lambda: links(1_000_000), id="1,000,000 links on a page", marks=SLOW),
]


@pytest.mark.parametrize("make", BURDENS)
@pytest.mark.parametrize(
    "where", [pytest.param(path_of(1), id="article"), pytest.param("/", id="home", marks=SLOW)]
)
@pytest.mark.slow
def test_a_signal_to_stop_is_obeyed_while_the_page_is_read(tmp_path, make, where):
    page, over = make().encode(), []
    # A page above DOWNLOAD_MAXSIZE is refused before it is read, and without its home page the run may be over.
    codes = (143, 11) if len(page) > LARGEST_PAGE else (143,)

    def answer(handler):
        over.append(True)
        return page

    with served(site(1, 2, home=home(1, 2)) | {(HOST, where): answer}) as web:
        run = Process(command(tmp_path, SITE), environment(DVCRAWLER_CONNECT_TO=web.connect_to))
        try:
            wait_for(lambda: over)
            run.popen.send_signal(signal.SIGTERM)
            check_ended(run.wait(), *codes)
        finally:
            run.kill()


#: What takes half a minute to parse is tried for a second, not three.
IMPATIENT = """
from dvcrawler.extract.loading import trial

trial._TRIAL = trial._TRIAL.replace("(3, 3)", "(1, 1)")
"""


@pytest.mark.parametrize("make", BURDENS)
def test_the_run_goes_on_without_the_page(tmp_path, make):
    data = tmp_path / "data"
    with served(site(1, 2) | {(HOST, path_of(1)): make().encode()}) as web:
        ended = watch(data, lead=web.connect_to, **patched(tmp_path / "patch", IMPATIENT))
        assert asked(web, path_of(2))
    hold(ended, data, ended.code)
    assert ended.code in (0, 10, 13)


@SLOW
def test_attributes_without_end_are_named(tmp_path):
    with served(site(1, 2) | {(HOST, path_of(1)): attributes(80_000)}) as web:
        hold(watch(tmp_path, lead=web.connect_to), tmp_path, 10, numbers=[2])
    assert problems(tmp_path) == {path_of(1): ("refused", "its markup takes longer than 3 s to parse")}


@pytest.mark.parametrize(
    "charset",
    ["undefined", pytest.param("idna", marks=SLOW), pytest.param("punycode", marks=SLOW)],
)
def test_a_charset_that_is_none_costs_nothing(tmp_path, charset):
    kind = {"Content-Type": f"text/html; charset={charset}"}
    pages = site(1, 2)
    spoilt = {
        key: Answer(page.encode() + b"\xff", 200, kind)
        for key, page in pages.items()
        if key[1] != "/robots.txt"
    }
    with served(pages | spoilt) as web:
        hold(watch(tmp_path, lead=web.connect_to), tmp_path, 0, numbers=[1, 2])


def test_a_page_that_takes_longer_than_is_allowed_is_given_up_by_name(tmp_path):
    with served(site(1, 2) | {(HOST, path_of(1)): filled("<p>x y</p>", 900_000)}) as web:
        hold(
            watch(tmp_path, "-s", "DVCRAWLER_READ_SECONDS=0.3", lead=web.connect_to),
            tmp_path,
            10,
            numbers=[2],
        )
    assert problems(tmp_path) == {path_of(1): ("refused", "reading the page took longer than 0.3 s")}

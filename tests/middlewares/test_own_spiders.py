"""A spider that is not one of ours: pages that it could not fetch are named, and decide how the run ends."""

import pytest

from tests import warm
from tests.portal import command, environment, runs
from tests.webserver import Answer, serve_pages

SPIDERS = """
import scrapy

class Own(scrapy.Spider):
    page = "/"
    def __init__(self, **arguments):
        super().__init__(**arguments)
        self.start_urls = [f"http://{self.name}.example{self.page}"]
    def parse(self, response):
        for link in response.css("a::attr(href)").getall():
            yield response.follow(link, self.parse_article)
    def parse_article(self, response):
        yield {"url": response.url, "title": "Mùa gặt", "body": "Một.", "capture": response.meta["dvcrawler"].capture}

class WithErrback(Own):
    async def start(self):
        yield scrapy.Request(self.start_urls[0], errback=self.fail)
    def fail(self, failure):
        return scrapy.Request(f"http://{self.name}.example/other.html", self.parse_article)
"""
CLASS = "class {0}({1}):\n    name = {0!r}\n"
OPEN, CLOSED = "User-agent: *\nDisallow:\n", "User-agent: *\nDisallow: /\n"
FRONT = '<a href="/1.html">một</a><a href="/2.html">hai</a>'
#: The pages of each spider by path, the exit code, and the outcomes of its pages.
CASES = {
    "refuses": ({}, 11, {"failed": 1}),
    "forbids": ({"/robots.txt": CLOSED, "/": FRONT}, 14, {"robots": 1}),
    "fails": ({"/robots.txt": OPEN, "/": Answer(b"", 500)}, 11, {"failed": 1}),
    "blocks": ({"/robots.txt": OPEN, "/": Answer(b"", 403)}, 12, {"blocked": 1}),
    "leaves": (
        {"/robots.txt": OPEN, "/": Answer(b"", 301, {"Location": "http://elsewhere.example/"})},
        10,
        {"moved": 1},
    ),
    "lists": ({"/robots.txt": OPEN, "/": "nothing new"}, 0, {}),
    "lacks": ({"/robots.txt": OPEN, "/": FRONT, "/1.html": "một"}, 0, {"stored": 1, "gone": 1}),
    "breaks": (
        {"/robots.txt": OPEN, "/": FRONT, "/1.html": "một", "/2.html": Answer(b"", 500)},
        10,
        {"stored": 1, "failed": 1},
    ),
    "only_lists": (
        {"/robots.txt": OPEN, "/": FRONT, **dict.fromkeys(("/1.html", "/2.html"), Answer(b"", 500))},
        10,
        {"failed": 2},
    ),
    "tries_again": (
        {"/robots.txt": OPEN, "/": Answer(b"", 500), "/other.html": "một"},
        10,
        {"stored": 1, "failed": 1},
    ),
}


@pytest.fixture(scope="module")
def ended(tmp_path_factory):
    """The last run of each spider; one command crawls all of them."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "variant").mkdir()
    (folder / "variant/__init__.py").write_text("")
    classes = [CLASS.format(name, "WithErrback" if name == "tries_again" else "Own") for name in CASES]
    (folder / "variant/own.py").write_text(SPIDERS + "\n".join(classes))
    pages = {
        (f"{name}.example", path): page for name, case in CASES.items() for path, page in case[0].items()
    }
    with serve_pages(pages) as web:
        there = {
            "DVCRAWLER_CONNECT_TO": f"{web.connect_to},refuses.example=127.0.0.1:1",
            "PYTHONPATH": f"{folder}:{environment()['PYTHONPATH']}",
        }
        warm.run(
            command(folder / "data", *CASES, "-s", "SPIDER_MODULES=variant", "-s", "RETRY_TIMES=0"),
            env=environment(**there),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    return {name: runs(folder / "data", name)[-1] for name in CASES}


@pytest.mark.parametrize("name", CASES)
def test_the_run_ends_by_what_became_of_its_pages(ended, name):
    _, code, outcomes = CASES[name]
    assert (ended[name]["exit_code"], ended[name]["outcomes"]) == (code, outcomes)


def test_pages_that_did_not_come_are_named_with_the_reason(ended):
    (problem,) = ended["breaks"]["problems"]
    assert (problem["url"], problem["reason"]) == ("http://breaks.example/2.html", "the server says 500")
    (problem,) = ended["leaves"]["problems"]
    assert problem["target"] == "http://elsewhere.example/"

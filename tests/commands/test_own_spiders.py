"""Every command works where SPIDER_MODULES names a plain Scrapy spider, which has no site file."""

import json
import sys

import pytest

from tests import warm
from tests.portal import environment, records
from tests.webserver import serve_pages

SPIDER = """
import scrapy

class Own(scrapy.Spider):
    name = "own"
    start_urls = ["http://bao.example/1.html"]

    def parse(self, response):
        item = {"url": response.url, "title": "Mùa gặt", "body": "Lúa chín.", "date_raw": "01/05/2024"}
        yield item | {"capture": response.meta["dvcrawler"].capture}
        yield item | {"id": "2"}
"""


def run(folder, *words, connect_to="", modules="variant"):
    there = environment(DVCRAWLER_CONNECT_TO=connect_to, PYTHONPATH=f"{folder}:{environment()['PYTHONPATH']}")
    command = [sys.executable, "-m", "dvcrawler", *words, "-s", f"SPIDER_MODULES={modules}"]
    return warm.run(
        [*command, "--data", str(folder / "data")],
        env=there,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    (folder / "variant").mkdir()
    (folder / "variant/__init__.py").write_text("")
    (folder / "variant/own.py").write_text(SPIDER)
    with serve_pages({("bao.example", "/1.html"): b"<html><h1>x</h1></html>"}) as web:
        ended = run(folder, "crawl", "own", connect_to=f"bao.example=127.0.0.1:{web.port}")
    assert ended.returncode == 10, ended.stdout + ended.stderr
    assert (
        "there is no capture of this page; the item takes it from response.meta['dvcrawler'].capture"
        in ended.stdout
    )
    return folder


INVENTING = """
import scrapy

class Own(scrapy.Spider):
    name = "own"
    start_urls = ["http://bao.example/1.html", "http://bao.example/2.html"]

    def parse(self, response):
        taken = response.meta["dvcrawler"].capture
        file, number = taken.split("#") if taken else ("own.warc.gz", "<urn:uuid:0>")
        named = {"taken": taken, "made-up": "made-up", "empty": "", "file": f"other.warc.gz#{number}",
                 "number": f"{file}#<urn:uuid:6f2a7c30-0000-4000-8000-000000000000>", "other-site": f"../phunu/{taken}",
                 "spaces": f" {taken}", "number-alone": number, "file-alone": file, "sql": "' OR 1=1 --#' OR 1=1 --"}
        for name, capture in named.items():
            yield {"url": response.url, "id": f"{response.url[-6]}-{name}", "title": f"Mùa gặt {name}",
                   "body": f"Lúa chín {name} {response.url}.", "date_raw": "01/05/2024", "capture": capture}
"""


@pytest.mark.parametrize("archive", ["1", "0"])
def test_an_item_whose_capture_is_made_up_is_refused(tmp_path, archive):
    (tmp_path / "variant").mkdir()
    (tmp_path / "variant/__init__.py").write_text("")
    (tmp_path / "variant/own.py").write_text(INVENTING)
    pages = {("bao.example", f"/{n}.html"): f"<html><h1>{n}</h1></html>".encode() for n in (1, 2)}
    with serve_pages(pages) as web:
        setting = ("-s", f"DVCRAWLER_ARCHIVE={archive}")
        ended = run(tmp_path, "crawl", "own", *setting, connect_to=f"bao.example=127.0.0.1:{web.port}")
    assert "the archive does not hold the capture that the item names; the item takes it from" in ended.stdout
    stored = records(tmp_path / "data", "own")
    assert sorted(record["id"] for record in stored) == ["own:1-taken", "own:2-taken"]
    assert {record["capture"] is not None for record in stored} == {archive == "1"}


def test_a_plain_spider_is_listed_with_what_is_stored(folder):
    (row,) = json.loads(run(folder, "sites", "--json").stdout)
    assert (row["site"], row["articles"], row["host"]) == ("own", 1, None)
    shown = run(folder, "sites", "own").stdout
    assert "  hosts     -\n  layouts   -\n  stored    1 article, the newest of 2024-05-01\n" in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("verify",), "store, ledger and run records agree: 1 site"),
        (("verify", "own"), "store, ledger and run records agree: 1 site"),
        (("coverage",), "own: 1 article held"),
        (("health", "own"), "own: ok"),
        (("runs", "own"), "own "),
        (("search", "mua", "gat"), "Mùa gặt"),
        (("show", "own:bao.example/1.html"), "Mùa gặt"),
        (("cite", "own:bao.example/1.html"), "Mùa gặt"),
        (("similar",), "0 articles with text"),
        (("new", "--cursor", "{}/cursor"), "Lúa chín."),
        (("export", "--to", "{}/x.csv"), "1 article written"),
        (("report", "--html", "{}/x.html"), "x.html: written"),
        (("coverage", "--html", "{}/c.html"), "c.html: written"),
        (("reindex", "own"), "own: 1 line"),
    ],
)
def test_commands_read_what_it_stored(folder, words, said):
    ended = run(folder, *(word.format(folder) for word in words))
    assert said in ended.stdout, ended.stderr
    assert ended.returncode in (0, 1)
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("runs",), "own "),
        (("runs", "own"), "own "),
        (("health",), "own: ok"),
        (("health", "own"), "own: ok"),
        (("sites", "--stored"), "own "),
        (("sites", "own"), "stored    1 article"),
        (("verify", "own"), "store, ledger and run records agree: 1 site"),
        (("coverage", "own"), "own: 1 article held"),
        (("show", "https://bao.example/1.html"), "Mùa gặt"),
        (("new", "--cursor", "{}/unnamed", "--site", "own"), "Lúa chín."),
        (("report", "--html", "{}/x.html"), "x.html: written"),
    ],
)
def test_commands_read_what_it_stored_where_its_module_is_not_named(folder, words, said):
    ended = run(folder, *(word.format(folder) for word in words), modules="dvcrawler.spiders")
    assert (ended.returncode, said in ended.stdout) == (0, True), ended.stderr


@pytest.mark.parametrize("words", [("reparse", "--dry-run"), ("reparse", "own", "--dry-run")])
def test_the_archive_of_a_plain_spider_cannot_be_read_where_its_module_is_not_named(folder, words):
    ended = run(folder, *words, modules="dvcrawler.spiders")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("dvcrawler: own has no site file, so no layout reads its pages; ")


def test_a_site_whose_file_is_not_there_can_be_retired(folder, tmp_path):
    (tmp_path / "dvcrawler.toml").write_text('[retired.own]\ndate = 2026-01-05\nreason = "it has ended"\n')
    ended = run(folder, "health", "--config", str(tmp_path / "dvcrawler.toml"), modules="dvcrawler.spiders")
    assert "own: retired since 2026-01-05" in ended.stdout, ended.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("freeze", "own", "https://bao.example/1.html"),
            "own has no layouts, so that nothing reads a frozen page",
        ),
        (("probe", "own"), "no file says which hosts own has; give the address of its front page"),
    ],
)
def test_commands_that_read_by_layouts_say_that_it_has_none(folder, words, said):
    ended = run(folder, *words)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert ended.stderr.startswith(f"dvcrawler: {said}")


def test_the_archive_of_a_plain_spider_is_not_read_again(folder):
    ended = run(folder, "reparse", "own", "--dry-run")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == "dvcrawler: own has no layouts: what its spider gave is not read again\n"


@pytest.mark.parametrize("words", [("crawl", "own"), ("verify",), ("sites",)])
def test_a_module_that_is_not_there_is_3_and_one_line(folder, words):
    ended = run(folder, *words, modules="nowhere.spiders")
    assert (ended.returncode, ended.stdout) == (3, "")
    assert ended.stderr == "dvcrawler: SPIDER_MODULES=nowhere.spiders: there is no module nowhere\n"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("x = (\n", "broken.py:1: '(' was never closed"),
        ("import scrapy\nimport nowhere\n", "broken.py:2: there is no module nowhere"),
        (
            "from scrapy import Nothing\n",
            "broken.py:1: ImportError: cannot import name 'Nothing' from 'scrapy'",
        ),
        ("\n\nint('x')\n", "broken.py:3: ValueError: invalid literal for int() with base 10: 'x'"),
        ("def fail():\n    raise KeyError('x')\n\nfail()\n", "broken.py:4: KeyError: 'x'"),
    ],
)
@pytest.mark.parametrize("words", [("crawl", "own"), ("sites",)])
def test_a_module_with_a_mistake_is_3_and_one_line_with_its_place(tmp_path, source, said, words):
    (tmp_path / "broken.py").write_text(source)
    (tmp_path / "data").mkdir()
    ended = run(tmp_path, *words, modules="broken")
    assert (ended.returncode, ended.stdout) == (3, "")
    assert ended.stderr.startswith(f"dvcrawler: SPIDER_MODULES=broken: {tmp_path}/{said}")
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("own", "own"), "two site files have the name own; rename the site in one of them"),
        (("own", 5), "name = 5 of a spider cannot be used; write text in quotes"),
    ],
)
def test_spiders_whose_names_cannot_be_told_are_3_and_one_line(tmp_path, names, said):
    spiders = (f"class Own{n}(scrapy.Spider):\n    name = {name!r}\n" for n, name in enumerate(names))
    (tmp_path / "twice.py").write_text("import scrapy\n" + "".join(spiders))
    (tmp_path / "data").mkdir()
    ended = run(tmp_path, "sites", modules="twice")
    assert (ended.returncode, ended.stdout, ended.stderr) == (3, "", f"dvcrawler: {said}\n")


@pytest.mark.parametrize("name", ["ITEM_PIPELINES", "EXTENSIONS", "DOWNLOADER_MIDDLEWARES", "FEEDS"])
def test_text_where_a_setting_takes_json_is_2_and_one_line(folder, name):
    ended = run(folder, "crawl", "own", "-s", f"{name}=x")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == f"dvcrawler: {name}='x' cannot be used; write it as a JSON object\n"


@pytest.mark.parametrize("option", ["-o", "-O", "--output"])
def test_a_feed_is_written_by_export(folder, option):
    ended = run(folder, "crawl", "own", option, "x.json")
    assert ended.returncode == 2
    assert (
        ended.stderr
        == f"dvcrawler: unknown option {option}; write dvcrawler export --to FILE after the crawl\n"
    )


def run_file(*words):
    return warm.run(
        [sys.executable, "-m", "dvcrawler", "runspider", *words],
        env=environment(),
        text=True,
        capture_output=True,
        check=False,
        timeout=300,
    )


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("x = (\n", "1: '(' was never closed"),
        ("import scrapy\nnowhere\n", "2: NameError: name 'nowhere' is not defined"),
        ("def fail():\n    raise KeyError('x')\n\nfail()\n", "4: KeyError: 'x'"),
    ],
)
def test_a_spider_that_cannot_be_loaded_from_its_file_is_2_and_one_line(tmp_path, source, said):
    (tmp_path / "broken.py").write_text(source)
    ended = run_file(str(tmp_path / "broken.py"))
    told = [line for line in ended.stderr.splitlines() if line.startswith("dvcrawler: ")]
    assert (ended.returncode, "Traceback" in ended.stderr) == (2, False)
    assert told == [f"dvcrawler: the spider cannot be loaded: {tmp_path}/broken.py:{said}"]


def test_a_spider_run_from_its_file_is_said_to_store_nothing(tmp_path):
    (tmp_path / "idle.py").write_text('import scrapy\n\nclass Idle(scrapy.Spider):\n    name = "idle"\n')
    ended = run_file(str(tmp_path / "idle.py"), "-L", "ERROR")
    assert ended.stderr.startswith("dvcrawler: runspider stores nothing; dvcrawler crawl NAME ")
    assert "stores nothing" not in run_file(str(tmp_path / "idle.py"), "-o", f"{tmp_path}/x.json").stderr

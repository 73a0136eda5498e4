"""The commands on a shared store in a folder, as operators run them: two machines with copies of their own."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dvcrawler.reading import latest
from tests import warm
from tests.portal import environment, records
from tests.shared.conftest import files_of
from tests.site import HOST, SITE, asked, crawl_site, home, path_of, served, site

pytest.importorskip("obstore")


class Machine:
    """A machine by name: its home folder, and the shared store."""

    def __init__(self, home, url):
        self.home, self.url = home, url
        self.env = {"DVCRAWLER_SHARED_FOLDER": str(home)}

    def crawl(self, web, *arguments, **env):
        return crawl_site(web, self.url, *arguments, **self.env, **env)

    def run(self, *arguments):
        return warm.run(
            [sys.executable, "-m", "dvcrawler", *arguments, "--data", self.url],
            env=environment(**self.env),
            capture_output=True,
            text=True,
            timeout=300,
        )

    def folder(self, name):
        (found,) = self.home.glob(f"*/{name}")
        return found


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """Three articles crawled by a machine, a fourth by another, which joins the first one's segments."""
    top = tmp_path_factory.mktemp("shared")
    url = f"file://{top}/store"
    first, second = Machine(top / "a", url), Machine(top / "b", url)
    with served(site(1, 2, 3)) as web:
        ended = first.crawl(web)
        assert (ended.code, "WARNING" in ended.err) == (0, False), ended
    with served(site(1, 2, 3, 4)) as web:
        ended = second.crawl(web, "-s", "DVCRAWLER_COMPACT_OBJECTS=3")
        assert (ended.code, "WARNING" in ended.err) == (0, False), ended
        second.asked = [asked(web, path_of(number)) for number in (1, 2, 3, 4)]
    return first, second, Machine(top / "reader", url)


def test_what_one_machine_has_published_another_does_not_fetch_again(shared):
    _, second, _ = shared
    assert list(map(len, second.asked)) == [0, 0, 0, 1]
    assert len(records(second.folder("work"))) == 4


def test_old_segments_are_joined_from_the_number_of_the_setting_on(shared):
    first, *_ = shared
    packs = Path(first.url.removeprefix("file://")).rglob("*.pack")
    assert sorted(path.name.partition("-")[2] for path in packs) == [
        "articles.pack",
        "runs.pack",
        "warc.pack",
    ]


def test_a_page_that_was_not_read_is_no_finding_on_another_machine(tmp_path):
    """What became of it is known to the machine that crawled; a reparse of the others notes it elsewhere."""
    url = f"file://{tmp_path}/store"
    with served(
        site(1, 2) | {(HOST, path_of(2)): "<html><p>Trang này không phải bài viết</p></html>"}
    ) as web:
        assert Machine(tmp_path / "a", url).crawl(web).code in (10, 0)
    reader = Machine(tmp_path / "reader", url)
    assert "1 not read" in reader.run("reparse", "--dry-run").stdout
    verified = reader.run("verify")
    assert (verified.returncode, verified.stdout.count("\n")) == (0, 1), verified.stdout


def test_readers_see_what_both_have_published(shared):
    *_, reader = shared
    assert reader.run("search", "mùa", "màng", "--count").stdout.strip() == "4"
    assert len(reader.run("runs", SITE, "--json").stdout.splitlines()) >= 2
    assert not list(reader.folder("mirror").glob("warc/*/*"))  # a search needs no captures


def test_verify_reads_segments_and_files(shared):
    *_, reader = shared
    ended = reader.run("verify")
    assert (ended.returncode, ended.stdout.count("agree"), ended.stderr) == (0, 1, ""), ended
    assert files_of(reader.folder("mirror")) == files_of(shared[1].folder("work"))


def test_a_damaged_segment_is_a_line_for_readers_and_a_finding_for_verify(shared, tmp_path):
    machine = Machine(tmp_path, shared[0].url.replace("/store", "/damaged"))
    store, damaged = (Path(url.removeprefix("file://")) for url in (shared[0].url, machine.url))
    shutil.copytree(store, damaged)
    path = max(damaged.rglob("*-articles.seg"))
    path.write_bytes(path.read_bytes()[:-5] + b"12345")
    ended = machine.run("search", "mùa", "--count")
    assert (ended.returncode, ended.stdout.strip()) == (0, "3")
    assert len(ended.stderr.splitlines()) == 1
    assert f"{path.name}: its checksum differs; restore the object from a back-up" in ended.stderr
    ended = machine.run("verify", SITE)
    assert ended.returncode == 10
    assert f"{machine.url}/{path.relative_to(damaged)}: its checksum differs" in ended.stdout


def test_the_reader_takes_the_address_of_a_shared_store(shared, monkeypatch, tmp_path):
    monkeypatch.setenv("DVCRAWLER_SHARED_FOLDER", str(tmp_path))
    assert len(list(latest(shared[0].url, site=SITE))) == 4


@pytest.mark.slow
def test_a_removal_reaches_every_reader(shared, tmp_path):
    url = shared[0].url.replace("/store", "/removed")
    shutil.copytree(shared[0].url.removeprefix("file://"), url.removeprefix("file://"))
    machine, reader = Machine(tmp_path / "a", url), Machine(tmp_path / "b", url)
    assert reader.run("search", "mùa", "màng", "--count").stdout.strip() == "4"
    ended = machine.run("remove", f"{SITE}:aaa0003", "--reason", "đề nghị của người viết")
    assert (ended.returncode, ended.stderr) == (0, ""), ended
    assert reader.run("search", "mùa", "màng", "--count").stdout.strip() == "3"
    assert reader.run("remove", "--list").stdout.startswith(f"{SITE}:aaa0003")
    ended = reader.run("verify", SITE)
    assert (ended.returncode, ended.stderr) == (0, ""), ended.stdout


@pytest.mark.slow
def test_a_crawl_that_cannot_publish_says_so_and_the_next_one_does(shared, tmp_path):
    """A file is in the way of the store's folder from the time at which the portal is asked."""
    url = f"file://{tmp_path}/store"
    machine, reader = Machine(tmp_path / "a", url), Machine(tmp_path / "b", url)
    epoch = tmp_path / "store" / "sites" / SITE / "0000000001"

    def block(handler):
        epoch.rename(tmp_path / "kept")
        epoch.write_bytes(b"")
        return home(1, 2)

    with served(site(1, 2, home=block)) as web:
        ended = machine.crawl(web)
    assert ended.code == 15, ended
    assert f"{SITE}: stored on this machine and not published: " in ended.err
    assert len(records(machine.folder("work"))) == 2
    epoch.unlink()
    (tmp_path / "kept").rename(epoch)
    with served(site(1, 2)) as web:
        assert machine.crawl(web).code == 0
        assert asked(web, path_of(1)) == []
    assert reader.run("search", "mùa", "--count").stdout.strip() == "2"


@pytest.mark.parametrize(
    ("url", "code", "words"),
    [
        ("s3://", 2, "write it as s3://bucket/prefix"),
        ("ftp://x/y", 2, "a shared store is at one of"),
        ("az://chung/p", 3, "cannot be opened"),
        ("s3:/chung/p", 2, "write it as s3://chung/p"),
        ("S3:chung/p", 2, "write it as s3://chung/p"),
        ("file:/srv/chung", 2, "write it as file:///srv/chung"),
    ],
)
def test_an_address_that_cannot_be_used_is_one_line(tmp_path, url, code, words):
    ended = Machine(tmp_path, url).run("runs")
    assert (ended.returncode, ended.stdout, len(ended.stderr.splitlines())) == (code, "", 1)
    assert words in ended.stderr


#: Each command that reads a store, with what it needs.
_READING = (
    ["cite", "{id}"],
    ["coverage"],
    ["export", "--to", "{folder}/articles.jsonl"],
    ["export", "--to", "{folder}/articles.wacz"],
    ["health"],
    ["new", "--cursor", "{folder}/mine.cursor"],
    ["reindex"],
    ["remove", "--list"],
    ["reparse", "--dry-run"],
    ["reparse", SITE, "--dry-run"],
    ["report", "--html", "{folder}/report.html"],
    ["runs"],
    ["search", "mùa"],
    ["show", "{id}"],
    ["similar"],
    ["sites"],
    ["verify"],
)


@pytest.mark.slow
@pytest.mark.parametrize("words", _READING, ids=" ".join)
def test_every_reading_command_works_on_a_shared_store(shared, tmp_path, words):
    given = [word.format(folder=tmp_path, id=f"{SITE}:aaa0001") for word in words]
    ended = shared[2].run(*given)
    assert "Traceback" not in ended.stderr and ended.returncode in (0, 1), ended
    assert ended.stdout or words == ["remove", "--list"], ended


@pytest.mark.slow
@pytest.mark.parametrize("words", _READING, ids=" ".join)
def test_an_address_without_any_site_is_named_by_every_reading_command(tmp_path, words):
    (tmp_path / "store").mkdir()
    given = [word.format(folder=tmp_path, id=f"{SITE}:aaa0001") for word in words]
    ended = Machine(tmp_path / "a", f"file://{tmp_path}/store").run(*given)
    assert f"file://{tmp_path}/store holds nothing yet; crawl first, or correct --data" in ended.stderr
    assert "Traceback" not in ended.stderr and ended.returncode in (0, 1, 2, 3), ended


@pytest.mark.parametrize(
    "words", [["search", "mùa"], ["reparse"], ["remove", f"{SITE}:aaa0001", "--reason", "theo yêu cầu"]]
)
def test_an_address_without_any_site_is_one_line(tmp_path, words):
    (tmp_path / "store").mkdir()
    ended = Machine(tmp_path / "a", f"file://{tmp_path}/store").run(*words)
    assert (ended.returncode, ended.stderr.count("\n")) == (1 if words[0] == "search" else 3, 1)
    assert f"file://{tmp_path}/store holds nothing yet" in ended.stderr


@pytest.mark.parametrize("words", [["verify"], ["sites"], ["search", "mùa"]], ids=" ".join)
def test_an_address_without_any_site_is_named_again_after_a_search_has_made_its_index(tmp_path, words):
    (tmp_path / "store").mkdir()
    machine = Machine(tmp_path / "a", f"file://{tmp_path}/store")
    first, again = machine.run("search", "lúa"), machine.run(*words)
    assert first.stderr == again.stderr
    assert f"file://{tmp_path}/store holds nothing yet" in again.stderr


@pytest.mark.parametrize("words", [["search", "mùa"], ["reparse"], ["verify"]])
@pytest.mark.parametrize("kind", ["file", "below a file", "too long"])
def test_a_folder_of_copies_that_cannot_be_used_is_named_by_its_own_setting(tmp_path, words, kind):
    (tmp_path / "store").mkdir()
    (tmp_path / "file").write_text("")
    folder = {"file": "file", "below a file": "file/copies", "too long": "c" * 300}[kind]
    ended = Machine(tmp_path / folder, f"file://{tmp_path}/store").run(*words)
    assert (ended.returncode, ended.stderr.count("\n")) == (3, 1)
    assert str(tmp_path / folder) in ended.stderr
    assert "name another with DVCRAWLER_SHARED_FOLDER" in ended.stderr
    assert "--data" not in ended.stderr


def test_a_dry_run_of_reparse_claims_no_site(shared):
    claims = sorted(Path(shared[0].url.removeprefix("file://")).glob("sites/*/*"))
    assert shared[2].run("reparse", "--dry-run").returncode == 0
    assert sorted(Path(shared[0].url.removeprefix("file://")).glob("sites/*/*")) == claims


def test_without_a_shared_store_nothing_of_it_is_loaded(tmp_path):
    (tmp_path / "articles").mkdir()
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "dvcrawler", "runs", "--data", str(tmp_path)],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert "dvcrawler.shared.opening" in ended.stderr
    assert not {"obstore", "dvcrawler.shared.objects", "dvcrawler.shared.work"} & set(ended.stderr.split())

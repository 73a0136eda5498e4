"""The commands on a shared store in a folder, as operators run them: two machines with copies of their own."""

import subprocess
import sys

import pytest

from tests.portal import environment, records
from tests.shared.conftest import files_of
from tests.site import SITE, asked, crawl_site, path_of, served, site

pytest.importorskip("obstore")


class Machine:
    """A machine by name: its home folder, and the shared store."""

    def __init__(self, home, url):
        self.home, self.url = home, url
        self.env = {"DVCRAWLER_SHARED_FOLDER": str(home)}

    def crawl(self, web, *arguments, **env):
        return crawl_site(web, self.url, *arguments, **self.env, **env)

    def run(self, *arguments):
        return subprocess.run([sys.executable, "-m", "dvcrawler", *arguments, "--data", self.url],
                              env=environment(**self.env), capture_output=True, text=True, timeout=300)  # fmt: skip

    def folder(self, name):
        (found,) = self.home.glob(f"*/{name}")
        return found


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """Three articles crawled by a machine, a fourth by another; what each printed and asked."""
    top = tmp_path_factory.mktemp("shared")
    url = f"file://{top}/store"
    first, second = Machine(top / "a", url), Machine(top / "b", url)
    with served(site(1, 2, 3)) as web:
        ended = first.crawl(web)
        assert (ended.code, "WARNING" in ended.err) == (0, False), ended
    with served(site(1, 2, 3, 4)) as web:
        ended = second.crawl(web)
        assert (ended.code, "WARNING" in ended.err) == (0, False), ended
        second.asked = [asked(web, path_of(number)) for number in (1, 2, 3, 4)]
    return first, second, Machine(top / "reader", url)


def test_what_one_machine_has_published_another_does_not_fetch_again(shared):
    _, second, _ = shared
    assert list(map(len, second.asked)) == [0, 0, 0, 1]
    assert len(records(second.folder("work"))) == 4


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

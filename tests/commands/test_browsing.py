"""`browse`, `open` and `show` as a user starts them."""

import json
import shutil
import socket
import sys

import pytest

from tests import warm
from tests.derived.store import article, write
from tests.portal import environment
from tests.terminal import Session

CAPTURE = "thu-1.warc.gz#<urn:uuid:00000000-0000-4000-8000-000000000001>"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    write(
        folder,
        article(1, "Mở đường", "Dài hai cây số.\n\nHết.", byline_raw="Ảnh: \x1b[31mHoa"),
        article(1, "Mở đường", "Dài ba cây số.\n\nHết.", revision=2, capture=CAPTURE),
        article(2, "Hội \u202exuân", "Chữ."),
    )
    return folder


def run(name, data, *arguments):
    command = [sys.executable, "-m", "dvcrawler", name, "--data", str(data), *arguments]
    return warm.run(command, capture_output=True, text=True, check=False, timeout=300)


def test_show_prints_the_newest_revision_and_names_the_others(data):
    ended = run("show", data, "thu:1")
    assert ended.returncode == 0
    assert "Dài ba cây số." in ended.stdout.splitlines()
    assert "revision: 2 of 1, 2" in ended.stdout


def test_show_prints_the_revision_that_was_asked_for_without_escape_sequences(data):
    shown = run("show", data, "thu:1", "--revision", "1").stdout
    assert "Dài hai cây số." in shown
    assert "\x1b" not in shown
    assert "\u202e" not in run("show", data, "thu:2").stdout


def test_show_marks_the_words_that_changed(data):
    shown = run("show", data, "thu:1", "--diff").stdout
    assert "Dài [-hai-]{+ba+} cây số." in shown.splitlines()


def test_on_a_terminal_words_that_changed_have_colours_and_no_marks(data):
    command = [sys.executable, "-m", "dvcrawler", "show", "thu:1", "--diff", "--data", str(data)]
    with Session(command, environment(TERM="xterm-256color")) as session:
        assert session.finish() == 0
    assert any("Dài haiba cây số." in line for line in session.terminal.shown())


def test_show_gives_the_record_as_json(data):
    assert json.loads(run("show", data, "thu:1", "--json").stdout)["revision"] == 2


def test_open_prints_the_address_of_the_captured_page_and_says_where_nothing_listens(data):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    ended = run("open", data, "thu:1", "--port", str(port))
    assert ended.returncode == 0
    assert (
        ended.stdout
        == f"http://127.0.0.1:{port}/capture/thu-1.warc.gz/00000000-0000-4000-8000-000000000001\n"
    )
    assert "start dvcrawler browse" in ended.stderr


def test_open_prints_the_address_of_the_article_where_no_page_is_kept(data):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        ended = run("open", data, "thu:2", "--port", str(port))
    assert (ended.stdout, ended.stderr) == (f"http://127.0.0.1:{port}/article/thu%3A2\n", "")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["show"], 2, "name one article's id"),
        (["show", "thu:9"], 2, "no article 'thu:9' is held"),
        (["show", "thu:1", "--revision", "9"], 2, "has no revision 9; there are: 1, 2"),
        (["show", "thu:2", "--diff"], 2, "has nothing before revision 1"),
        (["show", "thu:1", "--diff", "--json"], 2, "give one of --diff and --json"),
        (["open", "thu:1", "thu:2"], 2, "name one article's id"),
        (["open", "thu:1", "--port", "0"], 2, "--port takes"),
        (["browse", "x"], 2, "browse takes no argument"),
        (["browse", "--port", "70000"], 2, "--port takes"),
        (["browse", "--host", "no.such.host.invalid"], 3, "cannot listen on no.such.host.invalid"),
    ],
)
def test_what_is_wrong_is_one_line(data, arguments, code, says):
    ended = run(arguments[0], data, *arguments[1:])
    assert ended.returncode == code
    assert says in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_show_open_cite_similar_and_remove_take_the_address_of_an_article(tmp_path):
    url = "https://baonamdinh.vn/kinh-te/202401/mo-duong-8830dd4/"
    write(
        tmp_path,
        article("8830dd4", "Mở đường", "Chữ.", site="baonamdinh", url=url),
        # The number in its address is another article's, too.
        article("8830dd5-x", "Hai", "Chữ.", site="baonamdinh", url=url.replace("d4", "d5")),
        article("tin/bai", "Ba", "Chữ.", site="portal/example.vn", url="https://example.vn/tin/bai?so=3"),
    )
    for typed in (url, url.removeprefix("https://"), f"{url.replace('https', 'http')}?utm_source=x#y"):
        assert run("show", tmp_path, typed).stdout.startswith("Mở đường\n"), typed
    assert "Hai" in run("cite", tmp_path, url.replace("d4", "d5")).stdout
    assert "example.vn%3Atin" in run("open", tmp_path, "example.vn/tin/bai?so=3").stdout
    assert run("similar", tmp_path, url).stdout.startswith("0 articles")
    assert run("remove", tmp_path, url, "--reason", "x").returncode == 0
    assert "dvcrawler: baonamdinh:8830dd4 was removed on " in run("show", tmp_path, url).stderr


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("https://baonamdinh.vn/", "is not an article of baonamdinh"),
        ("https://example.vn/x.html", "nothing is stored of example.vn"),
        ("https://", "is neither an id nor an address"),
        ("https://baonamdinh.vn/kinh-te/202401/mo-duong-8830dd4/", "no article 'baonamdinh:8830dd4' is held"),
    ],
)
def test_an_address_that_is_not_a_stored_article_is_one_line(data, typed, says):
    ended = run("show", data, typed)
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert says in ended.stderr


def test_two_dashes_end_the_options(data):
    assert run("show", data, "--json", "--", "thu:2").returncode == 0
    assert run("search", data, "--count", "--", "mở", "-xuân").stdout == "1\n"
    assert "no article '--x' is held" in run("show", data, "--", "--x").stderr


def test_a_port_that_is_taken_is_one_line(data):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ended = run("browse", data, "--port", str(taken.getsockname()[1]))
    assert ended.returncode == 3
    assert "choose another --port" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_a_folder_without_a_store_is_named(tmp_path):
    ended = run("browse", tmp_path, "--port", "0")
    assert ended.returncode == 2
    assert "nothing is stored in" in ended.stderr


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A store of more than is taken in without a word."""
    folder = tmp_path_factory.mktemp("large")
    write(folder, *(article(n, f"Bài {n}", "Chữ đường làng. " * 30_000) for n in range(14)))
    return folder


@pytest.mark.sampled(4)
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("search", ["làng", "--json"]),
        ("show", ["thu:1", "--json"]),
        ("cite", ["thu:1", "--format", "csl"]),
        ("similar", ["thu:1", "--json"]),
    ],
)
def test_a_command_that_has_to_build_an_index_says_so_once_and_prints_its_result_alone(
    large, name, arguments
):
    shutil.rmtree(large / "derived", ignore_errors=True)
    first, second = run(name, large, *arguments), run(name, large, *arguments)
    size = sum(path.stat().st_size for path in large.glob("articles/*/*.jsonl")) >> 20
    assert (
        first.stderr == f"dvcrawler: the search index reads {size} MB of articles; "
        "later only new ones are read\n"
    )
    assert second.stderr == ""
    assert json.loads(first.stdout) == json.loads(second.stdout)

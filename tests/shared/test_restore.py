import pytest

from dvcrawler.shared.fence import begin
from dvcrawler.shared.restore import restore
from dvcrawler.shared.segment import Header, pack
from dvcrawler.storage.journal import read_lines
from dvcrawler.storage.ledgers.ledger import Ledger
from dvcrawler.storage.store import Store

from .conftest import SITE, copy_of, files_of

MONTH = "articles/thu/2026-01.jsonl"


@pytest.fixture
def published(machine):
    """Five segments of one line each, and a capture."""
    here = machine("a").claim()
    here.write_warc(b"page")
    for number in range(1, 6):
        here.append(number)
        here.publish()
    return here


def segment(number):
    return f"sites/thu/0000000001/{number:08d}-articles.seg"


def replace(memory, path, data):
    memory.delete([path])
    if data is not None:
        memory.create(path, data)


def test_only_what_is_new_is_fetched(published, memory, tmp_path):
    assert restore(memory, SITE, tmp_path / "reader").fetched == sum(
        map(len, files_of(published.folder).values())
    )
    assert restore(memory, SITE, tmp_path / "reader").fetched == 0
    before = (published.folder / MONTH).stat().st_size
    published.append(6)
    published.publish()
    result = restore(memory, SITE, tmp_path / "reader")
    assert result.fetched == (published.folder / MONTH).stat().st_size - before
    assert result.changed == (MONTH,)


def test_a_reader_may_leave_the_captures_where_they_are(published, memory, tmp_path):
    restore(memory, SITE, tmp_path / "reader", kinds=("articles", "removals", "runs"))
    assert list(files_of(tmp_path / "reader")) == [MONTH]
    restore(memory, SITE, tmp_path / "reader")
    assert files_of(tmp_path / "reader") == files_of(published.folder)


@pytest.mark.parametrize("change", ["append", "overwrite", "truncate", "delete"])
def test_a_copy_that_was_changed_is_made_equal_again(published, memory, tmp_path, change):
    copy_of(memory, tmp_path / "reader")
    path = tmp_path / "reader" / MONTH
    data = path.read_bytes()
    changed = {
        "append": data + b"x\n",
        "overwrite": b"{" * 40 + data[40:],
        "truncate": data[:-9],
        "delete": None,
    }
    path.unlink() if changed[change] is None else path.write_bytes(changed[change])
    assert copy_of(memory, tmp_path / "reader") == files_of(published.folder)


@pytest.mark.parametrize(
    "damage",
    [
        lambda seg: None,
        lambda seg: b"",
        lambda seg: seg[:-20],
        lambda seg: seg[:-20] + b"x" * 20,
        lambda seg: b"\x00" * len(seg),
        lambda seg: seg + b"more\n",
    ],
    ids=["missing", "empty", "cut", "garbled", "zeros", "longer"],
)
def test_a_damaged_segment_is_named_and_moves_nothing_else(published, memory, tmp_path, damage):
    path = next(
        each.path for each in memory.listing("sites/thu") if each.path.endswith("00000004-articles.seg")
    )
    replace(memory, path, damage(memory.get(path)))
    result = restore(memory, SITE, tmp_path / "reader")
    assert path in {fault.place for fault in result.faults} or any(
        "4" in fault.what for fault in result.faults
    )
    whole = [line.value and line.value["id"] for line in read_lines(published.folder / MONTH)]
    seen = [line.value and line.value["id"] for line in read_lines(tmp_path / "reader" / MONTH)]
    assert whole == ["thu:1", "thu:2", "thu:3", "thu:4", "thu:5"]
    assert seen == ["thu:1", "thu:2", None, "thu:4", "thu:5"]


def test_a_segment_that_came_back_is_read(published, memory, tmp_path):
    path = segment(4)
    saved = memory.get(path)
    replace(memory, path, saved[:-1] + b"?")
    assert restore(memory, SITE, tmp_path / "reader").faults
    replace(memory, path, saved)
    assert not restore(memory, SITE, tmp_path / "reader").faults
    assert files_of(tmp_path / "reader") == files_of(published.folder)


@pytest.mark.parametrize(
    "file",
    [
        "../../etc/passwd",
        "articles/thu/../../x.jsonl",
        "state/thu.sqlite",
        "/articles/thu/2026-01.jsonl",
        "articles/khac/2026-01.jsonl",
    ],
)
def test_a_segment_cannot_write_beside_the_files_of_its_site(published, memory, tmp_path, file):
    forged = pack(Header(file, 1, 0, 0, "", 0, 0), b"{}\n")
    memory.create("sites/thu/0000000001/00000007-articles.seg", forged)
    result = restore(memory, SITE, tmp_path / "reader")
    assert any("00000007" in fault.place for fault in result.faults)
    assert files_of(tmp_path / "reader") == files_of(published.folder)


def test_the_ledger_of_the_next_owner_knows_every_published_article(published, machine):
    other = machine("b").claim()
    with Store(other.folder, SITE) as store, Ledger(other.folder, SITE) as ledger:
        ledger.catch_up(store)
        assert len(ledger.known([f"thu:{n}" for n in range(9)])) == 5


def test_an_owner_takes_over_a_damaged_store_and_goes_on(published, machine, memory, tmp_path):
    replace(memory, segment(6), None)  # the last line
    other = machine("b").claim()
    other.append(6)
    other.publish()
    ids = (
        [line.value["id"] for line in read_lines(tmp_path / "reader" / MONTH) if line.value]
        if copy_of(memory, tmp_path / "reader")
        else []
    )
    assert ids == ["thu:1", "thu:2", "thu:3", "thu:4", "thu:6"]


def test_a_site_that_nobody_published_can_be_claimed(memory, tmp_path):
    fence = begin(memory, "portal/bao.example.vn")
    assert restore(memory, "portal/bao.example.vn", tmp_path, fence).changed == ()

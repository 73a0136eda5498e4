"""A claim lists only what came since the last one, and finds all the same what it has to find."""

import pytest

from dvcrawler.shared.fence import begin
from dvcrawler.shared.known import WHOLE_LISTING_EVERY
from dvcrawler.shared.segment import Header, Position, object_path, pack
from dvcrawler.shared.state import State
from dvcrawler.shared.verify import verify_segments
from tests.storage.removal_store import change, fill

from .conftest import SITE, copy_of, files_of

MONTH = "articles/thu/2026-01.jsonl"


@pytest.fixture
def listed(memory, monkeypatch):
    """The paths that were listed since it was last cleared."""
    found, listing = [], memory.listing

    def note(*arguments):
        answer = listing(*arguments)
        found.extend(each.path for each in answer)
        return answer

    monkeypatch.setattr(memory, "listing", note)
    return found


def claim_and_publish(machine, name, *numbers):
    here = machine(name).claim()
    here.append(*numbers)
    here.publish()
    return here


def test_a_claim_lists_the_open_epoch_and_its_own_alone(machine, listed):
    for number in range(1, 8):
        listed.clear()
        claim_and_publish(machine, "a", number)
    assert {path.split("/")[2] for path in listed} == {"0000000006", "0000000007"}


def test_machines_that_take_turns_agree_at_every_claim(machine, memory, tmp_path):
    for number in range(1, WHOLE_LISTING_EVERY + 4, 2):
        claim_and_publish(machine, "a", number)
        here = claim_and_publish(machine, "bc"[number % 4 // 2], number + 1)
        assert here.restored.faults == ()
        assert files_of(here.folder) == copy_of(memory, tmp_path / "reader")
    assert len((here.folder / MONTH).read_bytes().splitlines()) == number + 1
    assert list(verify_segments(memory, SITE, tmp_path / "reader")) == []


def test_what_another_owner_has_deleted_since_is_not_a_fault(machine, memory, tmp_path):
    first = machine("a").claim(longest=700)
    fill(first.folder)
    first.publish()
    machine("a").claim().publish()  # has listed the first epoch
    other = machine("b").claim()
    change(other.folder)
    other.publish()
    for _ in range(2):
        again = machine("a").claim()
        assert again.restored.faults == ()
        assert files_of(again.folder) == files_of(other.folder) == copy_of(memory, tmp_path / "reader")
    assert list(verify_segments(memory, SITE, tmp_path / "reader")) == []
    with State(again.folder, SITE) as state:
        held = {each.path for each in memory.listing("sites")}
        assert {each.path for each in state.listed()} <= held


def test_what_a_superseded_owner_publishes_late_is_deleted_within_a_day_of_hourly_runs(machine, memory):
    for number in range(1, 4):
        claim_and_publish(machine, "a", number)
    late = object_path(SITE, Position(1, 2), "articles.seg")
    memory.create(late, pack(Header(MONTH, 1, 0, 0, "", 0, 0), b'{"late": 1}\n'))
    for _ in range(WHOLE_LISTING_EVERY):
        claim_and_publish(machine, "a")
    assert late not in {each.path for each in memory.listing("sites")}


def test_an_epoch_of_which_an_object_may_not_have_been_listed_is_listed_again(machine, memory, monkeypatch):
    """A listing takes time: the end of an epoch may be published after its folder was read."""
    claim_and_publish(machine, "a", 1)
    claim_and_publish(machine, "a", 2)
    path, listing = object_path(SITE, Position(2, 1), "articles.seg"), memory.listing

    def list_earlier(prefix, *after):
        return [each for each in listing(prefix, *after) if prefix != f"sites/{SITE}" or each.path != path]

    with monkeypatch.context() as patch:
        patch.setattr(memory, "listing", list_earlier)
        machine("b").claim()
    machine("a").claim()
    other = machine("b").claim()
    assert other.restored.faults == ()
    assert len((other.folder / MONTH).read_bytes().splitlines()) == 2


def test_a_store_that_was_emptied_is_listed_as_it_is(machine, memory):
    for number in range(1, 4):
        claim_and_publish(machine, "a", number)
    memory.delete([each.path for each in memory.listing("sites")])
    begin(memory, SITE)
    again = claim_and_publish(machine, "a", 9)
    assert again.fence.begun.epoch == 2
    assert len((again.folder / MONTH).read_bytes().splitlines()) == 1

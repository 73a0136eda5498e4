import pytest

from dvcrawler.shared.fence import begin, last_epoch
from dvcrawler.shared.objects import NewerOwnerError
from dvcrawler.shared.verify import verify_segments

from .conftest import SITE, copy_of


def test_a_claim_follows_the_last_one(memory):
    tokens = [begin(memory, SITE).begun.token for _ in range(3)]
    assert tokens == [1, 2, 3]
    assert last_epoch(memory, SITE, 0) == 3


def test_the_same_or_a_lower_token_cannot_claim(memory):
    begin(memory, SITE, 5)
    for token in (5, 4, 1):
        with pytest.raises(NewerOwnerError):
            begin(memory, SITE, token)
    assert begin(memory, SITE, 9).begun.token == 9


def test_of_two_that_claim_at_the_same_time_one_gets_the_token(memory, monkeypatch):
    """Both have read the same last epoch before either creates the next one."""
    import dvcrawler.shared.fence as module

    rival = []
    create = module._create

    def create_second(store, site, begun):
        monkeypatch.setattr(module, "_create", create)
        rival.append(begin(store, site, 1))
        return create(store, site, begun)

    monkeypatch.setattr(module, "_create", create_second)
    with pytest.raises(NewerOwnerError):
        begin(memory, SITE, 1)
    rival[0].check()


def test_an_owner_notices_that_another_has_claimed(memory):
    old = begin(memory, SITE)
    old.check()
    begin(memory, SITE)
    with pytest.raises(NewerOwnerError):
        old.check()
    with pytest.raises(NewerOwnerError):
        old.renew()


def test_what_an_old_owner_publishes_after_the_claim_is_not_read(machine, memory, tmp_path, monkeypatch):
    old = machine("a").claim()
    old.append(1)
    old.publish()
    new = machine("b").claim()
    old.append(2)
    monkeypatch.setattr(type(old.fence), "check", lambda self: None)  # it was stopped between check and put
    assert old.publish() == 1
    new.append(3)
    new.publish()
    ids = [
        line.split(b'"id":"')[1][:5]
        for line in copy_of(memory, tmp_path / "reader")["articles/thu/2026-01.jsonl"].splitlines()
    ]
    assert ids == [b"thu:1", b"thu:3"]


def test_the_next_owner_deletes_what_does_not_count(machine, memory, monkeypatch):
    old = machine("a").claim()
    old.append(1)
    machine("b").claim()
    monkeypatch.setattr(type(old.fence), "check", lambda self: None)
    old.publish()
    assert len(memory.listing("sites/thu/0000000001")) == 2
    machine("c").claim()
    assert [each.path[-10:] for each in memory.listing("sites/thu/0000000001")] == ["begin.json"]


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"schema":1}', b"\xff\x00", b'{"schema":9}'])
def test_an_unreadable_begin_keeps_nobody_from_claiming(machine, memory, tmp_path, damage):
    old = machine("a").claim(token=7)
    old.append(1)
    old.publish()
    memory.delete(["sites/thu/0000000001/begin.json"])
    memory.create("sites/thu/0000000001/begin.json", damage)
    new = machine("b").claim(token=3)
    assert [fault.place for fault in new.restored.faults] == ["sites/thu/0000000001/begin.json"]
    with pytest.raises(NewerOwnerError):
        old.publish()
    assert b"thu:1" in copy_of(memory, tmp_path / "reader")["articles/thu/2026-01.jsonl"]


@pytest.mark.parametrize("damage", [None, b"", b'{"schema":1}'])
@pytest.mark.parametrize("epoch", [1, 2])
def test_verify_names_a_begin_that_is_lost_after_this_machine_has_read_it(
    machine, memory, tmp_path, epoch, damage
):
    for name in ("a", "b"):
        owner = machine(name).claim()
        owner.append(1)
        owner.publish()
    folder, path = tmp_path / "reader", f"sites/thu/000000000{epoch}/begin.json"
    copy_of(memory, folder)
    assert list(verify_segments(memory, SITE, folder)) == []
    memory.delete([path])
    if damage is not None:
        memory.create(path, damage)
    assert [fault.place for fault in verify_segments(memory, SITE, folder)] == [path]
    assert [fault.place for fault in verify_segments(memory, SITE, tmp_path / "fresh")] == [path]


def test_a_clock_that_is_wrong_changes_nothing(machine, memory, tmp_path, monkeypatch):
    import dvcrawler.shared.fence as module

    monkeypatch.setattr(module, "utc_text", lambda at: "2001-01-01T00:00:00Z")
    machine("a").claim().append(1)
    monkeypatch.setattr(module, "utc_text", lambda at: "1999-01-01T00:00:00Z")
    new = machine("b").claim()
    new.append(2)
    new.publish()
    assert b"thu:2" in copy_of(memory, tmp_path / "reader")["articles/thu/2026-01.jsonl"]

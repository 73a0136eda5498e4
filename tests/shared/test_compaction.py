"""Old segments are joined into packs: nothing is lost, doubled or kept, whoever is killed, late or reading."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from dvcrawler.shared.location import SharedLocation, open_store
from dvcrawler.shared.mirror import sync_mirror
from dvcrawler.shared.objects import LostManifestError, SharedStoreError
from dvcrawler.shared.segment import parse_path
from dvcrawler.shared.verify import verify_segments
from tests.storage.removal_store import SECRET, change, fill, places_of, unpacked

from .conftest import SITE, Machine, copy_of, files_of

#: Runs before a compaction, and the number of objects of which one is due then.
RUNS, DUE = 6, 20


def run(machine, number, **options):
    """One crawl: a line, a capture in a file of its own, a run record; all published at its end."""
    here = machine.claim(**options)
    store_some(here.folder, here, number)
    here.publish()
    return here


def store_some(folder, here, number):
    here.append(number)
    here.write_warc(b"page %d" % number, name=f"thu-{number:03}.warc.gz")
    (folder / "runs").mkdir(exist_ok=True)
    with (folder / "runs/thu.jsonl").open("a") as file:
        file.write(f'{{"run": {number}}}\n')


def paths_of(store, end=""):
    return [each.path for each in store.listing("sites") if each.path.endswith(end)]


def segments_through(store, epoch):
    """Segments, and what is left of them, of old epochs."""
    entries = [parse_path(*each) for each in store.listing("sites")]
    return [each.path for each in entries if each.position.epoch <= epoch and each.kind != "pack"]


@pytest.fixture
def compacted(machine, memory):
    """A site that was compacted by its newest owner; nothing is deleted yet."""
    for number in range(RUNS):
        run(machine("a"), number)
    return run(machine("a"), RUNS, compact_at=DUE)


def test_old_segments_are_joined_and_deleted_by_the_next_claim(compacted, machine, memory, tmp_path):
    kinds = [path.partition("-")[2] for path in paths_of(memory, ".pack")]
    assert sorted(kinds) == ["articles.pack", "runs.pack", "warc.pack"]
    assert len(segments_through(memory, RUNS)) == 4 * RUNS
    assert copy_of(memory, tmp_path / "reader") == files_of(compacted.folder)
    other = run(machine("b"), RUNS + 1)
    assert segments_through(memory, RUNS) == []
    assert (
        copy_of(memory, tmp_path / "reader") == copy_of(memory, tmp_path / "fresh") == files_of(other.folder)
    )
    assert list(verify_segments(memory, SITE, tmp_path / "fresh")) == []
    again = machine("a").claim()
    assert again.restored.faults == ()
    assert again.publish() == 0
    assert files_of(again.folder) == files_of(other.folder)


def test_a_new_machine_asks_for_packs_and_not_for_each_segment(
    compacted, machine, memory, tmp_path, monkeypatch
):
    run(machine("a"), RUNS + 1)
    asked = []
    for name in ("get", "get_start"):
        method = getattr(memory, name)
        monkeypatch.setattr(
            memory, name, lambda *words, method=method: asked.append(words[0]) or method(*words)
        )
    copy_of(memory, tmp_path / "fresh")
    old = [path for path in asked if parse_path(path, 1).position.epoch <= RUNS + 1]
    # Each pack twice: its contents and its bytes; the manifest, begin.json and three segments of the last epoch.
    assert len(old) <= 3 * 2 + 1 + 1 + 3


@pytest.mark.parametrize("step", [2, 3])
def test_what_is_deleted_in_part_is_not_a_fault(compacted, machine, memory, tmp_path, step):
    """A process was killed while it deleted what was joined."""
    old = [each.path for each in memory.listing("sites") if parse_path(*each).position.epoch <= RUNS]
    memory.delete(old[::step])
    assert copy_of(memory, tmp_path / "reader") == files_of(compacted.folder)
    assert list(verify_segments(memory, SITE, tmp_path / "reader")) == []
    other = run(machine("b"), RUNS + 1)
    assert set(old) & set(paths_of(memory)) == set()
    assert copy_of(memory, tmp_path / "fresh") == files_of(other.folder)


def test_a_machine_that_has_the_files_fetches_nothing_again(compacted, machine, memory, tmp_path):
    copy_of(memory, tmp_path / "reader")
    run(machine("a"), RUNS + 1)
    assert machine("a").claim().restored.fetched == 0
    (tmp_path / "reader/state/thu.shared.sqlite").unlink()
    assert copy_of(memory, tmp_path / "reader") == files_of(machine("a").folder)


def test_nothing_is_compacted_below_the_number_or_twice_in_a_run(machine, memory):
    for number in range(RUNS):
        run(machine("a"), number, compact_at=10_000 if number % 2 else 0)
    assert paths_of(memory, ".pack") == []
    here = run(machine("a"), RUNS, compact_at=DUE)
    made = paths_of(memory, ".pack")
    here.append(99)
    here.publish()
    assert paths_of(memory, ".pack") == made != []


def test_large_objects_stay_and_small_packs_are_joined_again(machine, memory, tmp_path):
    """Over many compactions each byte is written again a few times at most, and few objects are left."""
    written = []
    create = memory.create
    memory.create = lambda path, data: (
        written.append(len(data) * path.endswith(".pack")) or create(path, data)
    )
    for number in range(40):
        run(machine("ab"[number % 7 == 0]), number, longest=8000, compact_at=DUE)
    held = files_of(machine("a").claim(longest=8000).folder)
    assert copy_of(memory, tmp_path / "fresh") == held
    assert list(verify_segments(memory, SITE, tmp_path / "fresh")) == []
    sizes = [each.size for each in memory.listing("sites") if each.path.endswith(".pack")]
    assert max(sizes) < 8000 + 200 * 60  # the bytes and the table of contents
    assert len(sizes) < 30
    assert len(memory.listing("sites")) < 2 * DUE + len(sizes)
    assert sum(written) < 10 * sum(map(len, held.values()))


def test_a_claim_lists_new_objects_only_after_a_compaction_too(compacted, machine, memory, monkeypatch):
    for number in range(RUNS + 1, RUNS + 4):
        run(machine("a"), number)
    listed, listing = [], memory.listing

    def note(*words):
        found = listing(*words)
        listed.extend(each.path.split("/")[2] for each in found)
        return found

    monkeypatch.setattr(memory, "listing", note)
    last = run(machine("a"), 50).fence.begun.epoch
    assert set(listed) <= {f"{last - 1:010}", f"{last:010}"}


def refusing(store, patch, allowed):
    """The store stops answering after this many requests that change it."""
    calls = []

    def counted(method):
        def call(*words):
            calls.append(words)
            if len(calls) > allowed:
                raise SharedStoreError("refused")
            return method(*words)

        return call

    for name in ("create", "delete"):
        patch.setattr(store, name, counted(getattr(store, name)))


@pytest.mark.parametrize(
    "allowed", [n if n in (5, 8) else pytest.param(n, marks=pytest.mark.slow) for n in range(13)]
)
def test_a_store_that_refuses_at_any_step_keeps_all(machine, memory, tmp_path, monkeypatch, allowed):
    for number in range(RUNS):
        run(machine("a"), number)
    here = machine("a").claim(compact_at=DUE)
    store_some(here.folder, here, RUNS)
    with monkeypatch.context() as patch:
        refusing(memory, patch, allowed)
        for _ in range(2):
            with suppress(SharedStoreError):
                here.publish()
    assert list(verify_segments(memory, SITE, tmp_path / "early")) == []
    here = machine("a").claim()
    here.publish()  # the rest of a publication that was refused
    other = run(machine("b"), RUNS + 1, compact_at=DUE)
    last = run(machine("a"), RUNS + 2, compact_at=DUE)
    assert copy_of(memory, tmp_path / "fresh") == copy_of(memory, tmp_path / "early") == files_of(last.folder)
    assert b'"run": 6' in (other.folder / "runs/thu.jsonl").read_bytes()
    assert list(verify_segments(memory, SITE, tmp_path / "fresh")) == []


#: Changes: 1: begin.json; 2 to 4: segments; 5 to 7: packs; 8, 9: the manifest; 10: begin.json; 11: what was
#: joined is deleted; 12 to 14: segments.
@pytest.mark.parametrize(
    "step", [n if n in (6, 8) else pytest.param(n, marks=pytest.mark.slow) for n in range(1, 15)]
)
def test_a_kill_at_any_step_leaves_a_valid_store(tmp_path, make_record, step):
    store = open_store(SharedLocation.parse(f"file://{tmp_path}/store"))
    folders = [tmp_path / name for name in ("a", "b")]
    for folder in folders:
        folder.mkdir()
    first, second = (Machine(folder, store, make_record) for folder in folders)
    for number in range(RUNS):
        here = run(first, number)
    (tmp_path / "line").write_bytes(
        (here.folder / "articles/thu/2026-01.jsonl").read_bytes().splitlines(True)[0]
    )
    command = [
        sys.executable,
        "-m",
        "tests.shared.test_compaction",
        f"file://{tmp_path}/store",
        here.folder,
        str(step),
    ]
    ended = subprocess.run(
        command, cwd=Path(__file__).parents[2], capture_output=True, timeout=300, check=False
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    early = copy_of(store, tmp_path / "early")
    assert early["articles/thu/2026-01.jsonl"].count(b"\n") >= RUNS
    assert list(verify_segments(store, SITE, tmp_path / "early")) == []
    run(second, RUNS + 1, compact_at=DUE)
    last = run(second, RUNS + 2, compact_at=DUE)
    assert copy_of(store, tmp_path / "early") == copy_of(store, tmp_path / "fresh") == files_of(last.folder)
    assert len((last.folder / "articles/thu/2026-01.jsonl").read_bytes().splitlines()) >= RUNS + 2
    assert list(verify_segments(store, SITE, tmp_path / "fresh")) == []


def crawl_until_killed(url, folder, step):
    """Two runs, of which the first compacts, that end before the store is changed for the n-th time."""
    store, folder, changes = open_store(SharedLocation.parse(url)), Path(folder), []

    def killing(method):
        def call(*words):
            changes.append(words)
            if len(changes) == int(step):
                os.kill(os.getpid(), signal.SIGKILL)
            return method(*words)

        return call

    store.create, store.delete = killing(store.create), killing(store.delete)
    here = Machine(folder, store, None)
    here.append = lambda number: (
        (folder / "articles/thu/2026-01.jsonl").open("ab").write((folder.parent / "line").read_bytes())
    )
    for number in (50, 51):
        run(here, number, compact_at=DUE)


def test_what_a_superseded_owner_compacts_is_not_read_and_is_deleted(machine, memory, tmp_path):
    """It was stopped before its packs, or between them and the manifest, and wakes when others have gone on."""
    for number in range(RUNS):
        run(machine("a"), number)
    for stopped_at in ("warc.pack", "all.manifest"):
        here, create = machine("a").claim(compact_at=DUE), memory.create

        def stop(path, data, stopped_at=stopped_at, create=create):
            if path.endswith(stopped_at):
                memory.create = create
                run(machine("b"), len(copy_of(memory, tmp_path / "count")) + 50)
            return create(path, data)

        memory.create = stop
        here.publish()
        late = set(paths_of(memory, "all.manifest"))
        assert late
        assert copy_of(memory, tmp_path / "fresh") == files_of(machine("b").folder)
        last = run(machine("c"), 90)
        assert late & set(paths_of(memory)) == set()
        assert copy_of(memory, tmp_path / "fresh") == files_of(last.folder)
        assert list(verify_segments(memory, SITE, tmp_path / "fresh")) == []


@pytest.mark.parametrize(
    "request_number", [2, 9, *(pytest.param(n, marks=pytest.mark.slow) for n in (1, 5, 14, 20))]
)
def test_a_reader_that_listed_before_gets_everything(machine, memory, tmp_path, monkeypatch, request_number):
    """While it reads, the site is compacted and what was joined is deleted."""
    for number in range(RUNS):
        run(machine("a"), number)
    asked, (get, get_start, listing) = [], (memory.get, memory.get_start, memory.listing)

    def interrupted(method):
        def call(*words):
            asked.append(words)
            if len(asked) == request_number:
                for name, plain in {"get": get, "get_start": get_start, "listing": listing}.items():
                    setattr(memory, name, plain)
                run(machine("a"), RUNS, compact_at=DUE)
                run(machine("a"), RUNS + 1)
                assert segments_through(memory, RUNS) == []
            return method(*words)

        return call

    monkeypatch.setattr("dvcrawler.shared.segments._THREADS", 1)
    for name in ("get", "get_start", "listing"):
        monkeypatch.setattr(memory, name, interrupted(getattr(memory, name)))
    assert sync_mirror(memory, tmp_path / "reader") == []
    lines = (tmp_path / "reader/articles/thu/2026-01.jsonl").read_bytes().splitlines()
    assert RUNS <= len(lines) <= RUNS + 2
    assert all(line.startswith(b'{"schema"') for line in lines)
    assert sync_mirror(memory, tmp_path / "reader") == []
    assert files_of(tmp_path / "reader") == files_of(machine("a").folder)


@pytest.fixture
def holding_a_secret(machine, memory):
    """A site in whose packs is an article that is to be removed."""
    here = machine("a").claim()
    fill(here.folder)
    here.publish()
    run(machine("a"), 7, compact_at=4)
    here = run(machine("a"), 8)
    assert {path.rpartition(".")[2] for path in secrets_in(memory)} == {"pack"}
    return here


def secrets_in(store):
    return [path for path in paths_of(store) if SECRET.encode() in unpacked(store.get(path))]


def test_removed_text_is_left_in_no_pack(holding_a_secret, memory, machine, tmp_path):
    copy_of(memory, tmp_path / "reader")
    change(holding_a_secret.folder)
    holding_a_secret.publish()
    assert secrets_in(memory) == []
    assert copy_of(memory, tmp_path / "reader") == files_of(holding_a_secret.folder)
    assert places_of(tmp_path / "reader", SECRET) == []
    other = run(machine("b"), 9)
    assert copy_of(memory, tmp_path / "fresh") == files_of(other.folder)
    assert list(verify_segments(memory, SITE, tmp_path / "fresh")) == []


@pytest.mark.parametrize(
    "allowed", [n if n in (4, 9, 12, 15) else pytest.param(n, marks=pytest.mark.slow) for n in range(20)]
)
def test_a_removal_from_packs_that_was_interrupted_is_finished_by_the_next_run(
    holding_a_secret, memory, machine, tmp_path, monkeypatch, allowed
):
    change(holding_a_secret.folder)
    with monkeypatch.context() as patch:
        refusing(memory, patch, allowed)
        with suppress(SharedStoreError):
            holding_a_secret.publish()
    assert sync_mirror(memory, tmp_path / "early") == []
    machine("a").claim().publish()
    assert secrets_in(memory) == []
    assert (
        copy_of(memory, tmp_path / "fresh")
        == copy_of(memory, tmp_path / "early")
        == files_of(machine("a").folder)
    )
    assert list(verify_segments(memory, SITE, tmp_path / "fresh")) == []


def damage(store, path):
    data = store.get(path)
    store.delete([path])
    store.create(path, data[:-2] + b"??")


def test_one_copy_of_a_manifest_is_enough(compacted, machine, memory, tmp_path):
    run(machine("a"), RUNS + 1)
    for path in paths_of(memory, ".manifest")[:1]:
        damage(memory, path)
    assert copy_of(memory, tmp_path / "fresh") == files_of(machine("a").folder)
    assert [fault.what for fault in verify_segments(memory, SITE, tmp_path / "fresh")] == [
        "its checksum differs"
    ]


def test_without_a_manifest_nothing_is_changed_here_and_one_line_names_it(
    compacted, machine, memory, tmp_path
):
    here = run(machine("a"), RUNS + 1)
    held = files_of(here.folder)
    sync_mirror(memory, tmp_path / "mirror")
    for path in paths_of(memory, ".manifest"):
        damage(memory, path)
    with pytest.raises(LostManifestError, match="restore one from a back-up"):
        machine("a").claim()
    assert files_of(here.folder) == held
    assert len(sync_mirror(memory, tmp_path / "mirror")) == 1
    assert files_of(tmp_path / "mirror") == held
    assert len(list(verify_segments(memory, SITE, tmp_path / "mirror"))) == 1


def test_a_damaged_pack_costs_its_bytes_and_is_never_deleted(compacted, machine, memory, tmp_path):
    run(machine("a"), RUNS + 1)
    (pack,) = paths_of(memory, "articles.pack")
    damage(memory, pack)
    assert [fault.place for fault in verify_segments(memory, SITE, tmp_path / "fresh")] == [pack]
    for number in range(RUNS + 2, RUNS + 8):
        run(machine("b"), number, compact_at=DUE)
    assert pack in paths_of(memory)
    lines = (machine("b").folder / "articles/thu/2026-01.jsonl").read_bytes().splitlines()
    # All but those of the runs that were joined; the crawl that meets them fetches them again.
    assert len([line for line in lines if line.startswith(b'{"schema"')]) == 8


def test_a_site_with_a_missing_segment_is_not_compacted(machine, memory):
    for number in range(RUNS):
        run(machine("a"), number)
    memory.delete(paths_of(memory, "articles.seg")[:1])
    for number in range(RUNS, RUNS + 3):
        run(machine("b"), number, compact_at=DUE)
    assert paths_of(memory, ".pack") == []


if __name__ == "__main__":
    crawl_until_killed(*sys.argv[1:])

"""A removal is published: the removed text is in no object, and no reader's copy, of the shared store."""

from contextlib import suppress

import pytest

from dvcrawler.shared.mirror import sync_mirror
from dvcrawler.shared.objects import SharedStoreError
from dvcrawler.shared.restore import restore
from dvcrawler.shared.verify import verify_segments
from tests.storage.removal_store import SECRET, change, fill, places_of, unpacked

from .conftest import SITE, copy_of, files_of, rewritten_in


def secrets_in(store):
    """Objects that hold the secret, packed or not."""
    return [path for path, _ in store.listing("sites") if SECRET.encode() in unpacked(store.get(path))]


@pytest.fixture
def published(machine, memory):
    here = machine("a").claim(longest=700)
    fill(here.folder)
    here.publish()
    assert len(secrets_in(memory)) > 2
    return here


def test_removed_text_is_left_in_no_object_and_in_no_copy(published, memory, tmp_path):
    copy_of(memory, tmp_path / "reader")
    (tmp_path / "reader" / "derived").mkdir()
    (tmp_path / "reader" / "derived" / "search.sqlite").write_text(SECRET)
    assert len(places_of(tmp_path / "reader", SECRET)) == 3
    change(published.folder)
    published.publish()
    assert rewritten_in(memory) == {"articles", "warc"}
    assert secrets_in(memory) == []
    assert copy_of(memory, tmp_path / "reader") == files_of(published.folder)
    assert places_of(tmp_path / "reader", SECRET) == []
    assert list(verify_segments(memory, SITE, tmp_path / "reader")) == []


def test_the_next_owner_goes_on_from_the_new_generation(published, memory, machine, tmp_path):
    change(published.folder)
    published.publish()
    other = machine("b").claim()
    other.append(9)
    other.publish()
    assert copy_of(memory, tmp_path / "reader") == files_of(other.folder)
    again = machine("a").claim()
    assert again.publish() == 0
    assert files_of(again.folder) == files_of(other.folder)


@pytest.mark.parametrize(
    "refused", [n if n in (2, 7, 11) else pytest.param(n, marks=pytest.mark.slow) for n in range(1, 14)]
)
def test_a_removal_that_was_interrupted_while_it_was_published_is_finished_by_the_next_run(
    published, memory, machine, tmp_path, monkeypatch, refused
):
    """The store stops answering at the n-th request that changes it; what readers see agrees all the same."""
    change(published.folder)
    calls = 0

    def counted(method):
        def call(*arguments):
            nonlocal calls
            calls += 1
            if calls >= refused:
                raise SharedStoreError("refused")
            return method(*arguments)

        return call

    with monkeypatch.context() as patch:
        for name in ("create", "delete"):
            patch.setattr(memory, name, counted(getattr(memory, name)))
        with suppress(SharedStoreError):
            published.publish()
    assert not restore(memory, SITE, tmp_path / "reader").faults
    machine("a").claim().publish()
    assert secrets_in(memory) == []
    assert copy_of(memory, tmp_path / "reader") == files_of(published.folder)
    assert list(verify_segments(memory, SITE, tmp_path / "reader")) == []


def test_a_removal_that_another_machine_did_not_see_is_undone_with_the_rest(
    published, memory, machine, tmp_path
):
    """The command that removed it has said that nothing was published."""
    change(published.folder)
    other = machine("b").claim()
    again = machine("a").claim()
    assert again.restored.discarded > 0
    assert files_of(again.folder) == files_of(other.folder) == copy_of(memory, tmp_path / "reader")
    change(again.folder)
    again.publish()
    assert secrets_in(memory) == []


def test_the_mark_of_a_removal_rewrites_no_object(published, memory, tmp_path):
    change(published.folder, "mark")
    published.publish()
    assert rewritten_in(memory) == set()
    assert copy_of(memory, tmp_path / "reader") == files_of(published.folder)


def test_a_reader_in_the_middle_of_a_removal_sees_the_new_generation(
    published, memory, tmp_path, monkeypatch
):
    """Segments that were listed are gone when they are fetched."""
    listing = memory.listing

    def list_and_remove(*arguments):
        found = listing(*arguments)
        monkeypatch.setattr(memory, "listing", listing)
        change(published.folder)
        published.publish()
        return found

    monkeypatch.setattr(memory, "listing", list_and_remove)
    assert sync_mirror(memory, tmp_path / "reader") == []
    assert files_of(tmp_path / "reader") == files_of(published.folder)

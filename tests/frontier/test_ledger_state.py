"""What the sources are told of a run's ledger."""

import pytest

from dvcrawler.frontier.identities import Identities
from dvcrawler.frontier.ledger_state import LedgerState
from dvcrawler.normalize.urls import Address
from dvcrawler.storage.ledgers.ledger import Outcome
from tests.sessions import SITE


@pytest.fixture
def state(session):
    identities = Identities(session.ledger, SITE, lambda url: NUMBERED.get(url))
    return LedgerState(session, None, identities, None, None)


def address(native_id):
    return Address(f"https://thu.example/{native_id}", native_id, (), "article")


ASKED, STATED = address("41"), address("mua-gat")


NUMBERED = {
    url: Address(url, "304", (), "article")
    for url in (
        "https://thu.example/xa-hoi/phien-cho-vung-cao-304",
        "https://thu.example/ha-nam/ra-quan-dau-nam-304",
    )
}


def test_of_two_addresses_the_one_that_the_page_states_gives_the_id(session, state):
    assert state.choose_address(ASKED, STATED) == STATED
    known = session.ledger.known([f"{SITE}:41", f"{SITE}:mua-gat"])
    assert known[f"{SITE}:41"].outcome is Outcome.MOVED
    assert (known[f"{SITE}:mua-gat"].outcome, known[f"{SITE}:mua-gat"].url) == (Outcome.FOUND, STATED.url)


def test_an_article_that_is_stored_under_the_other_id_keeps_it(session, state, make_record):
    record = make_record(41)
    session.ledger.note_stored(record, session.store.append(record), None)
    assert state.choose_address(ASKED, STATED) is ASKED
    assert session.ledger.known([f"{SITE}:41", f"{SITE}:mua-gat"]).keys() == {f"{SITE}:41"}
    assert session.ledger.content_of(f"{SITE}:41") is not None


def test_an_address_that_a_page_states_does_not_take_the_number_of_another_article(
    session, state, make_record
):
    held, stated = NUMBERED.values()
    record = {**make_record(304), "url": held.url}
    session.ledger.note_stored(record, session.store.append(record), None)
    chosen = state.choose_address(ASKED, stated)
    assert (chosen.native_id, chosen.shared) == ("304-ha_nam", "304")
    assert state.choose_address(ASKED, held) == held
    assert session.ledger.known([f"{SITE}:304"])[f"{SITE}:304"].url == held.url

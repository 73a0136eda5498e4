"""What the sources are told of a run's ledger."""

import pytest

from dvcrawler.frontier.ledger_state import LedgerState
from dvcrawler.normalize.urls import Address
from dvcrawler.storage.ledgers.ledger import Outcome
from tests.sessions import SITE


@pytest.fixture
def state(session):
    return LedgerState(session, None, None, None, None)


def address(native_id):
    return Address(f"https://thu.example/{native_id}", native_id, (), "article")


ASKED, STATED = address("41"), address("mua-gat")


def test_of_two_addresses_the_one_that_the_page_states_gives_the_id(session, state):
    assert state.choose_id(ASKED, STATED) == "mua-gat"
    known = session.ledger.known([f"{SITE}:41", f"{SITE}:mua-gat"])
    assert known[f"{SITE}:41"].outcome is Outcome.MOVED
    assert (known[f"{SITE}:mua-gat"].outcome, known[f"{SITE}:mua-gat"].url) == (Outcome.FOUND, STATED.url)


def test_an_article_that_is_stored_under_the_other_id_keeps_it(session, state, make_record):
    record = make_record(41)
    session.ledger.note_stored(record, session.store.append(record), None)
    assert state.choose_id(ASKED, STATED) == "41"
    assert session.ledger.known([f"{SITE}:41", f"{SITE}:mua-gat"]).keys() == {f"{SITE}:41"}
    assert session.ledger.content_of(f"{SITE}:41") is not None

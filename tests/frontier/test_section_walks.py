"""Which pages of a section a run asks for, by what earlier runs have walked; no crawl around it."""

from datetime import date

import pytest

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.frontier.section_walks import SectionWalks
from tests.sessions import SITE, counted, open_session

URL = "https://thu.example/kinh-te/"


@pytest.fixture
def session(tmp_path):
    made = open_session(tmp_path, DVCRAWLER_MAX_PAGES=9, DVCRAWLER_QUIET_SECTIONS=1)
    yield made
    made.finish()


def walks(session, **arguments):
    return SectionWalks(session, Arguments(**arguments), session.crawler.settings)


def enter(session, *numbers, at="2024-01-01T00:00:00.000000Z"):
    session.ledger.note_found([(f"{SITE}:{n}", f"https://thu.example/{n}") for n in numbers], at)


def second(*seen, **more):
    return Listing("kinh-te", 2, seen=frozenset(map(str, seen)), **more)


def test_the_first_page_of_a_section_is_asked_for_once_and_the_home_page_each_time(session):
    made = walks(session)
    first, home = Listing("kinh-te", 1), Listing("", 1, is_home=True)
    assert [made.is_wanted(URL, first) for _ in range(2)] == [True, False]
    assert [made.is_wanted(URL, home) for _ in range(2)] == [True, True]
    assert made.is_wanted(URL, Listing("van-hoa", 1))


def test_a_listing_that_does_not_end_is_left_at_the_greatest_number_of_pages(session):
    made = walks(session)
    assert made.is_wanted(URL, Listing("kinh-te", 9))
    assert counted(session, "listing/endless") == 0
    assert not made.is_wanted(URL, Listing("kinh-te", 10))
    assert counted(session, "listing/endless") == 1


def test_a_walk_ends_behind_a_page_that_the_last_complete_walk_had_entered(session):
    enter(session, 1, 2)
    made = walks(session)
    assert made.is_wanted(URL, second(1, 2)), "no walk was completed"
    session.ledger.note_section_visit("kinh-te", "2024-01-01T00:00:00.000000Z", 2)
    assert made.is_wanted(URL, second(1, 2)), "visited, and not completed"
    session.ledger.complete_section("kinh-te", "2024-01-01T00:00:00.000000Z", None)
    assert not made.is_wanted(URL, second(1, 2))
    assert session.ledger.section("kinh-te").completed_at == session.started_at
    assert made.is_wanted(URL, second(1, 2), shows_new=True), "a known number is that of a new article"
    assert made.is_wanted(URL, second(1, 2, 3)), "one is unknown"
    assert made.is_wanted(URL, second()), "a page without articles says nothing"


def test_a_week_without_articles_ends_a_walk_that_was_complete_before(session):
    made = walks(session)
    assert made.is_wanted(URL, second(blank=7)), "no walk was completed"
    session.ledger.complete_section("kinh-te", "2024-01-01T00:00:00.000000Z", None)
    assert made.is_wanted(URL, second(blank=6))
    assert not made.is_wanted(URL, second(blank=7))
    assert walks(session, since=date(2020, 1, 1)).is_wanted(URL, second(3, blank=7)), "an unknown one between"
    session.ledger.complete_section("van-hoa", "2024-01-01T00:00:00.000000Z", "2024-01-01")
    assert made.is_wanted(URL, Listing("van-hoa", 2, blank=7)), "that walk did not go as far"


def test_articles_entered_after_the_last_complete_walk_are_not_known_ground(session):
    session.ledger.complete_section("kinh-te", "2024-01-01T00:00:00.000000Z", None)
    enter(session, 1)
    enter(session, 2, at="2024-01-01T00:00:00.000001Z")
    assert walks(session).is_wanted(URL, second(1, 2))


@pytest.mark.parametrize(
    ("walked", "asked", "following", "is_wanted"),
    [
        ("tin/2024/03/27", "tin/2024/03/28", "tin/2024/03/27/", False),
        ("tin/27-03-2024", "tin/28-03-2024", "tin/27-03-2024", False),
        ("tin?ngay=2024-03-27", "tin?ngay=2024-03-28", "tin?ngay=2024-03-27", False),
        ("tin?y=2024&m=3&d=27", "tin?y=2024&m=3&d=28", "tin?y=2024&m=3&d=27", False),
        ("tin?muc=5&ngay=27/3/2024", "tin?muc=5&ngay=28/3/2024", "tin?muc=5&ngay=27/3/2024", False),
        ("tin/2024/03/27", "tin/2024/03/28", "tin/2024/03/28?page=2", True),
        ("tin/2024/03/27", "bai/2024/03/28", "bai/2024/03/27", True),
        ("tin?muc=5", "tin?muc=6", "tin?muc=6&page=2", True),
        ("tin?muc=4&ngay=27/3/2024", "tin?muc=5&ngay=28/3/2024", "tin?muc=5&ngay=27/3/2024", True),
        ("tin", "tin/2024/03/28", "tin/2024/03/27", False),
    ],
)
def test_a_walk_through_days_ends_where_that_of_an_earlier_day_began(
    session, walked, asked, following, is_wanted
):
    enter(session, 1, 2)
    session.ledger.complete_section(f"https://thu.example/{walked}", "2024-01-01T00:00:00.000000Z", None)
    listing = Listing(f"https://thu.example/{asked}", 2, seen=frozenset("12"))
    assert walks(session).is_wanted(f"https://thu.example/{following}", listing) is is_wanted


@pytest.mark.parametrize(
    ("walked", "since", "is_wanted"),
    [
        ("2024-01-05", None, True),
        ("2024-01-05", "2024-01-04", True),
        ("2024-01-05", "2024-01-05", False),
        ("2024-01-05", "2024-01-06", False),
        (None, "2024-01-01", False),
    ],
)
def test_a_walk_back_to_a_day_is_known_ground_only_for_that_day_and_later_ones(
    session, walked, since, is_wanted
):
    enter(session, 1)
    session.ledger.complete_section("kinh-te", "2024-01-01T00:00:00.000000Z", walked)
    made = walks(session, since=date.fromisoformat(since) if since else None)
    assert made.is_wanted(URL, second(1)) is is_wanted


@pytest.mark.parametrize("arguments", [{"limit": 5}, {"until": date(2024, 1, 1)}])
def test_a_walk_that_is_bounded_or_of_the_home_page_completes_nothing(session, arguments):
    walks(session, **arguments).complete(Listing("kinh-te", 2))
    walks(session).complete(Listing("", 1, is_home=True))
    assert session.ledger.sections() == []


def test_a_completed_walk_is_entered_with_the_day_that_it_went_back_to(session):
    walks(session, since=date(2024, 1, 5)).complete(Listing("kinh-te", 2))
    walks(session).complete(Listing("van-hoa", 2))
    assert session.ledger.section("kinh-te").completed_since == "2024-01-05"
    assert session.ledger.section("van-hoa").completed_since is None


def test_a_visit_is_that_of_a_sections_first_page(session):
    made = walks(session)
    made.note_visit(Listing("", 1, is_home=True), 3)
    made.note_visit(Listing("the-thao", 2), 3)
    assert session.ledger.sections() == []
    made.note_visit(Listing("kinh-te", 1), 3)
    assert session.ledger.section("kinh-te").new_at == session.started_at


@pytest.fixture
def quiet(session):
    """Two sections that were walked to the end, and one that was only visited."""
    for number, key in enumerate(("first", "second")):
        session.ledger.complete_section(key, f"2024-01-0{1 + number}T00:00:00.000000Z", None)
    session.ledger.note_section_visit("third", "2024-01-09T00:00:00.000000Z", 0)
    return session


def wanted(made, *keys):
    return [key for key in keys if made.is_wanted(URL, Listing(key, 1))]


def test_sections_that_were_walked_to_the_end_take_turns_and_others_never_rest(quiet):
    assert wanted(walks(quiet), "first", "second", "third", "fourth") == ["first", "third", "fourth"]


def test_sections_to_which_nothing_leads_any_more_give_their_turn_up(session):
    for day, key in enumerate(("moved", "gone", "kinh-te"), 1):
        session.ledger.complete_section(key, f"2024-01-0{day}T00:00:00.000000Z", None)
    runs = [SectionWalks(session, Arguments(), session.crawler.settings) for _ in range(3)]
    assert [made.is_wanted(URL, Listing("kinh-te", 1)) for made in runs].count(True) == 1


@pytest.mark.parametrize("arguments", [{"section": "second"}, {"revisit": 3}, {"urls": "list.txt"}])
def test_none_rests_in_a_run_that_asks_for_something_of_its_own(quiet, arguments):
    assert wanted(walks(quiet, **arguments), "first", "second", "third") == ["first", "second", "third"]


def test_articles_of_the_days_to_revisit_and_of_unknown_days_are_read_again(session, make_record):
    days = {1: "2024-05-01", 2: None, 3: "9999-01-01"}
    for number, day in days.items():
        record = make_record(number, date=day)
        session.ledger.note_stored(record, session.store.append(record), None)
    entries = session.ledger.known([f"{SITE}:{number}" for number in days])

    def again(**arguments):
        made = walks(session, **arguments)
        return [number for number in days if made.needs_revisit(entries[f"{SITE}:{number}"])]

    assert again() == []
    assert again(revisit=-1) == [1, 2, 3]
    assert again(revisit=1) == [2, 3]
    assert again(revisit=(session.started.date() - date(2024, 5, 1)).days) == [1, 2, 3]

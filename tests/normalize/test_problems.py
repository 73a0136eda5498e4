"""Several problems of one field."""

from datetime import UTC, datetime

from dvcrawler.extract import Page, read_record
from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.items import Problem, ProblemCode, Provenance
from dvcrawler.normalize.plausibility import join_problems
from tests.extract.article_pages import HEAD, TEXT, URL, paragraphs

CUT = Problem("body", ProblemCode.TRUNCATED_PAGE, "the page was cut")
DAMAGED = Problem("body", ProblemCode.DAMAGED_TEXT, "letters are lost")
SHORT = Problem("body", ProblemCode.BODY_SHORTER_THAN_SUMMARY, "the body is shorter")


def test_missing_text_counts_before_damaged_text_and_the_reason_gives_both():
    both = Problem("body", ProblemCode.TRUNCATED_PAGE, "the page was cut; and: letters are lost")
    assert join_problems((CUT, DAMAGED)) == join_problems((DAMAGED, CUT)) == (both,)


def test_otherwise_the_last_problem_counts():
    (problem,) = join_problems((SHORT, DAMAGED))
    assert (problem.code, problem.reason) == ("damaged_text", "letters are lost; and: the body is shorter")


def test_a_problem_that_is_said_twice_is_kept_once():
    assert join_problems((CUT, DAMAGED, CUT)) == join_problems((CUT, DAMAGED))


def test_problems_of_several_fields_keep_their_order():
    title = Problem("title", ProblemCode.DAMAGED_TEXT, "letters are lost")
    assert join_problems((title, CUT)) == (title, CUT)


def test_a_record_of_a_page_that_was_cut_and_has_lost_letters_says_both():
    text = paragraphs((*TEXT[:3], "Ban qu\ufffdn lý thu phí đủ chi tiền điện nước."))
    page = Page(f"<html><body><div>{HEAD}<div>{text}".encode(), URL)
    given = Provenance("live", URL, datetime(2025, 8, 16, tzinfo=UTC))
    (problem,) = read_record(page, unknown_site(URL), any_address(URL), given).problems
    assert problem.code == "truncated_page" and "U+FFFD" in problem.reason

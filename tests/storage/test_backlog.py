"""What a killed backfill finds again."""

import pytest

from dvcrawler.storage.backlog import Backlog, PendingCapture


def waiting(article, stamp):
    return PendingCapture(article, "web", stamp, f"http://thu.example/{article}", "", 0, 0)


@pytest.fixture
def backlog(tmp_path):
    opened = Backlog(tmp_path, "thu")
    yield opened
    opened.close()


def test_a_question_goes_on_where_its_last_page_was_kept(tmp_path, backlog):
    assert backlog.state("host") == (False, None)
    backlog.add("host", [waiting("1", "20200101000000")], "key")
    backlog.close()
    again = Backlog(tmp_path, "thu")
    assert again.state("host") == (False, "key")
    again.add("host", [], None)
    assert again.state("host") == (True, None)
    assert len(list(again.articles("web"))) == 1
    again.close()


def test_an_articles_captures_come_together_the_latest_first(backlog):
    backlog.add("a", [waiting("1", "2019"), waiting("2", "2018"), waiting("1", "2021")], None)
    backlog.add("b", [waiting("1", "2020"), waiting("1", "2019")], None)
    found = [[(each.article, each.stamp) for each in captures] for captures in backlog.articles("web")]
    assert found == [[("1", "2021"), ("1", "2020"), ("1", "2019")], [("2", "2018")]]


def test_more_articles_than_one_page_of_the_list_come_each_once(backlog):
    backlog.add("a", [waiting(str(number), "2020") for number in range(1001)], None)
    seen = []
    for captures in backlog.articles("web"):
        seen.append(captures[0].article)
        backlog.resolve(captures[0].article)
    assert sorted(seen, key=int) == [str(number) for number in range(1001)]
    assert list(backlog.articles("web")) == []


def test_finished_the_index_is_asked_again_and_what_has_no_outcome_stays(backlog):
    backlog.add("a", [waiting("1", "2020"), waiting("2", "2020")], None)
    backlog.resolve("1")
    backlog.finish()
    assert backlog.state("a") == (False, None)
    assert [captures[0].article for captures in backlog.articles("web")] == ["2"]


def test_each_archive_has_captures_of_its_own(backlog):
    backlog.add("a", [waiting("1", "2020"), waiting("1", "2021")._replace(service="other")], None)
    assert [[each.stamp for each in captures] for captures in backlog.articles("other")] == [["2021"]]
    backlog.resolve("1")
    assert list(backlog.articles("web")) == list(backlog.articles("other")) == []

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.items import Draft, Image, Provenance, find_problem
from dvcrawler.normalize.article import find_fault, fingerprint, normalize_draft

DRAFT = Draft(
    site="thu",
    native_id="7",
    url="https://thu.example/7",
    layout="thu",
    title="  Mùa gặt\n mới ",
    body=("Một.", "", "Hai."),
    provenance=Provenance("live", "http://thu.example/7", datetime(2024, 5, 2, 1, tzinfo=UTC)),
    date_raw="08:30, 01/05/2024",
    url_month=(2024, 5),
    byline_raw="Bài và ảnh: Lê Minh Thử",
)


def article(**changes):
    return normalize_draft(replace(DRAFT, **changes), "test")


def reason_of(article, field):
    problem = find_problem(article.problems, field)
    return problem and problem.reason


def test_a_draft_becomes_an_article():
    made = article()
    assert (made.id, made.title, made.body) == ("thu:7", "Mùa gặt mới", "Một.\n\nHai.")
    assert (made.date, made.published_at) == ("2024-05-01", "2024-05-01T08:30:00+07:00")
    assert (made.author, made.authors[0].role) == ("Lê Minh Thử", "text+photo")
    assert (made.captured_at, made.problems, made.revision) == ("2024-05-02T01:00:00Z", (), 1)


def test_a_day_later_than_our_clock_counts_where_the_servers_clock_says_so():
    behind = datetime(2016, 1, 1, tzinfo=UTC)
    served = replace(DRAFT.provenance, captured_at=behind, served_at=DRAFT.provenance.captured_at)
    assert article(provenance=served).published_at == "2024-05-01T08:30:00+07:00"
    assert reason_of(article(provenance=replace(served, served_at=None)), "date") == "date lies in the future"
    ahead = replace(DRAFT.provenance, served_at=behind)
    assert article(provenance=ahead).date == "2024-05-01"


def test_a_time_known_to_be_false_is_left_out_with_its_reason():
    made = article(time_is_false=True)
    assert (made.date, made.published_at, [p.field for p in made.problems]) == (
        "2024-05-01",
        None,
        ["published_at"],
    )


@pytest.mark.parametrize("raw", [None, "", "hôm nọ", "31/02/2024"])
def test_a_date_that_is_missing_or_unreadable_is_null_with_a_reason(raw):
    made = article(date_raw=raw)
    assert (made.date, made.published_at) == (None, None)
    assert reason_of(made, "date")


def test_a_date_outside_the_addresss_month_is_reported():
    assert "2023-04" in reason_of(article(url_month=(2023, 4)), "date")


def test_a_summary_that_repeats_the_title_is_none():
    assert article(summary="Mùa gặt\n mới").summary is None
    assert article(summary="Tóm tắt").summary == "Tóm tắt"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({}, None),
        ({"title": " - "}, "the page has no title"),
        ({"title": "a" * 1001}, "what should be the title has 1001 characters"),
        ({"body": ("...", "2024")}, "the page has no body text"),
        ({"body": (), "kind": "video"}, None),
        ({"body": (), "kind": "photo", "title": "1"}, "the page has no title"),
    ],
)
def test_a_half_empty_article_has_a_fault(changes, fault):
    found = find_fault(article(**changes))
    assert (found and found.reason) == fault


@pytest.mark.parametrize("field", ["title", "date", "author", "body"])
def test_the_hash_changes_with_title_date_author_and_body(field):
    one = fingerprint(article())
    assert fingerprint(replace(one, **{field: "x"})).content_hash != one.content_hash


def test_the_hash_does_not_change_with_anything_else():
    one = fingerprint(article())
    images = (Image("https://thu.example/a.jpg"),)
    other = replace(one, captured_at="x", images=images, section="x", tags=("x",), revision=9, capture="x")
    assert fingerprint(other).content_hash == one.content_hash


TEXT = st.text(max_size=80)


@given(TEXT, TEXT, st.none() | TEXT, st.none() | TEXT, st.none() | TEXT, st.none() | TEXT)
def test_any_text_makes_an_article_with_a_reason_for_each_missing_field(
    title, paragraph, date_raw, byline_raw, summary, modified_raw
):
    made = article(
        title=title,
        body=(paragraph,),
        date_raw=date_raw,
        byline_raw=byline_raw,
        summary=summary,
        modified_raw=modified_raw,
    )
    assert made.date is not None or reason_of(made, "date")
    assert made.author != ""
    assert made.published_at is None or made.published_at.startswith(made.date)


@pytest.mark.parametrize("field", ["title", "kicker", "summary", "section", "body"])
def test_a_replacement_character_is_a_problem_of_its_field(field):
    text = "Bà con góp đ\ufffdt mở đường"
    made = article(**{field: (text,) if field == "body" else text})
    problem = find_problem(made.problems, field)
    assert problem is not None
    assert problem.code == "damaged_text"


@pytest.mark.parametrize(
    "title",
    [
        "<b>Mùa gặt</b> mới",
        "&lt;strong&gt;Mùa gặt&lt;/strong&gt;<br/>mới",
        "<span style='color:red'>Mùa</span> gặt mới",
        "<p>Mùa gặt</p>mới",
    ],
)
def test_markup_that_is_printed_as_text_leaves_title_and_summary(title):
    assert article(title=title).title == "Mùa gặt mới"
    assert article(title="Khác", summary=title).summary == "Mùa gặt mới"
    assert article(title="Số ca < 5 và > 2").title == "Số ca < 5 và > 2"


def test_short_paragraphs_and_fields_are_converted_with_the_table_of_the_others():
    typed = "ñy ban nh©n d©n huyÖn tæ chøc héi nghÞ tæng kÕt phong trµo thi ®ua"
    made = article(body=(typed, "kÕt qu¶", "chÝ bÝ", "Mùa gặt"), section="thêi sù")
    assert made.body.split("\n\n")[1:] == ["kết quả", "chí bí", "Mùa gặt"]
    assert made.section == "thời sự"
    assert {each.field for each in made.problems} == {"body", "section"}


@pytest.mark.parametrize("day", ["2024-04-30T23:00:00+07:00", "2023-05-02T08:00:00+07:00"])
def test_a_change_on_a_day_before_the_publication_is_null_with_a_reason(day):
    made = article(modified_raw=day)
    assert made.modified_at is None
    assert [(each.field, each.code.value) for each in made.problems] == [("modified_at", "dates_disagree")]


@pytest.mark.parametrize("day", ["2024-05-01T06:00:00+07:00", "2024-05-02T08:00:00+07:00"])
def test_a_change_on_the_day_of_the_publication_or_later_is_stored(day):
    assert (article(modified_raw=day).modified_at, article(modified_raw=day).problems) == (day, ())

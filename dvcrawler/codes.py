"""Stable codes of problems and page outcomes. Programs read these; the sentences beside them are for people.

A code keeps its meaning once it has been stored. docs/fields.md and docs/reading-a-run.md list them all.
"""

from enum import StrEnum


class ProblemCode(StrEnum):
    """Why a field of a record is missing or doubtful."""

    # date
    NO_DATE = "no_date"
    UNREADABLE_DATE = "unreadable_date"
    AMBIGUOUS_DATE = "ambiguous_date"
    IMPOSSIBLE_DATE = "impossible_date"
    IMPOSSIBLE_TIME = "impossible_time"
    IMPOSSIBLE_ZONE = "impossible_zone"
    DATE_TOO_EARLY = "date_too_early"
    DATE_IN_FUTURE = "date_in_future"
    WRONG_WEEKDAY = "wrong_weekday"
    DATE_OUTSIDE_MONTH = "date_outside_month"
    # date_raw, published_at
    DATE_FROM_ADDRESS = "date_from_address"
    MIGRATED_TIME = "migrated_time"
    # text fields
    CONVERTED = "converted"
    AUTHOR_IS_SITE = "author_is_site"
    TRUNCATED_PAGE = "truncated_page"
    BODY_SHORTER_THAN_SUMMARY = "body_shorter_than_summary"
    SAME_BODY = "same_body"
    # id, revision
    SHARED_ID = "shared_id"
    EARLIER_CAPTURE = "earlier_capture"
    #: A sentence of a schema 1 line that no version is known to have written, or a spider's own problem.
    OTHER = "other"

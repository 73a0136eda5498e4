"""Stable codes of problems and page outcomes, for programs; the sentences that go with them are for people.

A code keeps its meaning once it has been stored. docs/fields.md and docs/reading-a-run.md list them all.
"""

from enum import StrEnum
from typing import Literal


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
    DATES_DISAGREE = "dates_disagree"
    UNCLEAR_DATE = "unclear_date"
    OTHER_HEADLINE = "other_headline"
    DATE_BELOW_TEXT = "date_below_text"
    # date_raw, published_at
    DATE_FROM_ADDRESS = "date_from_address"
    MIGRATED_TIME = "migrated_time"
    # section
    SECTION_FROM_LISTING = "section_from_listing"
    # text fields
    CONVERTED = "converted"
    UNCONFIRMED_TITLE = "unconfirmed_title"
    DAMAGED_TEXT = "damaged_text"
    AUTHOR_IS_SITE = "author_is_site"
    NAME_BELOW_TEXT = "name_below_text"
    DOUBTFUL_AUTHOR = "doubtful_author"
    OTHER_LANGUAGE = "other_language"
    TRUNCATED_PAGE = "truncated_page"
    LOGIN_WALL = "login_wall"
    PAGES = "pages"
    PAGES_MISSING = "pages_missing"
    BODY_SHORTER_THAN_SUMMARY = "body_shorter_than_summary"
    SAME_BODY = "same_body"
    HIDDEN_TEXT = "hidden_text"
    MAY_BE_EXCERPTS = "may_be_excerpts"
    SHORT_BODY = "short_body"
    # id, revision
    SHARED_ID = "shared_id"
    EARLIER_CAPTURE = "earlier_capture"
    # capture
    ALTERED_CAPTURE = "altered_capture"
    #: A sentence of a schema 1 line that no version is known to have written, or a spider's own problem.
    OTHER = "other"


#: What became of a page that gave no article. The last two are of requests that were never sent: the host is
#: on cooldown, the run is ending.
PageResult = Literal[
    "unread",
    "refused",
    "gone",
    "failed",
    "blocked",
    "moved",
    "robots",
    "outside",
    "removed",
    "unsent",
    "ending",
]


#: A list that the site file names: a front page, or a section.
ListKind = Literal["front", "section"]


class PageCode(StrEnum):
    """Why a page gave no article."""

    # the request
    NO_ANSWER = "no_answer"
    TLS_FAILED = "tls_failed"
    HTTP_GONE = "http_gone"
    HTTP_REFUSED = "http_refused"
    HTTP_ERROR = "http_error"
    REDIRECTED = "redirected"
    OTHER_HOST = "other_host"
    UNUSABLE_ADDRESS = "unusable_address"
    PRIVATE_ADDRESS = "private_address"
    ROBOTS_FORBIDDEN = "robots_forbidden"
    ROBOTS_UNAVAILABLE = "robots_unavailable"
    CRAWL_DELAY = "crawl_delay"
    COOLDOWN = "cooldown"
    RUN_ENDING = "run_ending"
    # the answer
    CHALLENGE = "challenge"
    COOKIE_GATE = "cookie_gate"
    ERROR_PAGE = "error_page"
    BROKEN_BODY = "broken_body"
    EMPTY = "empty"
    NO_MARKUP = "no_markup"
    PDF = "pdf"
    WRONG_TYPE = "wrong_type"
    WRONG_CHARSET = "wrong_charset"
    TOO_LARGE = "too_large"
    TOO_COSTLY = "too_costly"
    TOO_SLOW = "too_slow"
    NOT_A_PAGE = "not_a_page"
    # the article
    NO_LAYOUT = "no_layout"
    NO_TITLE = "no_title"
    TITLE_TOO_LONG = "title_too_long"
    NO_BODY = "no_body"
    OUTSIDE_PERIOD = "outside_period"
    NO_CAPTURE = "no_capture"
    INVALID_ITEM = "invalid_item"
    REMOVED = "removed"
    # listings, lists and archives
    NOT_AN_ARTICLE = "not_an_article"
    LISTING_UNREADABLE = "listing_unreadable"
    NO_ARTICLE_LINKS = "no_article_links"
    PAGER_NOT_FOLLOWED = "pager_not_followed"
    HOME_GONE = "home_gone"
    SECTION_GONE = "section_gone"
    FEED_CUT = "feed_cut"
    INDEX_UNREADABLE = "index_unreadable"
    INDEX_INCOMPLETE = "index_incomplete"
    OTHER_SITE = "other_site"
    DAMAGED_RECORD = "damaged_record"
    ARCHIVED_ERROR = "archived_error"
    #: A sentence of an older run record that no code is known for.
    OTHER = "other"


class Cause(StrEnum):
    """Why no page came, where it says what to do about it. Not stored: a probe goes by it."""

    UNRESOLVED = "unresolved"
    TOO_LATE = "too_late"
    NOT_HTTP = "not_http"
    REDIRECT_LOOP = "redirect_loop"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_OF_OTHER_HOST = "certificate_of_other_host"
    CERTIFICATE_REFUSED = "certificate_refused"


def code_of_status(status: int) -> PageCode:
    """The code of an HTTP status other than 200."""
    if status in (404, 410):
        return PageCode.HTTP_GONE
    return PageCode.HTTP_REFUSED if status in (401, 403, 429) else PageCode.HTTP_ERROR

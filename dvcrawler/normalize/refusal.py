"""Why a page gives no record: a stable code for programs, a sentence for people."""

from dataclasses import dataclass
from enum import StrEnum


class RefusalCode(StrEnum):
    """Why a page gives no record. A code keeps its meaning once it has been released."""

    NOT_AN_ARTICLE = "not_an_article"
    NOT_A_PAGE = "not_a_page"
    TOO_LARGE = "too_large"
    NO_LAYOUT = "no_layout"
    INTERSTITIAL = "interstitial"
    SITE_NAME_ONLY = "site_name_only"
    NO_TITLE = "no_title"
    TITLE_TOO_LONG = "title_too_long"
    NO_BODY = "no_body"


@dataclass(frozen=True, slots=True)
class RecordRefused:
    """A page that gives no record. `reason` is one line and may be reworded; `code` may not.

    Reading the same bytes again gives the same refusal; fetching the page again may not.
    """

    code: RefusalCode
    reason: str

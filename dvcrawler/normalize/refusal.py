"""Why a page gives no record: a stable code for programs, a sentence for people."""

from dataclasses import dataclass

from dvcrawler.items import PageCode


@dataclass(frozen=True, slots=True)
class RecordRefused:
    """A page that gives no record. `reason` is one line and may be reworded; `code` may not.

    Reading the same bytes again gives the same refusal; fetching the page again may not.
    """

    code: PageCode
    reason: str

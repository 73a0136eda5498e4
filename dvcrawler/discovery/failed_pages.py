"""What became of a page that could not be fetched."""

from scrapy.exceptions import DownloadCancelledError
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from dvcrawler.bodies import OversizeError
from dvcrawler.failures import RequestRefused, code_of_failure, explain_failure
from dvcrawler.items import PageOutcome, PageResult, code_of_status

_GONE = (404, 410)
_BLOCKED = (401, 403, 429)
#: Outcomes of requests that were never sent, which say nothing about the page.
UNASKED = ("ending", "unsent")


def status_outcome(status: int) -> PageResult:
    return "gone" if status in _GONE else "blocked" if status in _BLOCKED else "failed"


def failed_outcome(failure: Failure) -> PageResult:
    """The outcome of a request that failed; one of UNASKED if it was never sent."""
    if isinstance(failure.value, RequestRefused):
        return failure.value.what
    if isinstance(failure.value, HttpError):
        return status_outcome(failure.value.response.status)
    return "failed"


def is_oversize(failure: Failure) -> bool:
    """Whether the body had more bytes than the request allows, as received or unpacked."""
    error = failure.value
    is_packed = isinstance(error, RequestRefused) and isinstance(error.__cause__, OversizeError)
    return is_packed or isinstance(error, DownloadCancelledError)


def name_failed_page(native_id: str | None, url: str, what: PageResult, failure: Failure) -> PageOutcome:
    """The outcome `what` of a page that could not be fetched, with the reason and its code."""
    error = failure.value
    code, target = code_of_failure(error), None
    if isinstance(error, RequestRefused):
        code, target = error.code, error.target
    elif isinstance(error, HttpError):
        code = code_of_status(error.response.status)
    return PageOutcome(native_id, url, what, explain(failure), code, target)


def explain(failure: Failure) -> str:
    """The failure in one line."""
    if isinstance(failure.value, RequestRefused):
        return str(failure.value)
    if isinstance(failure.value, HttpError):
        return f"the server says {failure.value.response.status}"
    return explain_failure(failure.value)

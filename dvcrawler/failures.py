"""Why a page did not come, in words: of what Scrapy and Twisted raise, many say nothing but their name."""

from scrapy.exceptions import IgnoreRequest

from dvcrawler.items import PageCode
from dvcrawler.normalize.printable import printable

#: By the name of the class, or by its text: importing all of them here would load half of Twisted.
_WORDS = {
    "CannotResolveHostError": "the host name cannot be resolved",
    "DownloadConnectionRefusedError": "the server refuses the connection",
    "DownloadTimeoutError": "no whole answer came in time (DOWNLOAD_TIMEOUT)",
    "ResponseDataLossError": "the answer broke off, or its chunks are broken",
    "_MalformedChunkedDataError": "the answer broke off, or its chunks are broken",
    "_DataLoss": "the answer broke off, or its chunks are broken",
    "DownloadCancelledError": "the answer is larger than DOWNLOAD_MAXSIZE",
    "max redirections reached": "redirected too often, or in a loop (REDIRECT_MAX_TIMES)",
    "VerificationError": "TLS failed: the certificate is for another host",
    "ConnectionDone": "the server closed the connection without a whole answer",
    "ConnectionLost": "the connection broke off",
    "ParseError": "the answer is not HTTP",
    "InvalidHeaderName": "the answer is not HTTP",
}
#: How the libraries begin what they say of a redirect to `javascript:…`, `https://[bad/` or `http://a:b/`.
_NO_ADDRESS = ("Missing scheme", "Invalid IPv6 URL", "Port ", "netloc ")
_LONGEST = 200


def explain_failure(error: BaseException | None) -> str:
    """One line that a terminal can show; an error that is not known keeps its name and text."""
    if error is None:
        return "no reason is known"
    cause = _cause(error)
    name, text = type(cause).__name__, _text(cause)
    if name == "PinMismatchError":
        return f"TLS failed: {text}"
    if name == "Error" and type(cause).__module__.startswith("OpenSSL"):
        return f"TLS failed: {text}"
    if name == "ValueError" and cause is not error:
        return _WORDS["ParseError"]
    if name == "ValueError" and text.startswith(_NO_ADDRESS):
        return "redirected to an address that is none"
    if name == "IgnoreRequest":  # Scrapy's own decision not to go on
        return _WORDS.get(text, text)
    return _WORDS.get(name) or (f"{name}: {text}" if text else name)


def _cause(error: BaseException) -> BaseException:
    """The first of the reasons that Twisted lists; the error itself where there are none."""
    reasons = getattr(error.__cause__, "reasons", None)
    return reasons[0].value if reasons else error


def _text(error: BaseException) -> str:
    """OpenSSL's errors are lists of (library, function, reason)."""
    if error.args and isinstance(error.args[0], list):
        text = ", ".join(str(each[-1] if isinstance(each, tuple) else each) for each in error.args[0])
    else:
        text = str(error)
    return printable(" ".join(text.split()))[:_LONGEST]


class RequestRefused(IgnoreRequest):
    """`what` is the outcome of the page: "robots", "blocked", "moved" or "failed"; "ending" where the run
    ends, "unsent" where the host is left alone, which is named by itself. The text is the reason,
    `code` its code, `target` the address of a redirect that was not followed.

    Scrapy does not retry it and logs nothing; the spider's errback names it.
    """

    def __init__(self, what: str, reason: str, code: PageCode, target: str | None = None) -> None:
        super().__init__(reason)
        self.what, self.code, self.target = what, code, target

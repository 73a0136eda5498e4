"""Why a page could not be fetched, in words: many exceptions of Scrapy and Twisted have no message."""

from scrapy.exceptions import IgnoreRequest

from dvcrawler.items import PageCode
from dvcrawler.normalize.printable import printable

#: By class name or message: importing the classes would load half of Twisted.
_EXPLANATIONS = {
    "CannotResolveHostError": "the host name cannot be resolved",
    "DownloadConnectionRefusedError": "the server refuses the connection",
    "DownloadTimeoutError": "no whole answer came in time (DOWNLOAD_TIMEOUT)",
    "ResponseDataLossError": "the answer broke off, or its chunks are broken",
    "_MalformedChunkedDataError": "the answer broke off, or its chunks are broken",
    "_DataLoss": "the answer broke off, or its chunks are broken",
    "DownloadCancelledError": "the answer is larger than DOWNLOAD_MAXSIZE",
    "max redirections reached": "redirected too often, or in a loop (REDIRECT_MAX_TIMES)",
    "VerificationError": "TLS failed: the certificate is for another host",
    # Twisted itself closes the connection where a line of the head is too long for it.
    "ConnectionDone": "the connection was closed without a whole answer, or a header has more than 16 KB",
    "ConnectionLost": "the connection broke off",
    "ParseError": "the answer is not HTTP",
    "InvalidHeaderName": "the answer is not HTTP",
}
#: How error messages begin for redirects to `javascript:…`, `https://[bad/` or `http://a:b/`.
_INVALID_URL = ("Missing scheme", "Invalid IPv6 URL", "Port ", "netloc ")
_MAX_EXPLANATION = 200


def explain_failure(error: BaseException | None) -> str:
    """One printable line; an unknown exception keeps its class name and message."""
    if error is None:
        return "no reason is known"
    cause = _cause(error)
    name, text = type(cause).__name__, _text(cause)
    if name == "PinMismatchError":
        return f"TLS failed: {text}"
    if name == "Error" and type(cause).__module__.startswith("OpenSSL"):
        return f"TLS failed: {text}"
    if name == "KeyError" and cause is not error:  # Twisted looks the header's value up
        return f"the answer has a Transfer-Encoding that is not supported: {text.removeprefix('b')}"
    if name == "ValueError" and cause is not error:
        return _EXPLANATIONS["ParseError"]
    if name == "ValueError" and text.startswith(_INVALID_URL):
        return "redirected to an address that is none"
    if name == "IgnoreRequest":  # Scrapy's own decision not to go on
        return _EXPLANATIONS.get(text, text)
    return _EXPLANATIONS.get(name) or (f"{name}: {text}" if text else name)


def _cause(error: BaseException) -> BaseException:
    """The first of the reasons that Twisted attaches; the error itself if there are none."""
    reasons = getattr(error.__cause__, "reasons", None)
    return reasons[0].value if reasons else error


def _text(error: BaseException) -> str:
    """OpenSSL's errors are lists of (library, function, reason)."""
    if error.args and isinstance(error.args[0], list):
        text = ", ".join(str(each[-1] if isinstance(each, tuple) else each) for each in error.args[0])
    else:
        text = str(error)
    return printable(" ".join(text.split()))[:_MAX_EXPLANATION]


class RequestRefused(IgnoreRequest):
    """`what` is the outcome of the page: "robots", "blocked", "moved", "gone" or "failed"; "ending" when the
    run is ending; "unsent" when the host is on cooldown, which is reported once. The message is the reason,
    `code` its code, `target` the address of a redirect that was not followed.

    Scrapy neither retries nor logs it; the spider's errback reports it.
    """

    def __init__(self, what: str, reason: str, code: PageCode, target: str | None = None) -> None:
        super().__init__(reason)
        self.what, self.code, self.target = what, code, target

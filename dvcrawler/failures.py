"""Why a page could not be fetched, in words: many exceptions of Scrapy and Twisted have no message."""

from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest

from dvcrawler.items import Cause, PageCode, PageResult
from dvcrawler.messages.printable import printable

_TOO_LATE = "no connection, or no answer, in time (DOWNLOAD_TIMEOUT)"
_CUT = "the answer broke off before its end"
_CHUNKS = "the answer is garbled: its chunks have no valid length"
#: By class name or message: importing the classes would load half of Twisted.
_EXPLANATIONS = {
    "CannotResolveHostError": "the host name cannot be resolved",
    "DownloadConnectionRefusedError": "the server refuses the connection",
    "DownloadTimeoutError": _TOO_LATE,
    "PageTimeoutError": "the headers came in time, but not the whole page (DOWNLOAD_TIMEOUT)",
    "TCPTimedOutError": _TOO_LATE,
    "NoRouteError": "there is no route to the server; check this machine's network",
    "ConnectError": "the server cannot be reached; check this machine's network",
    "TunnelError": "the proxy does not lead to the server",
    "UnsupportedURLSchemeError": "not an http or https address",
    "ResponseDataLossError": _CUT,
    "_MalformedChunkedDataError": _CHUNKS,
    "_DataLoss": _CUT,
    "DownloadCancelledError": "the answer is larger than DOWNLOAD_MAXSIZE",
    "max redirections reached": "redirected too often, or in a loop (REDIRECT_MAX_TIMES)",
    "ConnectionDone": "the server closed the connection without an answer",
    "ConnectionLost": "the server broke off the connection without an answer",
    "ParseError": "the answer is not HTTP",
    "InvalidHeaderName": "the answer is not HTTP: a header has an invalid name",
}
#: The same two errors after the response had begun. Twisted itself closes the connection at too long a line.
_IN_HEAD = {
    "ConnectionDone": "the answer broke off within its headers, or a header has more than 16 KB",
    "ConnectionLost": "the answer broke off within its headers: the connection was reset",
}
_IN_BODY = {
    "ConnectionDone": _CUT,
    "ConnectionLost": "the answer broke off before its end: the connection was reset",
}
#: Errors of a secure connection that are not OpenSSL's, and what they mean; None: their message says it.
_TLS_ERRORS = {
    "VerificationError": "the certificate is for another host",
    "PinMismatchError": None,
    "CertificateRefusedError": None,
    "CertificateExpiredError": None,
    "CertificateNameError": None,
}
#: Messages of OpenSSL, and what they mean.
_TLS = {
    "unsafe legacy renegotiation disabled": "the server's renegotiation is outdated (tls=legacy allows it)",
    "unsupported protocol": "the server speaks only TLS 1.1 or older",
    "alert protocol version": "the server speaks none of the TLS versions that are allowed here",
    "wrong version number": "the server answers without TLS; try http://",
    "record layer failure": "the server answers without TLS; try http://",
    "packet length too long": "the server answers without TLS; try http://",
    "http request": "the server answers without TLS; try http://",
    "handshake failure": "server and crawler have no cipher in common",
    "no shared cipher": "server and crawler have no cipher in common",
    "dh key too small": "the server's key is too short to be safe",
    "ee key too small": "the server's key is too short to be safe",
    "ca md too weak": "the certificate has a signature that is too weak",
    "unrecognized name": "the server does not know this host name",
    "unexpected eof": "the server closed the connection",
}
#: How error messages begin for redirects to `javascript:…`, `https://[bad/` or `http://a:b/`.
_INVALID_URL = ("Missing scheme", "Invalid IPv6 URL", "Port ", "netloc ")
_MAX_EXPLANATION = 200


#: By class name or message, as the explanations.
_CAUSES = {
    "CannotResolveHostError": Cause.UNRESOLVED,
    "DownloadTimeoutError": Cause.TOO_LATE,
    "PageTimeoutError": Cause.TOO_LATE,
    "TCPTimedOutError": Cause.TOO_LATE,
    "ParseError": Cause.NOT_HTTP,
    "InvalidHeaderName": Cause.NOT_HTTP,
    "max redirections reached": Cause.REDIRECT_LOOP,
    "CertificateExpiredError": Cause.CERTIFICATE_EXPIRED,
    "CertificateNameError": Cause.CERTIFICATE_OF_OTHER_HOST,
    "VerificationError": Cause.CERTIFICATE_OF_OTHER_HOST,
    "CertificateRefusedError": Cause.CERTIFICATE_REFUSED,
    "PinMismatchError": Cause.CERTIFICATE_REFUSED,
}


def explain_failure(error: BaseException | None) -> str:
    """One printable line; an unknown exception keeps its class name and message."""
    if error is None:
        return "no reason is known"
    cause = _find_cause(error)
    name, text = type(cause).__name__, _format_text(cause)
    if _is_of_tls(cause):
        return f"TLS failed: {_explain_tls(cause, text)}"
    if name in ("KeyError", "ValueError") and cause is not error:
        return _explain_header(name, text)
    if name == "ValueError" and text.startswith(_INVALID_URL):
        return "redirected to an invalid address"
    if name == "IgnoreRequest":  # Scrapy's own decision not to continue
        return _EXPLANATIONS.get(text, text)
    return _explain_cut(error).get(name) or _EXPLANATIONS.get(name, _join(name, text))


def code_of_failure(error: BaseException | None) -> PageCode:
    """The code of a page for which no answer came."""
    return PageCode.TLS_FAILED if error is not None and _is_of_tls(_find_cause(error)) else PageCode.NO_ANSWER


def cause_of_failure(error: BaseException) -> Cause | None:
    """The cause of a page for which no answer came; None for any other."""
    if isinstance(error, RequestRefused):
        return error.cause
    cause = _find_cause(error)
    name = type(cause).__name__
    return _CAUSES.get(_format_text(cause) if name == "IgnoreRequest" else name)


def _is_of_tls(cause: BaseException) -> bool:
    """Whether the secure connection failed, by the names of OpenSSL's errors, service_identity's and ours."""
    return type(cause).__name__ in _TLS_ERRORS or _is_of_openssl(cause)


def _is_of_openssl(cause: BaseException) -> bool:
    return type(cause).__module__.startswith("OpenSSL")


def _explain_tls(cause: BaseException, text: str) -> str:
    if not _is_of_openssl(cause):
        return _TLS_ERRORS[type(cause).__name__] or text
    return next((meaning for words, meaning in _TLS.items() if words in text), text)


def _join(name: str, text: str) -> str:
    return f"{name}: {text}" if text else name


def _explain_header(name: str, text: str) -> str:
    """The meaning of an error that Twisted raises when it reads a header."""
    if name == "KeyError":  # it looks the value up
        return f"the answer has a Transfer-Encoding that is not supported: {text.removeprefix('b')}"
    return "the answer is not HTTP: its Content-Length is not a number, or there are two"


def _explain_cut(error: BaseException) -> dict[str, str]:
    """The meaning of errors after the answer had begun, by name; empty if nothing had arrived."""
    twisted = error.__cause__
    if type(twisted).__name__ != "ResponseFailed":  # ResponseNeverReceived, or not an answer at all
        return {}
    return _IN_HEAD if getattr(twisted, "response", None) is None else _IN_BODY


def _find_cause(error: BaseException) -> BaseException:
    """The first of the reasons that Twisted attaches; the error itself without any."""
    reasons = getattr(error.__cause__, "reasons", None)
    return reasons[0].value if reasons else error


def _format_text(error: BaseException) -> str:
    """OpenSSL's errors are lists of (library, function, reason)."""
    if error.args and isinstance(error.args[0], list):
        text = ", ".join(str(each[-1] if isinstance(each, tuple) else each) for each in error.args[0])
    else:
        text = str(error)
    return printable(" ".join(text.split()))[:_MAX_EXPLANATION]


class PageTimeoutError(DownloadTimeoutError):
    """The headers arrived, but not the whole page before DOWNLOAD_TIMEOUT. Retried like any timeout."""


class RequestRefused(IgnoreRequest):
    """`what` is the outcome of the page; a host on cooldown ("unsent") is reported once. The message is the
    reason, `code` its code, `target` the address of a redirect that was not followed, `cause` that of a
    failure.

    Scrapy neither retries nor logs it; the spider's errback reports it.
    """

    def __init__(
        self,
        what: PageResult,
        reason: str,
        code: PageCode,
        target: str | None = None,
        cause: Cause | None = None,
    ) -> None:
        super().__init__(reason)
        self.what, self.code, self.target, self.cause = what, code, target, cause

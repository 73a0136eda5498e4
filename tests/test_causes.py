"""Why no page came, as codes by which a probe says what to do."""

import pytest
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest

from dvcrawler.failures import PageTimeoutError, RequestRefused, cause_of_failure
from dvcrawler.items import Cause, PageCode
from dvcrawler.network.certificates import (
    CertificateExpiredError,
    CertificateNameError,
    CertificateRefusedError,
)


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (DownloadTimeoutError(), Cause.TOO_LATE),
        (PageTimeoutError(), Cause.TOO_LATE),
        (type("CannotResolveHostError", (Exception,), {})(), Cause.UNRESOLVED),
        (type("ParseError", (Exception,), {})(), Cause.NOT_HTTP),
        (IgnoreRequest("max redirections reached"), Cause.REDIRECT_LOOP),
        (IgnoreRequest("another reason"), None),
        (CertificateExpiredError("the certificate expired on 2024-11-26"), Cause.CERTIFICATE_EXPIRED),
        (CertificateNameError("the certificate is for another host"), Cause.CERTIFICATE_OF_OTHER_HOST),
        (CertificateRefusedError("the certificate is signed by itself"), Cause.CERTIFICATE_REFUSED),
        (RequestRefused("failed", "…", PageCode.NO_ANSWER, cause=Cause.TOO_LATE), Cause.TOO_LATE),
        (RequestRefused("robots", "…", PageCode.ROBOTS_FORBIDDEN), None),
        (ValueError("something else"), None),
    ],
)
def test_a_failure_has_its_cause(error, cause):
    assert cause_of_failure(error) == cause

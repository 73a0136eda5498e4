"""Every reason why a page could not be fetched is in docs/reading-a-run.md, with what to do."""

import re
from pathlib import Path

import pytest

from dvcrawler import failures
from dvcrawler.network import certificates

PAGE = (Path(__file__).parents[1] / "docs/reading-a-run.md").read_text("utf-8")
TABLE = re.findall(
    r"^\| (.+?) \| (.+) \|$",
    PAGE.partition("## Why a page could not be fetched")[2].partition("\n## ")[0],
    re.M,
)
REASONS = {
    *(failures._EXPLANATIONS | failures._IN_HEAD | failures._IN_BODY).values(),
    *(
        meaning
        for words, meaning in failures._TLS.items()
        if words.startswith(("unsafe", "alert", "wrong", "hand"))
    ),
    certificates.explain_names(["bao.example.vn"]),
    *(certificates._REASONS[code] for code in (18, 19)),
} - {"TLS failed: the certificate is for another host"}


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_a_reason_is_documented_with_what_to_do(reason):
    remedies = [remedy for documented, remedy in TABLE if documented == reason]
    assert len(remedies) == 1
    assert len(remedies[0]) > 8 or remedies == ["as before"]

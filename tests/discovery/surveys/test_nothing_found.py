"""What a run says that found no article."""

import pytest

from dvcrawler.discovery.surveys.nothing_found import explain_nothing

HOST = "https://xa.example.vn"
PAGES = [f"{HOST}/gioi-thieu", f"{HOST}/thong-bao"]


@pytest.mark.parametrize(
    ("links", "is_built", "said"),
    [
        (
            [f"{HOST}/tep/thong-bao-{n}.{ending}" for n, ending in enumerate(("pdf", "docx", "xls"))],
            False,
            "name files",
        ),
        ([f"{HOST}/tep/thong-bao.pdf"], False, "-a article=REGEX"),
        ([], True, "a script builds"),
    ],
)
def test_a_site_without_articles_is_told_what_its_lists_name(links, is_built, said):
    found = explain_nothing([*PAGES, *links], [], None, [], is_built=is_built)
    assert said in found.reason

"""Frozen pages: `fixtures/<site>/<layout>--<slug>/` holds page.html as served, page.json (its address
and when it was captured) and expected.json, the record due. A missing expected.json is written, to be
looked over, and the test fails.
"""

import json
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from dvcrawler.extract.layout_choice import FALLBACKS
from dvcrawler.families.files.known_sites import known_sites
from dvcrawler.families.files.saved_pages import read_saved
from dvcrawler.items import RECORD_FIELDS

PAGES = sorted((Path(__file__).parents[1] / "fixtures").glob("*/*--*/page.html"))
FIELDS = [name for name in RECORD_FIELDS if name != "extractor"]


@cache
def read(page):
    about = json.loads(page.with_name("page.json").read_text("utf-8"))
    captured = datetime.fromisoformat(about["captured_at"])
    generic = page.parts[-3] == "portal"
    return read_saved(page.read_bytes(), about["url"], captured, known_sites(), None, generic=generic)


@cache
def expected(page):
    path = page.with_name("expected.json")
    if not path.exists():
        record = {name: read(page)[name] for name in FIELDS}
        path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")
        pytest.fail(f"{path} was not there and is written now: look it over and run again")
    return json.loads(path.read_text("utf-8"))


def test_every_layout_has_two_pages_at_least():
    names = [page.parent.name.partition("--")[0] for page in PAGES]
    of_themes = sorted((Path(__file__).parents[1] / "families/pages").glob("*/*/expected.json"))
    names += [json.loads(page.read_text("utf-8"))["layout"] for page in of_themes]
    layouts = (*FALLBACKS, *(each for site in known_sites().values() for each in site.layouts))
    for layout in {each.name for each in layouts}:
        assert names.count(layout) >= 2, layout


@pytest.mark.sampled(1)
@pytest.mark.parametrize("page", PAGES, ids=lambda p: f"{p.parents[1].name}/{p.parent.name}")
class TestFrozenPage:
    @pytest.mark.parametrize("field", FIELDS)
    def test_a_field_is_as_expected(self, page, field):
        assert read(page)[field] == expected(page)[field]

    def test_the_layout_is_the_one_in_the_folders_name(self, page):
        assert read(page)["layout"] == page.parent.name.partition("--")[0]

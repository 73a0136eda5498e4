"""Made-up portals of ten address shapes and five pagers: what is found, and the site file of it."""

from functools import cache

import pytest

from dvcrawler.families.files.known_sites import read_site
from dvcrawler.normalize.urls import read_address
from dvcrawler.probe.obstacles import judge
from dvcrawler.probe.report import format_report
from dvcrawler.probe.site_files.writing import write_site
from tests.probe.fetching import look_at
from tests.probe.portals import HOST, PAGERS, SECTIONS, SHAPES, portal, stories

FRONT = f"https://{HOST}/"


@cache
def look(shape, pager):
    return look_at(portal(shape, pager), FRONT)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("pager", PAGERS)
class TestPortal:
    @pytest.fixture
    def found(self, shape, pager):
        return look(shape, pager)

    def test_its_sections_pagers_and_articles_are_found(self, found, shape):
        findings = found.findings
        assert findings.obstacles == ()
        assert judge(findings) == 0
        assert [each.name for each in findings.sections] == ["front", *SECTIONS]
        assert [each.new_on_second for each in findings.sections[1:]] == [6, 6, 6]
        assert [each.fault for each in findings.articles] == [None] * 5
        assert all(len(line) <= 80 for line in format_report(findings).splitlines())

    def test_its_site_file_tells_its_articles_from_all_else(self, found, shape, tmp_path):
        (tmp_path / "spiders").mkdir()
        written = write_site("baovidu", found, tmp_path / "spiders", tmp_path / "fixtures")
        source = written.site_file.read_text("utf-8")
        site = read_site(source)
        made = stories(shape)
        addresses = [read_address(f"https://{HOST}{each.url}", site.addresses, site.hosts) for each in made]
        assert None not in addresses
        assert len({address.native_id for address in addresses}) == len(made)
        for path in ("", *SECTIONS, "lien-he.html", "thoi-su?page=2", "thoi-su/page/2/", "tag/bien-dao"):
            assert read_address(FRONT + path, site.addresses, site.hosts) is None, path
        assert list(site.sections) == list(SECTIONS)
        assert len(written.pages) == 5
        assert 10 <= len(source.splitlines()) <= 60
        assert max(map(len, source.splitlines())) <= 110

    def test_the_number_of_an_article_is_its_id(self, found, shape):
        if "{n}" in SHAPES[shape]:
            assert all(each.native_id.isdecimal() for each in found.findings.articles)

"""An argument of `crawl` in the settings file is refused where the site does not take it."""

from datetime import date

import pytest

from dvcrawler.config.apply import check_arguments_of_sites, names_arguments
from dvcrawler.config.load import load_config
from dvcrawler.errors import ConfigFileError
from dvcrawler.spiders.danvan import DanVan
from dvcrawler.spiders.namdinhgov import NamDinhGov
from dvcrawler.spiders.phunu import PhuNu
from dvcrawler.spiders.portal import Portal

SPIDERS = {"danvan": DanVan, "namdinhgov": NamDinhGov, "phunu": PhuNu, "portal": Portal}


def load(folder, text):
    path = folder / "dvcrawler.toml"
    path.write_text(text, "utf-8")
    return load_config(path, lambda: SPIDERS, date(2026, 11, 26))


@pytest.mark.parametrize(
    "text",
    [
        'danvan.host = "x.vn"',
        'namdinhgov.units = ["namtruc"]',
        'portal.start = "https://x.vn/"',
        'phunu.tls = "legacy"',
        '"portal/x.vn".start = "https://x.vn/"',
        "phunu.pace.delay = 2",
    ],
)
def test_a_site_is_given_the_arguments_that_it_takes(tmp_path, text):
    check_arguments_of_sites(load(tmp_path, f"[site]\n{text}\n"), SPIDERS)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('phunu.host = "x.vn"', "site.phunu.host is for danvan; phunu does not take it"),
        ('phunu.units = ["namtruc"]', "site.phunu.units is for namdinhgov; phunu does not take it"),
        ('danvan.start = "https://x.vn/"', "site.danvan.start is for portal; danvan does not take it"),
        ('portal.host = "x.vn"', "site.portal.host is for danvan; portal does not take it"),
        ('"portal/x.vn".host = "x.vn"', "site.portal/x.vn.host is for danvan; portal/x.vn does not take it"),
    ],
)
def test_an_argument_of_another_site_is_named_with_its_line(tmp_path, text, told):
    config = load(tmp_path, f"[site]\n{text}\n")
    with pytest.raises(ConfigFileError) as caught:
        check_arguments_of_sites(config, SPIDERS)
    assert caught.value.lines == (f"{tmp_path}/dvcrawler.toml:2: {told}",)


def test_all_faulty_arguments_are_named_at_once(tmp_path):
    config = load(tmp_path, '[site.phunu]\nhost = "x.vn"\nunits = ["namtruc"]\nstart = "https://x.vn/"\n')
    with pytest.raises(ConfigFileError) as caught:
        check_arguments_of_sites(config, SPIDERS)
    assert len(caught.value.lines) == 3


def test_spiders_are_needed_only_for_a_file_with_such_arguments(tmp_path):
    assert not names_arguments(load(tmp_path, '[site.phunu]\ntls = "legacy"\npace.delay = 2\n'))
    assert names_arguments(load(tmp_path, '[site.danvan]\nhost = "x.vn"\n'))

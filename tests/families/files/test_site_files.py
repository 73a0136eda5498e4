"""A mistake in a site file is one line that says where and what."""

import sys
from pathlib import Path

import pytest

from dvcrawler.errors import ConfigError
from dvcrawler.families.files.known_sites import known_sites, read_site
from dvcrawler.families.files.site_files import FOLDER, check_names, check_site, naming_site_file
from dvcrawler.spiders.baonamdinh import BaoNamDinh

FILE = str(FOLDER / "thu.py")
GOOD = """
from dvcrawler.extract.site import Site
from dvcrawler.normalize.urls import AddressPattern


class Thu:
    name = "thu"
    site = Site(
        name=name, title="Thử", hosts={"thu.vn": "thu.vn"}, layouts=(),
        addresses=(AddressPattern(r"/(?P<id>[0-9]+)"),), start=("https://thu.vn/",),
    )
"""


def load(source):
    with naming_site_file():
        site = read_site(source, FILE)
    check_site(site, "thu")


def test_the_folder_is_that_of_the_site_files():
    assert Path(sys.modules[BaoNamDinh.__module__].__file__).parent == FOLDER


def test_a_file_without_a_mistake_passes():
    load(GOOD)
    load(GOOD.replace('"thu.vn": "thu.vn"', '"thu.vn": "www.thu.vn", "[::1]": "[::1]"'))


@pytest.mark.parametrize("site", [None, "https://thu.vn/", {"name": "thu"}])
def test_what_is_no_site_is_named(site):
    with pytest.raises(
        ConfigError, match=r"site file of thu: site = .* cannot be used; write site = Site\(…\)"
    ):
        check_site(site, "thu")


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        (
            "layouts=",
            "layout=",
            "thu.py:8: Site.__init__() got an unexpected keyword argument 'layout'",
        ),
        ("hosts={", "hosts=[", "thu.py:9: closing parenthesis '}' does not match opening parenthesis '['"),
        (
            "normalize.urls",
            "normalize.nosuch",
            "thu.py:3: No module named 'dvcrawler.normalize.nosuch'; correct",
        ),
        ("name=name", "name=nmae", "thu.py:9: name 'nmae' is not defined; correct the site file"),
        ("class Thu:", "raise SystemExit(3)\n\nclass Thu:", "thu.py:6: 3; correct the site file"),
        ("?P<id>", "", "site file of thu: the address pattern '/([0-9]+)' has no group (?P<id>…)"),
        ("[0-9]+)", "[0-9]+", "cannot be used: missing ), unterminated subpattern at position 1"),
        ('title="Thử"', "title=5", "site file of thu: title = 5 cannot be used; write text in quotes"),
        ('title="Thử"', 'title=""', "site file of thu: title = '' cannot be used; write text in quotes"),
        ('title="Thử"', 'title=("Thử",)', "title = ('Thử',) cannot be used; write text in quotes"),
        ("name=name", "name=None", "name = None cannot be used; write text in quotes"),
        ("name=name", 'name="khac"', "name = 'khac' cannot be used; the spider's name is 'thu'"),
        (
            '{"thu.vn": "thu.vn"}',
            '{"https://thu.vn/": "thu.vn"}',
            "hosts = {'https://thu.vn/': …} cannot be used",
        ),
        (
            '{"thu.vn": "thu.vn"}',
            '{"Thu.vn": "thu.vn"}',
            "hosts = {'Thu.vn': …} cannot be used; write it in small",
        ),
        ('{"thu.vn": "thu.vn"}', '{"www.thu.vn": "thu.vn"}', "in small letters, without www"),
        ('{"thu.vn": "thu.vn"}', '{"thu.vn": "thu.vn:8080"}', "hosts = {'thu.vn:8080': …} cannot be used"),
        ('"https://thu.vn/"', '"https://khac.vn/"', "'https://khac.vn/' is on none of its hosts"),
        (
            "layouts=()",
            'layouts=(), sections={"A": "https://a.thu.vn/"}',
            "'https://a.thu.vn/' is on none of",
        ),
        ("layouts=()", 'layouts=(), tls_pin="zz"', "tls_pin: 'zz' is not a SHA-256 hash"),
        ('[0-9]+)"', '[0-9]+)", "bai"', "has the kind 'bai'; write one of article, emagazine"),
        ('{"thu.vn": "thu.vn"}', "{}", "hosts = {} cannot be used; write hosts, as in"),
        ('{"thu.vn": "thu.vn"}', '["thu.vn"]', "hosts = ['thu.vn'] cannot be used; write hosts, as in"),
        (
            '("https://thu.vn/",)',
            '("https://thu.vn/")',
            "start = 'https://thu.vn/' cannot be used; write addresses",
        ),
        ("layouts=()", "layouts=None", "layouts = None cannot be used; write layouts"),
        ("layouts=()", 'layouts=(), sections={"Kinh tế": 5}', "sections = {'Kinh tế': 5} cannot be used"),
        (
            "layouts=()",
            'layouts=(), sections=["Kinh tế"]',
            "sections = ['Kinh tế'] cannot be used; write names",
        ),
        ("layouts=()", 'layouts=(), migrated="/cu/"', "migrated = '/cu/' cannot be used; write re.compile"),
        (
            "layouts=()",
            'layouts=(), tls="none"',
            'tls = \'none\' cannot be used; write "verified" or "legacy"',
        ),
        ("layouts=()", "layouts=(), language=None", "language = None cannot be used; write text in quotes"),
        (
            "layouts=()",
            "layouts=(), page_parameter=1",
            "page_parameter = 1 cannot be used; write text in quotes",
        ),
        ("layouts=()", "layouts=(), front_pages=1", "front_pages = 1 cannot be used; write True or False"),
        (
            "layouts=()",
            'layouts=(), media_hosts={"a.vn"}',
            "media_hosts = {'a.vn'} cannot be used; write frozenset",
        ),
        (
            'AddressPattern(r"/(?P<id>[0-9]+)")',
            'r"/(?P<id>[0-9]+)"',
            "addresses = ('/(?P<id>[0-9]+)',) cannot be used",
        ),
        ("https://thu.vn/", "thu.vn", "site file of thu: 'thu.vn' does not begin with https:// or http://"),
        (
            '(AddressPattern(r"/(?P<id>[0-9]+)"),)',
            "()",
            "addresses = () cannot be used; write patterns, as in",
        ),
        ("[0-9]+)", "(?:[0-9]+)+)", "'/(?P<id>(?:[0-9]+)+)' may take for ever; write [0-9]+ for ([0-9]+)+"),
    ],
)
def test_a_mistake_is_named_with_its_place(right, wrong, says):
    with pytest.raises(ConfigError) as found:
        load(GOOD.replace(right, wrong, 1))
    assert says in str(found.value)
    assert "\n" not in str(found.value)


@pytest.mark.parametrize(
    ("encoded", "says"),
    [
        (GOOD.encode("utf-16"), "null bytes"),
        (GOOD.encode() + b"\0", "null bytes"),
        (GOOD.encode().replace("ử".encode(), b"\xd5"), "can't decode byte 0xd5"),
    ],
)
def test_a_file_that_is_not_utf_8_text_is_named(encoded, says):
    with pytest.raises(ConfigError, match=rf"spiders/thu\.py:\d+: .*{says}.*; correct the site file$"):
        load(encoded)


def test_a_byte_order_mark_is_passed_over_as_python_does():
    load(GOOD.encode("utf-8-sig"))


def test_two_sites_of_one_name_are_refused():
    check_names(known_sites())
    with pytest.raises(ConfigError, match="two site files have the name thu"):
        check_names(["thu", "khac", "thu"])


def test_a_defect_elsewhere_is_not_blamed_on_a_site_file():
    with pytest.raises(ZeroDivisionError), naming_site_file():
        1 / 0  # noqa: B018

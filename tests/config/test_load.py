"""dvcrawler.toml is checked as a whole: every fault by its line, with what was meant."""

import os
from datetime import date
from pathlib import Path

import pytest

from dvcrawler.config.load import find_file, load_config
from dvcrawler.config.schema import KEYS, RETIRED
from dvcrawler.errors import ConfigFileError, UsageError

SITES = ("baonamdinh", "danvan", "namdinhgov", "phunu")
TODAY = date(2026, 11, 26)
#: A usable value for each form of the schema.
USABLE = {
    "a number": "10",
    "a list of numbers": "[24, 168]",
    "true or false": "true",
    "one line of text": '"text"',
    "a list of words": '["phunu"]',
    "a mail or web address": '"a@example.org"',
    '"plain"': '"json"',
    '"DEBUG"': '"INFO"',
    "a date": "2026-01-31",
}
SPECIAL = {
    "tls": '"legacy"',
    "tls_pin": f'"{"ab" * 32}"',
    "host": '"dan.example.vn"',
    "units": '["namtruc"]',
    "archives.commoncrawl_files": '"https://files.example"',
    "archives.wayback": '"https://archive.example"',
    "archives.commoncrawl": '"https://index.example"',
    "cluster.times": '"0 6 * * *"',
    "limits.unread_share": "0.3",
    "media.keep": '["images"]',
}


def load(folder, text):
    path = folder / "dvcrawler.toml"
    path.write_text(text, "utf-8")
    return load_config(path, lambda: SITES, TODAY)


def faults(folder, text):
    """The lines about the file, without its folder."""
    with pytest.raises(ConfigFileError) as told:
        load(folder, text)
    return [line.replace(f"{folder}/", "") for line in told.value.lines]


def usable(key):
    return SPECIAL.get(key.name) or next(
        v for start, v in USABLE.items() if key.form.wanted.startswith(start)
    )


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_every_key_takes_a_value_of_its_form_and_no_other(tmp_path, key):
    where = "site.phunu." if key.is_for_site else ""
    config = load(tmp_path, f"{where}{key.name} = {usable(key)}\n")
    assert [entry.key for entry in config.entries] == [key]
    for value in ("{}", "[[1]]", "1979-05-27T07:32:00Z", '""', '"a\\nb"', "nan", "-1", "[true]"):
        found = faults(tmp_path, f"\n{where}{key.name} = {value}\n")
        assert len(found) == 1
        assert found[0].startswith("dvcrawler.toml:2: ")


def test_all_faults_are_reported_at_once_in_the_order_of_the_lines(tmp_path):
    text = 'contact = "x y"\ndealy = 2\n[pace]\ndelay = "2"\n[site.phuna]\nhost = "a.vn"\n[retired.danvan]\n'
    assert faults(tmp_path, text) == [
        'dvcrawler.toml:1: contact = "x y" cannot be used; write a mail or web address in quotes, as in '
        '"archive@example.org"',
        "dvcrawler.toml:2: unknown key dealy; did you mean pace.delay?",
        'dvcrawler.toml:4: pace.delay = "2" cannot be used; write a number from 0 to 1000000',
        'dvcrawler.toml:5: unknown site "phuna" in site.phuna; did you mean phunu?',
        "dvcrawler.toml:7: retired.danvan has no date; add date = a date, as in 2026-01-31",
        "dvcrawler.toml:7: retired.danvan has no reason; add reason = one line of text in quotes",
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("sitess = []", "unknown key sitess; did you mean sites?"),
        (
            "sites = ['baonamdin']",
            'sites = ["baonamdin"] cannot be used; there is no site "baonamdin"; did you mean baonamdinh?',
        ),
        ("delay = 1", "unknown key delay; did you mean pace.delay?"),
        ("DOWNLOAD_DELAY = 1", "unknown key DOWNLOAD_DELAY; did you mean pace.delay?"),
        ("DVCRAWLER_MAX_PAGES = 1", "unknown key DVCRAWLER_MAX_PAGES; did you mean limits.pages?"),
        ("max_requests = 1", "unknown key max_requests; did you mean limits.requests?"),
        ("pace.requests = 1", "unknown key pace.requests; did you mean limits.requests?"),
        ("log.foo = 1", "unknown key log.foo; [log] has format, level, bytes, files"),
        ("pace.retires = 1", "unknown key pace.retires; did you mean pace.retries?"),
        ("pase.delay = 1", "unknown key pase.delay; did you mean pace.delay?"),
        ("notify = 'mail'", "notify is a table; write [notify] and its keys below it"),
        ("pace.delay.seconds = 1", "pace.delay has no keys below it; write a number"),
        (
            "sites.phunu.pace.delay = 1",
            "unknown key sites.phunu.pace.delay; did you mean site.phunu.pace.delay?",
        ),
        ("host = 'a.vn'", "host holds for one site; write it below [site.NAME]"),
        (
            "site.phunu.contact = 'a@b.cd'",
            "site.phunu.contact holds for all sites; write contact outside of [site.…]",
        ),
        ("sites.phunu.delay = 1", "unknown key sites.phunu.delay; did you mean site.phunu.pace.delay?"),
        ("site.phunu.dely = 1", "unknown key site.phunu.dely; did you mean site.phunu.pace.delay?"),
        ("site.phunu.unit = ['a']", "unknown key site.phunu.unit; did you mean site.phunu.units?"),
        ("site.phunu.pace = 1", "site.phunu.pace is a table; write [site.phunu.pace] and its keys below it"),
        ("site.phunu = 1", "site.phunu is a table; write [site.phunu] and its keys below it"),
        ("site = 1", "site is a table; write [site.NAME] and its keys below it"),
        ("retired = 1", "retired is a table; write [retired.NAME] and its keys below it"),
        ("retired.phunu = 'gone'", "retired.phunu is a table; write [retired.phunu], date and reason"),
        (
            "sites = ['phunu', 'phuno']",
            'sites = ["phunu", "phuno"] cannot be used; there is no site "phuno"; did you mean phunu?',
        ),
        (
            "site.namdinhgov.units = ['a/b']",
            "site.namdinhgov.units = [\"a/b\"] cannot be used; unit='a/b' cannot be read; name one or several: unit=xuantruong,namtruc",
        ),
        ("limits.pages = 2.5", "limits.pages = 2.5 cannot be used; write a whole number from 0"),
        (
            "log.level = 'info'",
            'log.level = "info" cannot be used; write "DEBUG", "INFO", "WARNING" or "ERROR"',
        ),
        ("retired.phunu = {date = 2026-13-01, reason = 'x'}", None),
        (
            "retired.phunu = {date = 2027-01-01, reason = 'x'}",
            "retired.phunu.date = 2027-01-01 lies in the future; write a day that is past",
        ),
        (
            "retired.phunu = {date = 'soon', reason = 'x'}",
            'retired.phunu.date = "soon" cannot be used; write a date, as in 2026-01-31',
        ),
        (
            "retired.phunu = {date = 2026-01-01, reason = 'x', raeson = 'x'}",
            "unknown key retired.phunu.raeson; did you mean reason?",
        ),
        (
            "retired.phuno = {date = 2026-01-01, reason = 'x'}",
            'unknown site "phuno" in retired.phuno; did you mean phunu?',
        ),
    ],
)
def test_a_fault_says_what_was_meant(tmp_path, text, meant):
    found = faults(tmp_path, text)
    assert len(found) == 1
    assert meant is None or found == [f"dvcrawler.toml:1: {meant}"]


def test_a_key_that_is_there_twice_is_named_as_toml_writes_it(tmp_path):
    assert faults(tmp_path, "sites = ['phunu']\n[sites.phunu]") == [
        "dvcrawler.toml:2: cannot declare sites.phunu twice; write it as TOML, text in quotes"
    ]


def test_a_host_without_a_site_file_is_a_site(tmp_path):
    name = "portal/xa.example.vn:8080"
    text = f'sites = ["{name}"]\n[site."{name}".pace]\ndelay = 3\n[retired."{name}"]\ndate = 2026-01-31\nreason = "x"'
    config = load(tmp_path, text)
    assert [(entry.key.name, entry.site) for entry in config.entries] == [
        ("sites", None),
        ("pace.delay", name),
    ]
    assert list(config.retired) == [name]


@pytest.mark.parametrize(
    "name", ["portal/", "portal/WWW.Example.VN", "portal/a b", "portal/a.vn/x", "portal/a.vn:x"]
)
def test_another_form_of_such_a_name_is_none(tmp_path, name):
    assert len(faults(tmp_path, f'sites = ["{name}"]')) == 1


@pytest.mark.parametrize(
    "text", ["a = ", "a", "[a", "a = 1\na = 2", 'a = "x', "= 1", "a = 1 b = 2", "[a]\n[a]"]
)
def test_what_is_not_toml_is_reported_with_its_line(tmp_path, text):
    (line,) = faults(tmp_path, f"\n{text}")
    assert line.startswith(("dvcrawler.toml:2: ", "dvcrawler.toml:3: "))


@pytest.mark.parametrize(
    "data",
    [
        b"\n\xff = 1",
        b"\xef\xbb\xbf\n\xfe",
        b"#" * 300_000,
        b"[" * 100_000,
        b"a = " + b"[" * 50_000,
        b"a = 1\x00",
        b"a = " + b"9" * 5000,
        b"a" + b".a" * 5000 + b" = 1",
    ],
)
def test_bytes_that_are_not_a_settings_file_are_one_line(tmp_path, data):
    path = tmp_path / "dvcrawler.toml"
    path.write_bytes(data)
    with pytest.raises(ConfigFileError) as told:
        load_config(path, lambda: SITES, TODAY)
    assert len(told.value.lines) == 1
    assert isinstance(told.value, UsageError)


def test_a_file_saved_on_windows_is_read(tmp_path):
    path = tmp_path / "dvcrawler.toml"
    path.write_bytes('\ufeffcontact = "a@example.org"\r\n[pace]\r\ndelay = 2\r\n'.encode())
    config = load_config(path, lambda: SITES, TODAY)
    assert [(entry.value, entry.line) for entry in config.entries] == [("a@example.org", 1), (2, 3)]


def test_a_missing_file_and_a_folder_are_one_line(tmp_path):
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(ConfigFileError, match="cannot be read"):
            load_config(path, lambda: SITES, TODAY)


def test_the_option_comes_before_the_variable_and_both_before_the_data_folder(tmp_path):
    assert find_file(None, None, tmp_path) is None
    (tmp_path / "dvcrawler.toml").touch()
    assert find_file(None, None, tmp_path) == tmp_path / "dvcrawler.toml"
    assert find_file(None, "", tmp_path) == tmp_path / "dvcrawler.toml"
    assert str(find_file(None, "v.toml", tmp_path)) == "v.toml"
    assert str(find_file("o.toml", "v.toml", tmp_path)) == "o.toml"
    with pytest.raises(UsageError, match="--config names no file"):
        find_file("", "v.toml", tmp_path)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: path.symlink_to("/no/such/file"), "No such file"),
        (Path.mkdir, "directory"),
        (lambda path: path.symlink_to(path), "symbolic links"),
        (os.mkfifo, "it is a named pipe"),
        (lambda path: path.symlink_to("/dev/zero"), "more than 200000 bytes"),
    ],
)
def test_what_is_in_the_place_of_the_file_is_not_taken_for_none(tmp_path, make, reason):
    make(tmp_path / "dvcrawler.toml")
    with pytest.raises(ConfigFileError, match=reason):
        load_config(find_file(None, None, tmp_path), tuple, TODAY)


def test_a_retirement_needs_a_day_and_a_reason():
    assert set(RETIRED) == {"date", "reason"}

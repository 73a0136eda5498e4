"""What `--help` promises works, and a mistyped word is told from what was meant."""

import sys
from pathlib import Path

import pytest

from dvcrawler import settings
from dvcrawler.config.apply import check_environment
from dvcrawler.config.schema import KEYS
from dvcrawler.discovery.argument_help import ARGUMENTS
from dvcrawler.discovery.argument_parser import NAMES, parse_arguments
from dvcrawler.dispatch import _NOT_HERE, _SCRAPY_COMMANDS, COMMANDS
from dvcrawler.errors import UsageError
from dvcrawler.messages.suggestions import suggest
from tests import warm
from tests.portal import environment

FOLDER = Path(settings.__file__).parent / "spiders"


def dvcrawler(*words, **more):
    return warm.run(
        [sys.executable, "-m", "dvcrawler", *words],
        env=environment(COLUMNS="80"),
        text=True,
        capture_output=True,
        timeout=300,
        check=False,
        **more,
    )


def with_variables(*words, **variables):
    return warm.run(
        [sys.executable, "-m", "dvcrawler", *words],
        env=environment(**variables),
        text=True,
        capture_output=True,
        timeout=300,
        check=False,
    )


def test_every_argument_of_a_crawl_has_an_example_that_is_accepted(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.txt").write_text("https://phunu.namdinh.gov.vn/\n")
    assert sorted(each.name for each in ARGUMENTS) == sorted(NAMES)
    for each in ARGUMENTS:
        name, _, value = each.example.partition("=")
        assert name == each.name
        if name not in ("archive", "tls_pin"):  # those need another argument, and a whole hash
            parse_arguments({name: value.strip('"')})
        for word in each.values:
            if not word.endswith(":"):
                parse_arguments({name: word})


def test_the_help_of_a_crawl_is_a_table_of_80_columns_without_scrapys_leftovers():
    shown = dvcrawler("crawl", "--help").stdout
    assert max(map(len, shown.splitlines())) <= 80
    for each in ARGUMENTS:
        assert f"\n  {each.example}" in shown
    assert not any(
        word in shown for word in ("--pdb", "--profile", "--pidfile", "--nolog", "scrapy", "spider")
    )


def test_an_option_that_help_does_not_show_still_works(tmp_path):
    assert (
        dvcrawler("sites", "--nolog", "--pidfile", str(tmp_path / "pid"), "--data", str(tmp_path)).returncode
        == 0
    )
    assert (tmp_path / "pid").exists()


@pytest.mark.parametrize("name", sorted(_NOT_HERE))
def test_a_command_of_scrapy_that_does_not_work_here_says_what_does(name, tmp_path):
    ended = dvcrawler(name, "x", cwd=tmp_path)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert f"{name}, a command of Scrapy, does not work here: " in ended.stderr
    assert name not in dvcrawler("--help").stdout.split()


@pytest.mark.parametrize("name", sorted(_SCRAPY_COMMANDS))
def test_a_command_of_scrapy_that_is_offered_has_help_under_the_name_by_which_it_is_called(name):
    ended = dvcrawler(name, "--help")
    assert ended.returncode == 0
    assert f"\n  dvcrawler {name} " in ended.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("genspider",), "write it as dvcrawler genspider <name> <domain>; see --help"),
        (("genspider", "baohai"), "write it as dvcrawler genspider [options] <name> <domain>; see --help"),
        (("fetch",), "write it as dvcrawler fetch <url>; see --help"),
        (("settings", "--get"), "argument --get: expected one argument; see --help"),
    ],
)
def test_what_a_command_of_scrapy_needs_is_one_line(words, told):
    ended = dvcrawler(*words)
    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", f"dvcrawler: {told}\n")


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        (("list",), "baonamdinh"),
        (("version",), "Scrapy"),
        (("settings", "--get", "BOT_NAME"), "dvcrawler"),
        (("genspider", "-l"), "site"),
        (("genspider", "-d", "site"), "NewsSpider"),
        (("help", "runspider"), "dvcrawler runspider [options] <spider_file>"),
    ],
)
def test_offered_commands_of_scrapy_work(words, printed):
    ended = dvcrawler(*words)
    assert ended.returncode == 0
    assert printed in ended.stdout


def test_the_list_of_commands_fits_80_columns():
    wide = [name for name, does in COMMANDS.items() if len(f"  {name:<11}{does}") > 80]
    assert wide == []


def test_no_command_is_both_offered_and_refused():
    assert not set(_NOT_HERE) & (_SCRAPY_COMMANDS | set(COMMANDS))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("crawll", "phunu"), "unknown command 'crawll'; did you mean crawl?"),
        (("helth",), "unknown command 'helth'; did you mean health?"),
        (
            ("baonamdinh",),
            "unknown command 'baonamdinh', which is a site; did you mean dvcrawler crawl baonamdinh?",
        ),
        (("crawl", "Báo Nam Định"), "unknown site 'Báo Nam Định'; did you mean baonamdinh?"),
        (("crawl", "bao-nam-dinh"), "unknown site 'bao-nam-dinh'; did you mean baonamdinh?"),
        (("runs", "tỉnh đoàn"), "unknown site 'tỉnh đoàn'; did you mean tinhdoan?"),
        (
            ("crawl", "phunu", "since=2024"),
            "since=2024 is not a site; an argument follows -a, as in -a since=2024",
        ),
        (("crawl", "phunu", "-a", "secton=x"), "unknown argument -a secton=; did you mean section?"),
        (("crawl", "--alll"), "unknown option --alll; did you mean --all?"),
        (("sites", "--wied"), "unknown option --wied; did you mean --wide?"),
        (("crawl", "phunu", "--limit", "5"), "unknown option --limit; write it as in -a limit=50"),
        (
            ("crawl", "phunu", "--since=2024"),
            "unknown option --since=2024; write it as in -a since=2024-01-31",
        ),
        (("search", "lua", "--site", "phunu"), "unknown option --site; write site:VALUE among the words"),
        (("search", "lua", "--until", "2024"), "unknown option --until; write until:VALUE among the words"),
        (
            ("export", "--to", "x.csv", "--since", "2024"),
            "unknown option --since; write since:VALUE among the words",
        ),
        (("export", "--output", "x.csv"), "unknown option --output; did you mean --to?"),
        (("report", "--output=x.html"), "unknown option --output=x.html; did you mean --html?"),
        (
            ("health", "--site", "phunu"),
            "unknown option --site; write the names after the command, as in dvcrawler health phunu",
        ),
        (
            ("coverage", "--sites=phunu"),
            "unknown option --sites=phunu; write the names after the command, as in dvcrawler coverage phunu",
        ),
        (("show", "--site", "phunu"), "unknown option --site; did you mean --set?"),
        (("runs", "-x"), "unknown option -x; see --help"),
        (
            ("crawl", "phunu", "-s", "DOWNLOD_DELAY=9"),
            "unknown setting DOWNLOD_DELAY; did you mean DOWNLOAD_DELAY?",
        ),
        (
            ("crawl", "phunu", "-s", "download_delay=9"),
            "unknown setting download_delay; did you mean DOWNLOAD_DELAY?",
        ),
        (
            ("verify", "-s", "DVCRAWLER_CONTCT=x"),
            "unknown setting DVCRAWLER_CONTCT; did you mean DVCRAWLER_CONTACT?",
        ),
        (("verify", "-s", "DVCRAWLER_FOO=x"), "unknown setting DVCRAWLER_FOO; docs/settings.md lists them"),
        (("crawl", "--all", "phunu"), "name sites or give --all, not both"),
        (("--data", "/srv/news", "sites"), "options follow the command, as in dvcrawler sites --data …"),
        (
            ("--data=/srv/news", "search", "lua"),
            "options follow the command, as in dvcrawler search --data …",
        ),
        (
            ("-s", "LOG_LEVEL=INFO", "crawl", "phunu"),
            "options follow the command, as in dvcrawler crawl -s …",
        ),
        (("--verson",), "unknown option --verson; see dvcrawler --help"),
        (("help", "helth"), "unknown command 'helth'; did you mean health?"),
        (("help", "bench"), "bench, a command of Scrapy, does not work here: "),
        (("edit", "phuno"), "unknown site 'phuno'; did you mean phunu?"),
        (("settings", "--getint", "BOT_NAME"), "the setting has another type: "),
    ],
)
def test_what_was_meant_is_suggested_in_one_line(words, said):
    ended = dvcrawler(*words)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert ended.stderr.startswith(f"dvcrawler: {said}")


@pytest.mark.parametrize(
    ("words", "close"),
    [
        (("crawl", "{}"), ("baonamdih", "phunu2")),
        (("health", "{}"), ("baonamdih",)),
        (("crawl", "phunu", "-a", "{}=1"), ("sectoin",)),
        (("runs", "--result", "{}"), ("interupted",)),
        (("sites", "--family", "{}"), ("drupl",)),
    ],
)
def test_a_name_is_either_proposed_or_all_are_listed(words, close):
    for typed, said in [*((each, "; did you mean ") for each in close), ("0000", "; there are: ")]:
        ended = dvcrawler(*(word.format(typed) for word in words))
        assert (ended.returncode, ended.stderr.count(";"), ended.stderr.count("\n")) == (2, 1, 1), (
            ended.stderr
        )
        assert said in ended.stderr


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("DVCRAWLER_CONTCT", "DVCRAWLER_CONTACT"),
        ("DVCRAWLER_DATE", "DVCRAWLER_DATA"),
        ("DVCRAWLER_MAXPAGES", "DVCRAWLER_MAX_PAGES"),
        ("DVCRAWLER_MIN_FREE", "DVCRAWLER_MIN_FREE_MB"),
        ("DVCRAWLER_CONFG", "DVCRAWLER_CONFIG"),
        ("dvcrawler_contact", "DVCRAWLER_CONTACT"),
        ("DVCRAWLR_CONTACT", "DVCRAWLER_CONTACT"),
        ("DVCRAWLER_MINUTES", "DVCRAWLER_MAX_MINUTES"),
        ("DVCRAWLER_DELAY", "pace.delay in the settings file"),
        ("DVCRAWLER_TIMEOUT", "pace.timeout in the settings file"),
        ("DVCRAWLER_LEVEL", "log.level in the settings file"),
        ("dvcrawler_retries", "pace.retries in the settings file"),
    ],
)
def test_a_mistyped_variable_is_named_instead_of_ignored(name, meant):
    with pytest.raises(
        UsageError, match=f"^unknown setting {name} in the environment; did you mean {meant}\\?$"
    ):
        check_environment(["PATH", name], dir(settings))


def test_variables_that_are_settings_or_like_none_are_let_through():
    """A unit's mail address, and what Kubernetes sets for a service that is called so."""
    known = [key.setting for key in KEYS if (key.setting or "").startswith("DVCRAWLER_")]
    others = ["MAILTO", "SMTP", "PORT_80_TCP_ADDR", "SERVICE_HOST", "KEEP", "FILE_BYTES"]
    check_environment(
        [*known, "DVCRAWLER_CONFIG", "DVD_SITES", "DVD_DELAY", *(f"DVCRAWLER_{each}" for each in others)],
        dir(settings),
    )


def test_a_command_refuses_a_mistyped_variable_in_one_line():
    ended = with_variables("verify", DVCRAWLER_DATE="/srv/news")
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("typed", ["", "zzzzzz", "!!!", "x" * 10_000, "\ud800"])
def test_nothing_is_suggested_where_nothing_is_close(typed):
    assert suggest(typed, ("baonamdinh", "phunu")) == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("bao hai", "baohai.vn"), "'bao hai' cannot name a site"),
        (("BaoHai", "baohai.vn"), "'BaoHai' cannot name a site"),
        (("class", "baohai.vn"), "'class' cannot name a site"),
        (("base", "baohai.vn"), "'base' cannot name a site"),
        (("baohai", "www.baonamdinh.com.vn"), "the site file baonamdinh owns this host"),
        (("phunu", "baohai.vn"), "there is a site phunu already"),
        (("baohai", "bao hai.vn"), "'bao hai.vn' is not a host"),
        (("baohai", ""), "'' is not a host"),
        (("baohai", "baohai.vn/tin"), "'baohai.vn/tin' is not a host"),
        (("baohai", 'baohai.vn"'), "'baohai.vn\"' is not a host"),
    ],
)
def test_a_site_file_that_could_not_be_read_is_not_generated(words, told):
    files = sorted(FOLDER.iterdir())
    ended = dvcrawler("genspider", *words)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"dvcrawler: {told}")
    assert sorted(FOLDER.iterdir()) == files


def test_help_of_a_command_is_that_of_its_option():
    assert dvcrawler("help", "search").stdout == dvcrawler("search", "--help").stdout
    assert dvcrawler("help").stdout == dvcrawler("--help").stdout

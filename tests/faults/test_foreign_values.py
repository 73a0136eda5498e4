"""One bad number, date, address or record in a source: it is named, and the others of the source go on."""

import subprocess

import pytest

from dvcrawler.discovery.argument_parser import parse_arguments
from dvcrawler.errors import ConfigError, UsageError
from dvcrawler.network.connect_to import parse_connect_to
from dvcrawler.spiders.portal import Portal
from tests import warm
from tests.portal import command, environment, records
from tests.site import HOST, SITE, article, asked, crawl_site, home, last_run, path_of, served, site
from tests.webserver import Answer

EMPTY_DATES = [
    "0001-01-01T00:00:00+07:00",
    "0001-01-01T00:00:00",
    "0000-00-00T00:00:00Z",
    "9999-12-31T23:59:59-12:00",
    "-1",
    "9" * 5000,
    "2016-12-31T23:59:60Z",
    "2024-01-01T00:00:00+99:99",
    "٢٠٢٤-٠١-٠١T00:00:00Z",
    "nan",
]


def run(*words, shell="", **env):
    """The command as a shell runs it: its exit code and what it wrote."""
    if not shell:
        return warm.run(
            words, env=environment(**env), capture_output=True, text=True, timeout=300, check=False
        )
    line, words = f'"$@" {shell}', warm.in_a_shell(words, environment(**env))
    return subprocess.run(
        ["bash", "-c", line, "bash", *words],
        env=environment(**env),
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def test_articles_behind_empty_dates_of_a_sitemap_are_asked_for(tmp_path):
    numbers = range(1, len(EMPTY_DATES) + 1)
    with served(site(*numbers)) as web:
        assert crawl_site(web, tmp_path).code == 0
        entries = [
            f"<url><loc>https://{HOST}{path_of(n)}</loc><lastmod>{day}</lastmod></url>"
            for n, day in zip(numbers, EMPTY_DATES, strict=True)
        ]
        entries.append(f"<url><loc>https://{HOST}{path_of(99)}</loc></url>")
        web.pages[HOST, "/s.xml"] = f"<urlset>{''.join(entries)}</urlset>"
        web.pages[HOST, "/robots.txt"] = f"Sitemap: https://{HOST}/s.xml\n"
        web.pages[HOST, path_of(99)] = article(99)
        web.asked.clear()
        again = crawl_site(web, tmp_path)
    assert (again.code, "Traceback" in again.err) == (0, False), again.err
    assert asked(web, path_of(99))
    assert last_run(tmp_path)["outcomes"] == {"stored": 1}


@pytest.mark.parametrize("first", ["9" * 5000, pytest.param("²", marks=pytest.mark.slow)])
def test_a_list_service_at_an_impossible_offset_ends_the_section_alone(tmp_path, first):
    far = f"/service/api/article/list?first={first}"
    with served(site(1)) as web:
        web.pages[HOST, "/"] = home(1) + '<a href="/kinh-te/">Kinh tế</a>'
        web.pages[HOST, "/kinh-te/"] = Answer(b"", 302, {"Location": far.replace("²", "%C2%B2")})
        web.pages[HOST, far.replace("²", "%C2%B2")] = Answer(f'[{{"pageUrl": "{path_of(1)}"}}]'.encode())
        ended = crawl_site(web, tmp_path)
    assert (ended.code, "Traceback" in ended.err) == (0, False), ended.err


BAD_HOSTS = ["a..b", ".vn", "a" * 64 + ".vn", "a." * 127 + "vn", "a%20b.vn", "256.1.1.1"]


@pytest.mark.parametrize("host", ["a..b", *(pytest.param(h, marks=pytest.mark.slow) for h in BAD_HOSTS[1:])])
def test_a_robots_txt_that_leads_to_an_impossible_host_is_named_and_not_tried_again(tmp_path, host):
    robots = Answer(b"", 302, {"Location": f"http://{host}/robots.txt"})
    with served(site(1, robots=robots)) as web:
        ended = crawl_site(web, tmp_path)
    assert "Traceback" not in ended.err
    assert "robots.txt cannot be fetched: " in ended.out
    assert len(asked(web, "/robots.txt")) == 1


@pytest.mark.parametrize(
    "start",
    [
        *(f"https://{host}/" for host in BAD_HOSTS),
        "https://baovidu.vn:0/",
        "https://baovidu.vn:99999/",
        "https://[bad/",
        "https://ă..vn/",
        "https://" + "ă" * 64 + ".vn/",
        "https://u:p@baovidu.vn/",
    ],
    ids=lambda start: start[:20],
)
def test_an_impossible_start_is_refused_by_name(start):
    with pytest.raises(UsageError, match=r"^start="):
        Portal.site_for({"start": start})


@pytest.mark.parametrize(
    "argument",
    [
        "limit=" + "1" + "0" * 30,
        "limit=" + "9" * 5000,
        "limit=²",
        "limit=1_0",
        "limit=٣",
        "requests=1e3",
        "minutes=nan",
        "minutes=1_0",
        "minutes=1e400",
        "revisit=" + "9" * 5000,
        "revisit=²d",
        "since=10000-01-01",
        "since=0000-01-01",
        "until=٢٠٢٤-٠١-٠١",
        "section=a\udcff",
    ],
    ids=lambda argument: ascii(argument[:16]),
)
def test_an_argument_that_is_not_a_number_date_or_text_is_refused_by_name(argument):
    name, _, value = argument.partition("=")
    with pytest.raises(UsageError, match=rf"^{name}=") as refused:
        parse_arguments({name: value})
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize(
    "target", ["127.0.0.1:99999", "127.0.0.1:0", "127.0.0.1:²", "127.0.0.1:" + "9" * 5000, "a..b:80", ":80"]
)
def test_a_target_without_a_possible_port_or_host_is_refused_by_name(target):
    with pytest.raises(ConfigError, match=r"^DVCRAWLER_CONNECT_TO: "):
        parse_connect_to(f"{HOST}={target}")


def test_what_the_command_line_refuses_is_one_line(tmp_path):
    limit = run(*command(tmp_path, SITE), "-a", "limit=1" + "0" * 30)
    start = run(*command(tmp_path, "portal"), "-a", "start=https://a..b/")
    target = run(*command(tmp_path, SITE), DVCRAWLER_CONNECT_TO=f"{HOST}=127.0.0.1:99999")
    assert [each.returncode for each in (limit, start, target)] == [2, 2, 3]
    assert [each.stderr.count("\n") for each in (limit, start, target)] == [1, 1, 1]
    assert not (tmp_path / "runs").exists()


def program(*words):
    return [*command("x")[:5], *words]


def test_closed_standard_input_is_named_where_something_was_to_be_read_from_it(tmp_path):
    url = f"https://{HOST}{path_of(1)}"
    for words in (program("extract", "-", "--url", url), [*command(tmp_path, SITE), "-a", "source=urls:-"]):
        ended = run(*words, shell="<&-")
        assert (ended.returncode, ended.stderr.count("\n")) == (2, 1), ended.stderr
        assert "standard input is closed" in ended.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["sites"],
        *(
            pytest.param([name], marks=pytest.mark.slow)
            for name in ("runs", "verify", "schema", "health", "--version")
        ),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("shell", ["<&-", "<&- >&- 2>&-"])
def test_closed_streams_change_no_exit_code(tmp_path, words, shell):
    data = [] if words[0].startswith("-") else ["--data", str(tmp_path)]
    usual, closed = run(*program(*words, *data)), run(*program(*words, *data), shell=shell)
    assert closed.returncode == usual.returncode
    assert "can't open file" not in usual.stderr
    assert "Traceback" not in closed.stderr


def warc_record(number, *, date="2024-03-01T00:00:00Z", status="200", length=None, url=None):
    http = f"HTTP/1.1 {status} OK\r\nContent-Type: text/html\r\n\r\n{article(number)}".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url or f'https://{HOST}{path_of(number)}'}\r\n"
        f"WARC-Date: {date}\r\nContent-Length: {length or len(http)}\r\n\r\n"
    )
    return head.encode("utf-8", "replace") + http + b"\r\n\r\n"


BAD_RECORDS = [
    {"date": "0001-01-01T00:00:00+07:00"},
    {"date": "0001-01-01T00:00:00Z"},
    {"date": "9999-12-31T23:59:59-12:00"},
    {"date": "x"},
    {"date": "9999-12-31T23:59:59Z"},
    {"date": "10000-01-01T00:00:00Z"},
    {"date": "2024-03-01T00:00:00+99:99"},
    {"date": "٢٠٢٤-٠١-٠١T00:00:00Z"},
    {"status": "9" * 5000},
    {"status": "²"},
    {"status": "-200"},
    {"status": "2_0_0"},
]


def test_bad_records_of_a_warc_file_are_named_and_the_others_stored(tmp_path):
    path, data = tmp_path / "foreign.warc", tmp_path / "data"
    bad = b"".join(warc_record(number, **fault) for number, fault in enumerate(BAD_RECORDS, 10))
    path.write_bytes(warc_record(1) + bad + warc_record(2))
    ended = run(*command(data, SITE), "-a", f"source=warc:{path}")
    assert (ended.returncode, "Traceback" in ended.stderr) == (10, False), ended.stderr
    assert last_run(data)["outcomes"] == {"refused": len(BAD_RECORDS), "stored": 2}
    assert {record["captured_at"] for record in records(data)} == {"2024-03-01T00:00:00Z"}


def test_a_capture_without_a_time_zone_is_of_utc_regardless_of_the_machines_zone(tmp_path):
    path, data = tmp_path / "naive.warc", tmp_path / "data"
    path.write_bytes(warc_record(1, date="2024-03-01T00:00:00"))
    assert run(*command(data, SITE), "-a", f"source=warc:{path}", TZ="Asia/Ho_Chi_Minh").returncode == 0
    assert [record["captured_at"] for record in records(data)] == ["2024-03-01T00:00:00Z"]

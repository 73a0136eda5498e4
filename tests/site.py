"""A small site of a test's own on loopback: Báo Lâm Đồng's addresses with made-up pages behind them."""

import json
from contextlib import contextmanager

from dvcrawler.normalize.site_names import file_name_of
from tests import warm
from tests.portal import Crawl, command, environment, records
from tests.webserver import serve_pages

HOST = "baolamdong.vn"
SITE = "baolamdong"
PARAGRAPH = "<p>Một đoạn văn đủ dài để được coi là thân bài của một bài báo tỉnh, không hơn không kém.</p>"


def path_of(number):
    return f"/kinh-te/202402/bai-viet-so-{number}-aaa{number:04x}/"


def article(number, title=None):
    title = title or f"Bài viết số {number} về mùa màng"
    return (
        f'<html><body><h1 class="head_title">{title}</h1><div class="date">08:15, 05/02/2024</div>'
        f'<div id="content" class="content-detail"><p>Mở đầu bài số {number}.</p>{PARAGRAPH * 3}</div></body></html>'
    )


def home(*numbers):
    links = "".join(f'<a href="{path_of(number)}">bài {number}</a>' for number in numbers)
    return f"<html><body>{links}</body></html>"


def site(*numbers, **more):
    """Pages by (host, path); `more` replaces or adds pages of the host by path, "home" and "robots" among
    them.
    """
    pages = {(HOST, "/"): home(*numbers), (HOST, "/robots.txt"): "User-agent: *\nDisallow:\n"}
    pages |= {(HOST, path_of(number)): article(number) for number in numbers}
    names = {"home": "/", "robots": "/robots.txt"}
    return pages | {(HOST, names.get(path, path)): page for path, page in more.items()}


@contextmanager
def served(pages):
    with serve_pages(pages) as web:
        yield web


def crawl_site(web, data, *arguments, timeout=300, **env):
    run = warm.run(
        [*command(data, SITE), *arguments],
        env=environment(DVCRAWLER_CONNECT_TO=web.connect_to, **env),
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    return Crawl(run.returncode, run.stdout, run.stderr)


def crawl_own(pages, folder, name):
    """Crawls these pages with the site file `name` of the package `own` in the folder, which the test wrote."""
    with serve_pages(pages) as web:
        return warm.run(
            command(folder / "data", name, "-s", "SPIDER_MODULES=own"),
            env=environment(
                DVCRAWLER_CONNECT_TO=web.connect_to, PYTHONPATH=f"{folder}:{environment()['PYTHONPATH']}"
            ),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )


def crawl_portal(pages, data, host, *arguments, **env):
    """Crawls the portal at this host, which has no site file: the run, and the paths that it asked for."""
    with serve_pages(pages) as web:
        ended = warm.run(
            command(data, "portal", "-a", f"start=https://{host}/", *arguments),
            env=environment(DVCRAWLER_CONNECT_TO=web.connect_to, **env),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        return ended, [path for _, path in web.asked]


def crawl_hosts(portals, data):
    """Crawls portals without a site file by one command: {host: pages by (any host, path)}."""
    pages = {(host, path): page for host, own in portals.items() for (_, path), page in own.items()}
    with serve_pages(pages) as web:
        ended = warm.run(
            command(data, *(f"https://{host}/" for host in portals)),
            env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
    return ended, web.asked


def crawl_apart(portals, data):
    """{name: (paths of the articles that are stored, the run)} of portals that one command crawls, each under a host of
    its own: {name: pages by (any host, path)}.
    """
    hosts = {f"trang-{n}.example.vn": name for n, name in enumerate(portals)}
    crawl_hosts({host: portals[name] for host, name in hosts.items()}, data)
    return {
        name: (
            {
                each["url"].removeprefix(f"https://{host}")
                for each in records(data, file_name_of(f"portal/{host}"))
            },
            last_run(data, f"portal/{host}"),
        )
        for host, name in hosts.items()
    }


def last_run(data, name=SITE):
    return json.loads((data / "runs" / f"{file_name_of(name)}.jsonl").read_bytes().splitlines()[-1])


def asked(web, path):
    return [each for _, each in web.asked if each == path]

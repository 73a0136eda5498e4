"""Address patterns as a site file holds them, and files that stay within 60 lines."""

import re
import subprocess
import sys

import pytest

from dvcrawler.families.files.known_sites import read_site
from dvcrawler.families.learning.address_rule import AddressRule
from dvcrawler.families.non_articles import LOOKAHEAD, except_topics
from dvcrawler.normalize.urls import AddressPattern, read_address
from dvcrawler.probe.rules.learned import as_patterns
from dvcrawler.probe.rules.pattern_source import drop_condition, find_imported, format_pattern
from dvcrawler.probe.site_files.writing import write_site
from tests.probe.fetching import look_at
from tests.probe.portals import HOST, portal, stories

FRONT = f"https://{HOST}/"
SECTIONS = [f"/index.php?language=vi&nv=news&op=chuyen-muc-so-{n}" for n in range(12)]
BODY = r"(?P<id>/tin/[^/?]+\.html)"


def evaluated(pattern):
    source = f"found = [\n{chr(10).join(format_pattern(pattern, 'HOSTS'))}\n]"
    names = {
        "AddressPattern": AddressPattern,
        "LOOKAHEAD": LOOKAHEAD,
        "except_topics": except_topics,
        "HOSTS": (HOST,),
    }
    exec(source, names)
    return names["found"], source


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (LOOKAHEAD, "LOOKAHEAD"),
        (except_topics("/van-ban/"), "except_topics"),
        (except_topics("/su-kien/", "/van-ban."), "except_topics"),
        (except_topics(r"/a|b\c/"), "except_topics"),
        ("", ""),
        ("(?!/x)", ""),
        (LOOKAHEAD[:60] + ")))", ""),
        (except_topics(*(f"/van-ban/{n}/" for n in range(9))), ""),
    ],
)
@pytest.mark.parametrize("body", [BODY, r"(?!(?:" + "|".join(map(re.escape, SECTIONS)) + "))" + BODY])
def test_the_condition_of_a_learned_pattern_stands_there_by_its_name(head, name, body):
    pattern = AddressPattern(head + body, slash=True)
    found, source = evaluated(pattern)
    assert found == [pattern]
    assert find_imported(pattern) == name
    assert name in source
    assert drop_condition(pattern) == (body if name else head + body)
    assert max(map(len, source.splitlines())) <= 98


def test_only_the_sections_that_a_pattern_matches_are_left_out_of_it():
    rule = AddressRule((r"/index\.php\?language=vi&nv=news&op=[^&]*", r"/van-kien/[0-9]+"), tuple(SECTIONS))
    links = [f"{FRONT}index.php?language=vi&nv=news&op=tin-{n}" for n in range(3)] + [f"{FRONT}van-kien/9"]
    news, papers = as_patterns(rule, links, {HOST: HOST})
    assert len(news.regex) < len(LOOKAHEAD) + 400
    assert r"chuyen\-muc\-so" in news.regex
    assert r"chuyen\-muc\-so" not in papers.regex
    for url in links:
        assert read_address(url, (news, papers), {HOST: HOST}) is not None
    for path in SECTIONS:
        assert read_address(FRONT + path[1:], (news, papers), {HOST: HOST}) is None


def below_documents(text):
    """The address or page with the articles of one section in a folder that holds documents elsewhere."""
    return text.replace("/thoi-su/xa-", "/van-ban/xa-")


def with_sections(count):
    """A portal with such articles, and many sections with long addresses."""
    pages = {
        (host, below_documents(path)): page for (host, path), page in portal("html-number", "query").items()
    }
    pages = {key: below_documents(page) if isinstance(page, str) else page for key, page in pages.items()}
    menu = ""
    for n in range(count):
        path = f"/index.php?language=vi&nv=chuyen-trang&op=chuyen-muc-co-ten-rat-dai-de-thu-nghiem-so-{n}"
        menu += f"<li><a href='{path}'>Mục {n}</a></li>"
        pages[HOST, path] = pages[HOST, "/thoi-su"]
    pages[HOST, "/"] = pages[HOST, "/"].replace("<body>", f"<body><nav><ul>{menu}</ul></nav>")
    return pages


@pytest.mark.sampled(3)
@pytest.mark.parametrize("count", [0, 4, 12])
def test_a_site_file_has_at_most_sixty_lines(tmp_path, count):
    (tmp_path / "spiders").mkdir()
    found = look_at(with_sections(count), FRONT)
    file = write_site("baovidu", found, tmp_path / "spiders", tmp_path / "fixtures").site_file
    source = file.read_text("utf-8")
    assert len(source.splitlines()) <= 60, source
    site = read_site(source)
    urls = [below_documents(f"https://{HOST}{story.url}") for story in stories("html-number")]
    assert all(read_address(url, site.addresses, site.hosts) for url in urls)
    assert site.sections
    assert 'except_topics("/van-ban/")' in source
    for command in (["check"], ["format", "--check"]):
        checked = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--line-length", "110", str(file)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert checked.returncode == 0, checked.stdout + source

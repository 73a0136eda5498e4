"""Counters have one name each, one way to be counted, and a line in the docs."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from scrapy.crawler import Crawler
from scrapy.spiders import Spider
from scrapy.statscollectors import MemoryStatsCollector

from dvcrawler.families.learning.address_rule import RULE_IN_WORDS
from dvcrawler.run.counters import Counter, CounterGroup, count, read_count, read_group

ROOT = Path(__file__).parents[2]
MODULES = [p for p in sorted((ROOT / "dvcrawler").rglob("*.py")) if p.name != "counters.py"]
NAMES = {*Counter, *CounterGroup}


def test_a_counter_starts_at_zero_and_adds_up():
    stats = MemoryStatsCollector(Crawler(Spider))
    assert read_count(stats.get_stats(), Counter.ARCHIVE_BYTES) == 0
    count(stats, Counter.ARCHIVE_BYTES, 40)
    count(stats, Counter.ARCHIVE_BYTES, 2)
    count(stats, Counter.ARCHIVE_RECORDS)
    assert stats.get_stats() == {"dvcrawler/archive/bytes": 42, "dvcrawler/archive/records": 1}
    assert {type(key) for key in stats.get_stats()} == {str}


def test_a_group_is_read_by_the_last_part_in_alphabetical_order():
    stats = {"dvcrawler/outcome/stored": 3, "dvcrawler/outcome/gone": 1, "dvcrawler/known": 9, "outcome/x": 2}
    assert CounterGroup.OUTCOME.counter("stored") in stats
    assert list(read_group(stats, CounterGroup.OUTCOME).items()) == [("gone", 1), ("stored", 3)]


@pytest.mark.parametrize("damaged", [None, "7", 1.5, [1]])
def test_a_damaged_count_reads_as_zero(damaged):
    assert read_count({"dvcrawler/known": damaged}, Counter.KNOWN) == 0
    assert read_group({"dvcrawler/layout/party": damaged}, CounterGroup.LAYOUT) == {"party": 0}


def test_the_docs_list_every_counter_and_no_other():
    text = (ROOT / "docs/reading-a-run.md").read_text("utf-8")
    table = text.partition("## Counters")[2].partition("\n## ")[0]
    listed = re.findall(r"^\| `(dvcrawler/[a-z_/]+)(?:…)?` \|", table, re.M)
    assert sorted(listed) == sorted([*NAMES, RULE_IN_WORDS])  # the rule is told beside the counts


@pytest.mark.parametrize("member", [*Counter, *CounterGroup], ids=lambda member: member.name)
def test_every_counter_is_used(member):
    assert (type(member).__name__, member.name) in used()


@cache
def used():
    """(name, attribute) of every `name.attribute` in the code."""
    return {pair for path in MODULES for pair in re.findall(r"\b(\w+)\.(\w+)\b", path.read_text("utf-8"))}


def test_no_module_spells_a_counter_or_counts_by_itself():
    names = tuple(NAMES)
    assert all(name.startswith("dvcrawler/") for name in names)
    for file in MODULES:
        text = file.read_text("utf-8")
        if "dvcrawler/" not in text and "inc_value" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not node.value.startswith(names), f"{file}:{node.lineno}"
            assert not (isinstance(node, ast.Attribute) and node.attr == "inc_value"), f"{file}:{node.lineno}"

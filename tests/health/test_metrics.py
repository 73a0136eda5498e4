"""What `health --metrics` writes, read by Prometheus' own parser."""

import errno
import os
from dataclasses import replace
from datetime import datetime

import pytest
from prometheus_client.parser import text_string_to_metric_families

from dvcrawler.errors import ConfigError
from dvcrawler.health.judge import judge
from dvcrawler.health.metrics import format_metrics, write_metrics
from dvcrawler.health.verdict import State
from tests.health.histories import DAY, START, bad, daily, run, then, verdict


def parsed(verdicts, articles=None):
    """Samples by name, each as {labels: value}; every family has its help and type."""
    text = format_metrics(verdicts, articles or {}, START)
    assert text.endswith("\n")
    families = list(text_string_to_metric_families(text))
    assert len({family.name for family in families}) == len(families)
    assert all(family.type == "gauge" and family.documentation for family in families)
    assert all(family.name.startswith("dvcrawler_") for family in families)
    return {
        family.name.removeprefix("dvcrawler_"): {
            tuple(sample.labels.values()): sample.value for sample in family.samples
        }
        for family in families
    }


def test_the_parser_reads_what_was_judged():
    well = replace(verdict(daily(20)), site="khoe", newest="2026-01-24")
    ill = verdict(then(daily(20), {"code": 13, "links": 0, "unread": 2, "problems": bad("unread", count=2)}))
    found = parsed([well, ill], {"khoe": 60})
    assert found["healthy"] == {("khoe",): 1.0, ("thu",): 0.0}
    assert found["health_exit_code"] == {("khoe",): 0.0, ("thu",): 13.0}
    assert found["health_state"]["thu", "changed"] == 1.0
    assert sum(found["health_state"].values()) == 2
    assert len(found["health_state"]) == 2 * len(State)
    last = datetime.fromisoformat("2026-01-24T08:02:00Z").timestamp()
    assert found["last_run_timestamp_seconds"] == {("khoe",): last, ("thu",): last + 86400}
    assert found["last_success_timestamp_seconds"] == {("khoe",): last, ("thu",): last}
    assert found["last_run_exit_code"] == {("khoe",): 0.0, ("thu",): 13.0}
    assert found["last_run_pages"] == {("khoe", "stored"): 3.0, ("thu", "unread"): 2.0}
    assert found["articles"] == {("khoe",): 60.0}
    assert found["newest_article_timestamp_seconds"] == {
        ("khoe",): datetime.fromisoformat("2026-01-24T00:00:00+07:00").timestamp()
    }
    assert found["health_timestamp_seconds"] == {(): START.timestamp()}


def test_what_is_not_known_has_no_sample():
    found = parsed([verdict([])])
    assert found["health_state"]["thu", "never_run"] == 1.0
    assert found.keys() == {
        "healthy",
        "health_exit_code",
        "run_under_way",
        "health_state",
        "health_timestamp_seconds",
    }
    died = parsed([verdict(then(daily(5), {"code": None}))])
    assert "last_run_exit_code" not in died


def test_a_run_under_way_is_told_until_it_ends():
    began = run(START + 5 * DAY, code=None)
    active = judge("thu", daily(5), START + 5 * DAY, began, is_alive=True)
    assert parsed([active])["run_under_way"] == {("thu",): 1.0}
    assert parsed([verdict(daily(5))])["run_under_way"] == {("thu",): 0.0}


def test_labels_are_escaped():
    odd = 'a"b\\c\nd\r\N{LINE SEPARATOR}é\ud800'
    found = parsed([verdict([run(START + DAY, **{odd: 3})])])
    assert found["last_run_pages"] == {("thu", odd.replace("\ud800", "?")): 3.0}


def test_a_full_disk_is_named_with_what_to_do(tmp_path, monkeypatch):
    def refuse(path, content):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("dvcrawler.health.metrics.replace_file", refuse)
    with pytest.raises(ConfigError, match=r"x\.prom cannot be written: .*; free some space, then run again$"):
        write_metrics(tmp_path / "x.prom", tmp_path, [], START)

"""docs/scaling.md names the commands, options, settings and extras that there are, and no others."""

import argparse
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from scrapy.settings import Settings

from dvcrawler import settings
from dvcrawler.cli import list_options
from dvcrawler.cluster.jobs import sweep_seconds
from dvcrawler.cluster.patient_jobs import HEARTBEATS, USABLE_SHARE
from dvcrawler.commands import cluster
from dvcrawler.config.load import load_config
from dvcrawler.site_lists import load_sites

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/scaling.md").read_text("utf-8")


def code_of(page):
    """The page's code: in backquotes and in indented or fenced blocks."""
    return "\n".join(re.findall(r"`[^`\n]+`|^    .+$", page, re.M))


@pytest.mark.parametrize("verb", cluster.VERBS)
def test_every_verb_is_shown(verb):
    assert f"dvcrawler cluster {verb}" in code_of(PAGE)


def test_every_verb_and_option_that_is_shown_exists():
    assert set(re.findall(r"dvcrawler cluster (\w+)", PAGE)) <= set(cluster.VERBS)
    command, parser = cluster.Command(), argparse.ArgumentParser()
    command.settings = Settings()
    command.add_options(parser)
    shown = set(re.findall(r"dvcrawler cluster \w+ (--[a-z-]+)", PAGE))
    assert shown and shown <= set(list_options(parser))


def test_every_setting_that_is_named_exists_and_the_clusters_are_all_named_somewhere():
    named = set(re.findall(r"DVCRAWLER_\w+", PAGE)) - {"DVCRAWLER_CONFIG"}
    assert named and named <= set(vars(settings))


def test_the_example_is_a_settings_file(tmp_path):
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.S)
    path = tmp_path / "dvcrawler.toml"
    path.write_text(example, "utf-8")
    names = [*load_sites(Settings({"SPIDER_MODULES": ["dvcrawler.spiders"]}))]
    given = {entry.key.name for entry in load_config(path, lambda: names, date.today()).entries}
    assert {"sites", "data", "cluster.url", "cluster.times", "cluster.jobs", "shared.folder"} <= given


def test_the_extra_that_is_named_has_what_the_command_asks_for():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert "dvcrawler[cluster]" in PAGE
    names = {re.match(r"[a-z]+", each)[0] for each in extras["cluster"]}
    assert set(cluster.PACKAGES) == names


def test_the_figures_are_those_of_the_code():
    lease = settings.DVCRAWLER_CLUSTER_LEASE
    assert f"({lease + sweep_seconds(lease)} s by default)" in PAGE
    assert (HEARTBEATS, USABLE_SHARE) == (6, 0.75)
    assert "heartbeat six times within" in PAGE and "three quarters of the lease" in PAGE

"""docs/scaling.md names the commands, options, settings and extras that there are, and no others."""

import argparse
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from scrapy.settings import Settings

from dvcrawler import settings
from dvcrawler.cli.known_options import list_options
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
def test_the_page_shows_every_verb_of_cluster(verb):
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


def test_the_figures_on_paper_add_up():
    """Each is computed from what the page says is measured or assumed."""
    papers, sites, years, hourly, others = 34, 600, 15, 24, 4
    of_paper, of_site, day = 100 * 365 * years, 3 * 365 * years, 86_400
    articles = papers * of_paper + sites * of_site
    gone, runs = articles * 0.3, papers * hourly + sites * others
    requests_of_papers, requests_of_sites = papers * (hourly * 30 + 300), sites * (others * 30 + 9)
    first_of_papers, first_of_sites = papers * of_paper * 0.7 * 1.1, sites * of_site * 0.7 * 1.1
    ranges = gone * 0.2 + (papers + sites) * 120
    terabytes, with_pictures = articles * 50e3 / 1e12, articles * 350e3 / 1e12
    objects, objects_with = round(terabytes, 1), round(with_pictures, 1)
    busy_of_papers = (requests_of_papers * 0.015 + papers * hourly * 1.1) / day
    busy_of_sites = (requests_of_sites * 0.015 + sites * others * 1.1) / day
    cost, cost_with = (60 + each * 23 + each * 90 + 5 for each in (objects, objects_with))
    requests = runs * 10 * 30 / 1e6
    published = (first_of_papers + first_of_sites + gone * 0.8) / 60 * 3 / 1e6
    for text in (
        f"{papers} × {of_paper:,} + {sites} × {of_site:,}",
        f"{articles / 1e6:.1f} million articles",
        f"= {requests_of_papers:,} a day",
        f"= {requests_of_sites:,} a day",
        f"= {first_of_papers / 1e6:.1f} million | 1/s a site | {first_of_papers / papers / day:.1f} |",
        f"= {first_of_sites / 1e6:.1f} million",
        f"{first_of_sites / 40 / day:.1f} with 40 at a time",
        f"= {gone * 0.8 / 1e6:.1f} million | 1/s for the one archive | {gone * 0.8 / day:.0f} |",
        f"= {gone * 0.2 / 1e6:.1f} million ranges, {papers + sites} × 120 indexes",
        f"1/s for the one archive | {ranges / day:.0f} |",
        f"{articles / 100 / day:.1f} on one core, {articles / 100 / day / 8:.1f} on eight",
        f"runs of a minute | {busy_of_papers:.2f} |",
        f"runs of 30 s | {busy_of_sites:.2f} |",
        f"| {first_of_papers / papers / day:.1f} | {papers * 0.015:.1f} |",
        f"at a time | {40 * 0.015:.1f} |",
        f"some {1 / 0.015 // 5 * 5:.0f} sites that are crawled without a pause",
        f"74 sites at a time, {(papers + 40) * 0.015:.1f} cores and {(papers + 40) * 100 / 1000:.0f} GB: 8 GB",
        f"{terabytes:.1f} TB; with a picture each {with_pictures:.1f} TB",
        f"{of_paper * 50e3 / 1e9:.0f} GB for a paper",
        f"the {of_paper * 0.7:,.0f} of a paper's first crawl take hourly runs {of_paper * 0.7 / 1000 / 24:.0f} days",
        f"= {runs:,} runs a day",
        f"{objects} TB of objects {objects * 23:.0f} USD",
        f"{objects_with} TB {objects_with * 23:.0f} USD",
        f"copies {objects * 90:.0f} USD",
        f"pictures {objects_with * 90:.0f} USD",
        f"{requests_of_papers + requests_of_sites:,} requests a day are {(requests_of_papers + requests_of_sites) / day:.1f} a second",
        f"and {(requests_of_papers + requests_of_sites) * 0.015 / 60:.0f} minutes",
        f"another {runs * 1.1 / 60:.0f} minutes",
        f"a million a month, {requests * 5:.0f} USD",
        f"{published:.1f} million PUT",
        f"About {round(cost, -1):.0f} USD, with pictures {round(cost_with, -1):,.0f} USD",
        f"no shared store, {20 + objects * 45:.0f} USD",
    ):
        assert text in " ".join(PAGE.split()), text

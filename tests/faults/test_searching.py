"""Searches, pages and reposts beside a running crawl: every answer fits together, and the crawl is unharmed."""

from collections import Counter

import jsonschema

from dvcrawler.derived.searching.index.search_index import open_index
from dvcrawler.derived.searching.query import parse_query
from dvcrawler.derived.searching.search import count_facets, count_hits, find_hits
from dvcrawler.derived.similarity.similar import find_all
from dvcrawler.derived.similarity.similar_index import open_similar
from dvcrawler.schema import load_schema
from sample_portal.server import serve
from tests.faults.harness import (
    ARTICLES,
    CLEAN,
    SITE,
    Withheld,
    begin_crawl,
    check_ended,
    check_recovers,
    stored_lines,
    wait_for,
)
from tests.portal import records
from tests.web.store import client

ALL = parse_query(f"site:{SITE}")


def ask_everything(data, validate, seen):
    """Asks the index, the pages and the shingles once; the number of articles that the index knows."""
    with open_index(data) as index:
        total = count_hits(index, ALL)
        hits = find_hits(index, ALL, newest=True, limit=1000)
        assert dict(count_facets(index, ALL)["site"]) == ({SITE: total} if total else {})
    ids = [hit.record["id"] for hit in hits]
    assert len(ids) == len(set(ids)) == total
    for hit in hits:
        if hit.record["id"] not in seen:
            validate(hit.record)
    assert seen <= set(ids), "an article that was found is not found any more"
    seen.update(ids)
    with open_similar(data) as index:
        assert index.db.execute("SELECT count(*) FROM texts").fetchone()[0] >= total
        for _ in find_all(index, {}):
            pass
    for path in ("/", f"/search?q=site:{SITE}", f"/article/{ids[0]}"):
        assert client(data).get(path).status_code == 200


def test_searches_beside_a_crawl_fit_together_and_leave_it_alone(tmp_path):
    portal = Withheld(ARTICLES, tmp_path)
    with serve(portal) as server, portal.withheld(30_000):
        search_beside_a_crawl(server, portal, tmp_path)


def search_beside_a_crawl(server, portal, tmp_path):
    validate = jsonschema.Draft202012Validator(load_schema()).validate
    crawling = begin_crawl(
        server, tmp_path, "-s", "DOWNLOAD_DELAY=0.03", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1"
    )
    wait_for(lambda: stored_lines(tmp_path))
    seen, sizes = set(), Counter()
    while crawling.popen.poll() is None:
        ask_everything(tmp_path, validate, seen)
        sizes[len(seen)] += 1
        if sizes.total() == 1:
            portal.give_up_to(60_000)
        else:
            portal.give()
    check_ended(crawling.wait(), *CLEAN)
    assert len(sizes) > 1, "the index did not grow beside the run: this proves nothing"
    ask_everything(tmp_path, validate, seen)
    assert seen == {record["id"] for record in records(tmp_path, SITE)}
    check_recovers(server, portal, tmp_path)

"""What is chosen for each article: its capture, and those that may be further pages of it."""

from contextlib import closing
from datetime import UTC, datetime

import pytest

from dvcrawler.normalize.urls import read_address
from dvcrawler.reparse.plan import Plan
from dvcrawler.spiders.baolamdong import BaoLamDong
from dvcrawler.storage.store import Store
from dvcrawler.storage.warc.exchange import Exchange
from dvcrawler.storage.warc.index import CaptureIndex
from dvcrawler.storage.warc.writer import WarcWriter
from tests.site import HOST, path_of

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
SITE = BaoLamDong.site


@pytest.fixture
def plan_tasks(tmp_path):
    """The tasks for a store without articles and an archive of these addresses, by address."""

    def plan(*urls):
        writer = WarcWriter(tmp_path, SITE.name, AT, ())
        with Store(tmp_path, SITE.name) as store, closing(CaptureIndex(tmp_path, SITE.name)) as index:
            for url in urls:
                index.add(writer.write(Exchange(url, AT, "GET", (), 200, "OK", (), b"<html>")))
            writer.close()
            with closing(Plan(tmp_path, SITE.name, store, index)) as made:
                for capture in index.all():
                    address = read_address(capture.url, SITE.addresses, SITE.hosts)
                    if address is not None:
                        made.add(capture, address, SITE.name, lambda url: None)
                return {task.url: task for task in made.tasks()}

    return plan


def near(task):
    return {source.url for source in task.near}


@pytest.mark.parametrize("ending", ["?page=2", "p2/", "-p2.html", "trang-2/"])
def test_captures_below_the_address_of_an_article_are_near_it(plan_tasks, ending):
    alone, paged = f"https://{HOST}{path_of(1)}", f"https://{HOST}{path_of(2)}"
    page = f"{paged.rstrip('/')}{ending}" if ending[0] in "-" else f"{paged}{ending}"
    tasks = plan_tasks(alone, page, paged, f"https://{HOST}/", f"https://{HOST}{path_of(3)}")
    assert near(tasks[paged]) == {page}
    assert near(tasks[alone]) == set()


def test_more_articles_than_are_looked_up_at_once_have_a_task_each(plan_tasks):
    urls = [f"https://{HOST}{path_of(number)}" for number in range(1, 251)]
    assert sorted(plan_tasks(*urls)) == sorted(urls)

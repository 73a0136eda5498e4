"""A job belongs to one worker and attempt, whatever a worker that was stopped still says about it."""

import asyncio
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

import psycopg
import pytest
from procrastinate.jobs import Status
from procrastinate.schema import SchemaManager

from dvcrawler.cluster.claims import Claim
from dvcrawler.cluster.database import check_schema, connect, create_schema
from dvcrawler.cluster.jobs import CRAWL, make_app
from dvcrawler.cluster.leases import LostLeaseError
from dvcrawler.errors import ConfigError

LEASE = 60


@pytest.fixture
def url(postgres):
    """A database of its own for each test."""
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS fresh WITH (FORCE)")
        connection.execute("CREATE DATABASE fresh")
    return postgres.url.replace("/postgres", "/fresh")


async def initialise(url):
    async with connect(url) as connection:
        return await create_schema(connection)


@asynccontextmanager
async def opened(url):
    """The jobs of a new cluster, with one job of the site "thu"."""
    await initialise(url)
    app, jobs = make_app(url, LEASE)
    async with app.open_async():
        await add(app)
        yield app, jobs


async def add(app):
    task = app.tasks[CRAWL].configure(
        lock="thu", queueing_lock="thu", task_kwargs={"site": "thu", "timestamp": 1}
    )
    await app.job_manager.defer_job_async(task.job)


async def take(jobs):
    """A new worker that takes the job: (worker's number, job)."""
    worker = await jobs.register_worker()
    return worker, await jobs.fetch_job([CRAWL], worker)


async def let_die(jobs, worker):
    query = "UPDATE procrastinate_workers SET last_heartbeat = NOW() - interval '2 minutes' WHERE id = %(id)s"
    await jobs.connector.execute_query_async(query, id=worker)


async def status(jobs):
    rows = await jobs.connector.execute_query_all_async("SELECT status FROM procrastinate_jobs ORDER BY id")
    return [row["status"] for row in rows]


def test_a_job_of_a_dead_worker_is_given_to_another(url):
    async def run():
        async with opened(url) as (_, jobs):
            dead, first = await take(jobs)
            assert await jobs.give_back_stalled(CRAWL) == 0
            await let_die(jobs, dead)
            assert await jobs.give_back_stalled(CRAWL) == 1
            _, second = await take(jobs)
            assert (second.id, second.attempts) == (first.id, first.attempts + 1)

    asyncio.run(run())


@pytest.mark.parametrize("ending", ["finish", "retry"])
def test_a_worker_that_woke_cannot_end_the_job_of_its_successor(url, ending):
    async def run():
        async with opened(url) as (_, jobs):
            stopped, old = await take(jobs)
            await let_die(jobs, stopped)
            await jobs.give_back_stalled(CRAWL)
            _, new = await take(jobs)
            if ending == "finish":
                await jobs.finish_job(old, Status.SUCCEEDED, False)
            else:
                await jobs.retry_job(old)
            assert await status(jobs) == ["doing"]
            await jobs.finish_job(new, Status.SUCCEEDED, False)
            assert await status(jobs) == ["succeeded"]

    asyncio.run(run())


def test_a_token_rises_with_each_claim_and_is_refused_to_a_job_that_was_given_away(url):
    async def run():
        async with opened(url) as (_, jobs):
            stopped, old = await take(jobs)
            assert await jobs.begin(Claim.of(old), "thu", "a", 0) == 1
            await let_die(jobs, stopped)
            await jobs.give_back_stalled(CRAWL)
            assert await jobs.begin(Claim.of(old), "thu", "a", 0) is None
            _, new = await take(jobs)
            assert await jobs.begin(Claim.of(new), "thu", "b", 7) == 8

    asyncio.run(run())


def test_a_worker_that_was_counted_as_dead_learns_so_at_its_heartbeat(url):
    async def run():
        async with opened(url) as (_, jobs):
            worker, _ = await take(jobs)
            await jobs.update_heartbeat(worker)
            await let_die(jobs, worker)
            await jobs.give_back_stalled(CRAWL)
            with pytest.raises(LostLeaseError):
                await jobs.update_heartbeat(worker)
            assert jobs.usable_until(worker) <= LEASE

    asyncio.run(run())


@pytest.mark.parametrize("is_stalled", [False, True])
def test_a_job_is_not_given_back_where_the_sites_next_one_waits(url, is_stalled):
    async def run():
        async with opened(url) as (app, jobs):
            worker, job = await take(jobs)
            await add(app)
            if is_stalled:
                await let_die(jobs, worker)
                await jobs.give_back_stalled(CRAWL)
            else:
                await jobs.retry_job(job)
            assert await status(jobs) == ["aborted", "todo"]

    asyncio.run(run())


def test_a_job_whose_answer_was_lost_is_given_back_by_the_same_worker(url):
    async def run():
        async with opened(url) as (_, jobs):
            worker, job = await take(jobs)
            jobs.held.clear()  # as if the connection had ended before the answer
            await jobs.give_back_unknown(worker)
            again = await jobs.fetch_job([CRAWL], worker)
            assert (again.id, again.attempts) == (job.id, job.attempts + 1)

    asyncio.run(run())


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ("DROP TABLE dvcrawler_cluster", "no tables yet; run dvcrawler cluster init"),
        (
            "UPDATE dvcrawler_cluster SET procrastinate = '03.03.00_01_pre'",
            "an older version; stop the workers",
        ),
        ("UPDATE dvcrawler_cluster SET version = 99", "a newer version; update dvcrawler on this machine"),
    ],
)
def test_tables_of_another_version_are_one_line(url, change, line):
    async def run():
        assert await initialise(url)
        async with connect(url) as connection:
            await connection.execute(change)
            with pytest.raises(ConfigError, match=line):
                await check_schema(connection)

    asyncio.run(run())


def test_init_does_nothing_twice_and_leaves_the_jobs_of_others_alone(url):
    async def run():
        assert await initialise(url)
        assert not await initialise(url)
        async with connect(url) as connection:
            await connection.execute("DROP TABLE dvcrawler_cluster")
        with pytest.raises(ConfigError, match="of another program"):
            await initialise(url)

    asyncio.run(run())


def test_init_brings_an_older_schema_up_to_date(url):
    async def run():
        folder = Path(SchemaManager.get_migrations_path())
        older = [path for path in sorted(folder.glob("*.sql")) if path.stem < "03.04"]
        async with connect(url) as connection:
            for path in older:
                await connection.execute(path.read_bytes())
            await connection.execute((files("dvcrawler.cluster") / "schema.sql").read_bytes())
            await connection.execute("INSERT INTO dvcrawler_cluster VALUES (1, %s)", (older[-1].stem,))
            with pytest.raises(ConfigError, match="an older version"):
                await check_schema(connection)
            assert await create_schema(connection)
            await check_schema(connection)
        app, jobs = make_app(url, LEASE)
        async with app.open_async():
            await add(app)
            _, job = await take(jobs)
            await jobs.retry_job(job)
            assert await status(jobs) == ["todo"]

    asyncio.run(run())


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("", "DVCRAWLER_CLUSTER does not name a Postgres database"),
        ("not an address", "DVCRAWLER_CLUSTER does not name a Postgres database"),
        ("postgresql://me:secret@127.0.0.1:1/news", "Postgres at 127.0.0.1:1/news is not reachable: "),
    ],
)
def test_a_server_that_cannot_be_used_is_one_line_without_the_password(address, line):
    with pytest.raises(ConfigError) as raised:
        asyncio.run(initialise(address))
    assert line in str(raised.value)
    assert "\n" not in str(raised.value) and "secret" not in str(raised.value)

"""Adds a job for each site whenever it is due. One scheduler at a time; Postgres keeps a second one out."""

import asyncio
import time
from collections.abc import Mapping
from datetime import datetime

from croniter import croniter
from procrastinate import App
from procrastinate.exceptions import AlreadyEnqueued

from dvcrawler.cluster.claims import FencedJobs
from dvcrawler.cluster.database import Connection, check_schema, check_writable, connect
from dvcrawler.cluster.jobs import CRAWL, make_app
from dvcrawler.cluster.patient_jobs import FAILURES
from dvcrawler.cluster.signals import call_at_end
from dvcrawler.console import complain, say
from dvcrawler.errors import ConfigError, LockedError
from dvcrawler.items import VIETNAM
from dvcrawler.messages.plurals import counted

#: Fields of a site's times, as in a crontab, in Vietnam's time.
_FIELDS = 5
_SCHEDULER_LOCK = 0x6476_6302
#: Longest pause between two checks, and the pause before a lost connection is retried, in seconds.
_LONGEST_WAIT, _RETRY_SECONDS = 30.0, 5.0


def check_times(text: str) -> None:
    """Raises ConfigError for text that is not five fields of a crontab."""
    if len(text.split()) != _FIELDS or not croniter.is_valid(text):
        raise ConfigError(
            f"DVCRAWLER_CLUSTER_TIMES={text!r} cannot be used; write five fields as in crontab: */30 * * * *"
        )


def previous(text: str, at: float) -> int:
    """The last time that was due up to `at`, both in seconds since 1970."""
    just_after = datetime.fromtimestamp(int(at) + 1, VIETNAM)
    return int(croniter(text, just_after).get_prev(datetime).timestamp())


def following(text: str, at: float) -> int:
    """The first time that is due after `at`."""
    moment = datetime.fromtimestamp(int(at), VIETNAM)
    return int(croniter(text, moment).get_next(datetime).timestamp())


async def schedule(url: str, plan: Mapping[str, str], lease: float, *, is_once: bool) -> None:
    """Runs until SIGTERM, SIGINT or SIGHUP; with `is_once`, adds a job for every site now and returns.

    `plan` gives the times of each site. Raises LockedError if another scheduler runs, ConfigError if
    the database cannot be used at the start; a later failure is waited out.
    """
    stopping = asyncio.Event()
    call_at_end(stopping.set)
    app, jobs = make_app(url, lease)
    is_first = True
    while not stopping.is_set():
        try:
            async with connect(url) as connection:
                await check_schema(connection)
                await check_writable(connection)
                await _take_lock(connection)
                async with app.open_async():
                    if is_once:
                        await add_all(app, jobs, plan)
                        return
                    if is_first:
                        say(f"scheduler is ready: {counted(len(plan), 'site')}")
                    is_first = False
                    await _add_when_due(connection, app, jobs, plan, stopping)
        except (ConfigError, LockedError) as error:
            if is_first:
                raise
            complain(str(error))
            await _wait(stopping, _RETRY_SECONDS)
    say("scheduler has stopped")


async def _take_lock(connection: Connection) -> None:
    """Takes the lock of schedulers, which is held as long as the connection lives. Raises LockedError."""
    cursor = await connection.execute("SELECT pg_try_advisory_lock(%s)", (_SCHEDULER_LOCK,))
    row = await cursor.fetchone()
    if row is None or not row[0]:
        raise LockedError("another scheduler runs; one is enough, stop it first")


async def _add_when_due(
    connection: Connection, app: App, jobs: FencedJobs, plan: Mapping[str, str], stopping: asyncio.Event
) -> None:
    """Begins with each site's latest time, perhaps a missed one: no job is added a second time."""
    while not stopping.is_set():
        await connection.execute("SELECT 1")  # without the connection, the lock is gone
        now = time.time()
        for site, times in plan.items():
            await _add(app, jobs, site, previous(times, now))
        due = min(following(times, now) for times in plan.values())
        await _wait(stopping, min(max(due - time.time(), 0.1), _LONGEST_WAIT))


async def add_all(app: App, jobs: FencedJobs, plan: Mapping[str, str]) -> None:
    """Raises ConfigError if Postgres fails meanwhile: a site without a job must not count as waiting."""
    now, jobs.may_add_later = int(time.time()), False
    try:
        added = [site for site in plan if await _add(app, jobs, site, now)]
    except FAILURES as error:
        raise ConfigError("Postgres failed while jobs were added; run schedule --once again") from error
    say(f"{counted(len(added), 'job')} added, {len(plan) - len(added)} waiting already")


async def _add(app: App, jobs: FencedJobs, site: str, due: int) -> bool:
    """Adds a job unless it was added before, or the site's last one still waits."""
    task = app.tasks[CRAWL].configure(
        lock=site, queueing_lock=site, task_kwargs={"site": site, "timestamp": due}
    )
    try:
        return await jobs.defer_periodic_job(task.job, site, due) is not None
    except AlreadyEnqueued:
        return False


async def _wait(stopping: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        return

"""Jobs that cannot be added."""

import asyncio

import pytest

from dvcrawler.cluster.database import connect, create_schema
from dvcrawler.cluster.jobs import make_app
from dvcrawler.cluster.scheduler import add_all
from dvcrawler.errors import ConfigError
from tests.cluster.harness import LEASE

pytestmark = pytest.mark.slow


def test_a_site_whose_job_cannot_be_added_does_not_count_as_waiting(postgres, capsys):
    async def run():
        async with connect(postgres.url) as connection:
            await create_schema(connection)
        app, jobs = make_app(postgres.url, LEASE)
        async with app.open_async():
            postgres.stop("immediate")
            with pytest.raises(ConfigError, match="failed while jobs were added; run schedule --once again"):
                await add_all(app, jobs, {"phunu": "0 * * * *"})

    asyncio.run(run())
    assert capsys.readouterr().out == ""

"""What an operator reads where Postgres answers and the cluster cannot use it."""

import asyncio

import psycopg
import pytest

from dvcrawler.cluster.database import check_schema, check_writable, connect, create_schema
from dvcrawler.errors import ConfigError

pytest.importorskip("procrastinate")


@pytest.fixture(scope="module")
def server(postgres):
    """A server with the tables, and a user without rights: the address of a database by name and user."""
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute("CREATE ROLE guest LOGIN")
        connection.execute("CREATE DATABASE empty")
    asyncio.run(create_schema_at(postgres.url))
    return lambda database, user: f"postgresql://{user}:S3cret@127.0.0.1:{postgres.port}/{database}"


async def create_schema_at(url):
    async with connect(url) as connection:
        await create_schema(connection)


async def check_at(url):
    async with connect(url) as connection:
        await check_schema(connection)
        await check_writable(connection)


def read_line(work):
    with pytest.raises(ConfigError) as raised:
        asyncio.run(work)
    line = str(raised.value)
    assert "\n" not in line and "S3cret" not in line
    return line


@pytest.mark.parametrize(
    ("database", "user", "reason"),
    [
        ("postgres", "nobody", 'role "nobody" does not exist'),
        ("missing", "crawler", 'database "missing" does not exist'),
    ],
)
def test_a_server_that_refuses_the_connection_is_not_called_unreachable(server, database, user, reason):
    line = read_line(check_at(server(database, user)))
    assert f"/{database} refuses the connection: {reason}; correct DVCRAWLER_CLUSTER" in line
    assert "reachable" not in line


def test_a_user_who_may_not_create_tables_is_one_line(server):
    line = read_line(create_schema_at(server("empty", "guest")))
    assert "failed: permission denied for schema public; make its user the owner of the database" in line


def test_a_user_who_may_not_read_the_tables_is_one_line(server):
    line = read_line(check_at(server("postgres", "guest")))
    assert "failed: permission denied for table" in line and "make its user the owner" in line


def test_a_database_that_may_only_be_read_is_one_line(server):
    line = read_line(
        check_at(server("postgres", "crawler") + "?options=-cdefault_transaction_read_only%3Don")
    )
    assert "in a read-only transaction; DVCRAWLER_CLUSTER must name the primary server" in line


def test_a_database_that_may_be_written_is_left_as_it_is(server):
    asyncio.run(check_at(server("postgres", "crawler")))

"""The log of a crawl: one handler, which writes what the settings ask for."""

import logging

import pytest
from scrapy.utils.log import configure_logging, get_scrapy_root_handler

from dvcrawler.run import process
from dvcrawler.run.screen import Screen
from tests.sessions import make_crawler


@pytest.fixture(autouse=True)
def root():
    """The root logger, which is afterwards as it was."""
    before, level = logging.root.handlers[:], logging.root.level
    yield
    for handler in set(logging.root.handlers) - {*before}:
        handler.close()
    logging.root.handlers[:] = before
    logging.root.setLevel(level)


@pytest.mark.parametrize("level", ["DEBUG", "INFO", "ERROR"])
def test_a_line_is_written_once_as_scrapys_own_handler_is_not_installed(tmp_path, level):
    file = tmp_path / "log"
    settings = make_crawler(tmp_path, LOG_LEVEL=level, LOG_FILE=str(file), DVCRAWLER_PROGRESS=0).settings
    process._install_log(settings, Screen(settings))
    configure_logging(settings)
    assert get_scrapy_root_handler() is None
    assert logging.root.level == logging.getLevelName(level)
    logging.getLogger("thu").error("once")
    assert file.read_text().count("once") == 1

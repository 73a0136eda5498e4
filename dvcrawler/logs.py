"""The log of a crawl: to standard error or to rotated files, as plain text or one JSON object per line."""

import json
import logging
import os
import shutil
import sys
import textwrap
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from dvcrawler.errors import ConfigError, UsageError
from dvcrawler.failures import explain_failure
from dvcrawler.messages.printable import LogLines, escape_json, printable
from dvcrawler.setting_checks import check_settings

FORMATS = ("plain", "json")
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def open_log(settings: BaseSettings) -> logging.Handler:
    """Creates the handler for the settings, with formatter and level.

    Raises UsageError for an unknown format or level, ConfigError for a file that cannot be written.
    """
    formatter = _make_formatter(settings)
    level = _check_level(settings["LOG_LEVEL"])
    handler = _make_handler(settings)
    handler.setFormatter(formatter)
    handler.setLevel(level)
    logging.getLogger("scrapy.downloadermiddlewares.retry").addFilter(_explain_retry)
    return handler


def _explain_retry(record: logging.LogRecord) -> bool:
    """Scrapy's lines about retries, with the address alone and the reason in words."""
    if isinstance(record.args, dict):
        request, reason = record.args.get("request"), record.args.get("reason")
        words = explain_failure(reason) if isinstance(reason, BaseException) else reason
        record.args = {**record.args, "request": getattr(request, "url", request), "reason": words}
        if record.args.get("retry_times") == 1:
            record.msg = record.msg.replace(" times)", " time)")
    return True


def page_fields(outcome: str, url: str, reason: str | None = None) -> dict[str, dict[str, str]]:
    """The `extra=` of a log line about a page: its separate fields in the JSON form."""
    fields = {"outcome": outcome, "url": url, "reason": reason}
    return {"page": {name: value for name, value in fields.items() if value is not None}}


class JsonLines(logging.Formatter):
    """Keys: `time` (UTC), `level`, `logger`, `site` (null if the line belongs to none), `message`;
    `outcome`, `url`, `reason` in a line about a page; `exception` (text). Pure ASCII, for any locale.
    """

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC)
        line = {
            "time": moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "level": record.levelname,
            "logger": record.name,
            "site": _find_site(record),
            "message": record.getMessage(),
            **getattr(record, "page", {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return escape_json(json.dumps(line, default=str))


class TerminalLines(LogLines):
    """Wraps lines at words, indented to the message."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        indent = " " * (len(record.asctime) + 1 if self.usesTime() else 0)
        lines = textwrap.wrap(
            super().formatMessage(record),
            shutil.get_terminal_size().columns,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        return "\n".join(lines)


class BoundedFile(RotatingFileHandler):
    """A rotated log file. If the disk fails, this is reported once and the crawl continues."""

    _has_reported = False

    def handleError(self, record: logging.LogRecord) -> None:
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            super().handleError(record)
        elif not self._has_reported:
            self._has_reported = True
            name, reason = self.baseFilename, error.strerror or error
            name, reason = printable(name), printable(str(reason))
            print(
                f"dvcrawler: the log file {name} cannot be written: {reason}; the crawl continues",
                file=sys.stderr,
            )


def _make_formatter(settings: BaseSettings) -> logging.Formatter:
    wanted = settings["DVCRAWLER_LOG_FORMAT"]
    if wanted not in FORMATS:
        raise UsageError(f"log format {wanted!r} is not known; there are: {', '.join(FORMATS)}")
    if wanted == "json":
        return JsonLines()
    is_terminal = not settings["LOG_FILE"] and sys.stderr.isatty()
    return (TerminalLines if is_terminal else LogLines)(settings["LOG_FORMAT"], settings["LOG_DATEFORMAT"])


def _check_level(wanted: object) -> str:
    name = str(wanted).upper()
    if name not in _LEVELS:
        raise UsageError(f"log level {wanted!r} is not known; there are: {', '.join(_LEVELS)}")
    return name


def _make_handler(settings: BaseSettings) -> logging.Handler:
    if not settings.getbool("LOG_ENABLED"):
        return logging.NullHandler()
    if not settings["LOG_FILE"]:
        return logging.StreamHandler()
    size, files = "DVCRAWLER_LOG_BYTES", "DVCRAWLER_LOG_FILES"
    check_settings(settings, (size, files))
    return _open_file(Path(settings["LOG_FILE"]), settings.getint(size), settings.getint(files))


def _open_file(path: Path, size: int, files: int) -> logging.Handler:
    try:
        handler = BoundedFile(path, maxBytes=size, backupCount=files - 1, encoding="utf-8", errors="replace")
    except OSError as error:
        raise ConfigError(
            f"the log file {path} cannot be written: {error.strerror}; name another with --logfile"
        ) from error
    if path.is_file() and not os.access(path.absolute().parent, os.W_OK | os.X_OK):
        handler.close()
        raise ConfigError(
            f"the folder of {path} cannot be written, and a full log is renamed in it; "
            "name another with --logfile"
        )
    return handler


def _find_site(record: logging.LogRecord) -> str | None:
    """Scrapy's records have a `spider`; ours have the site's name as first argument."""
    spider = getattr(record, "spider", None)
    if spider is not None:
        return str(spider.name)
    is_ours = record.name.startswith("dvcrawler.") and str(record.msg).startswith("%s: ")
    return str(record.args[0]) if is_ours and isinstance(record.args, tuple) else None


class QuietFormatter(LogFormatter):
    """Logs an item by its address; Scrapy would print the whole article."""

    def scraped(
        self, item: object, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        return _make_line(logging.DEBUG, "scraped %(item)s", item)

    def dropped(
        self, item: object, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        return {
            "level": logging.DEBUG,
            "msg": "not stored: %(item)s: %(reason)s",
            "args": {"item": _name(item), "reason": str(exception)},
        }

    def item_error(
        self, item: object, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        return _make_line(logging.ERROR, "a defect while storing %(item)s", item)

    def download_error(
        self, failure: Failure, request: Request, spider: Spider, errmsg: str | None = None
    ) -> LogFormatterResult:
        reason = errmsg or explain_failure(failure.value)
        return {
            "level": logging.INFO,
            "msg": "not fetched: %(url)s: %(reason)s",
            "args": {"url": request.url, "reason": reason},
        }


def _make_line(level: int, text: str, item: object) -> LogFormatterResult:
    return {"level": level, "msg": text, "args": {"item": _name(item)}}


def _name(item: object) -> str:
    return getattr(item, "url", type(item).__name__)

"""Records as tables of pyarrow and pandas."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from dvcrawler.errors import ConfigError
from dvcrawler.items import Record
from dvcrawler.reading.newest import latest

if TYPE_CHECKING:
    import pandas
    import pyarrow


def to_arrow(records: Iterable[Record] | None = None, data: Path | str | None = None) -> "pyarrow.Table":
    """The records as one Arrow table with the columns of `export`; by default the latest of each article.

    Holds all of them in memory. Raises ConfigError without the extra `dvcrawler[export]`.
    """
    from dvcrawler.derived.export.arrow import arrow_schema, load_pyarrow, read_tables

    pa, schema = load_pyarrow(), arrow_schema()
    chosen = latest(data) if records is None else records
    return pa.concat_tables([schema.empty_table(), *read_tables(chosen, schema)])


def to_pandas(records: Iterable[Record] | None = None, data: Path | str | None = None) -> "pandas.DataFrame":
    """The same as a data frame whose columns keep the types of Arrow. Raises ConfigError without pandas."""
    try:
        import pandas
    except ImportError as error:
        raise ConfigError("to_pandas needs pandas: pip install 'dvcrawler[export]' pandas") from error
    return to_arrow(records, data).to_pandas(types_mapper=pandas.ArrowDtype)

"""The data files beside the code: words, themes, sites and recipes."""

import tomllib
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "data"


def read_data(name: str) -> dict[str, Any]:
    """The tables of data/`name`.toml."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))

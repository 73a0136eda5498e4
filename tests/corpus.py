"""Real pages to measure with; they stand beside the checkout, and tests skip where they do not."""

import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "../shared/corpus"
needs_corpus = pytest.mark.skipif(not FOLDER.exists(), reason="../shared/corpus is not here")


def rows(name):
    """The rows of a JSONL file of the corpus, none where it is absent."""
    path = FOLDER / name
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []

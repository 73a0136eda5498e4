"""The part of an article above its text."""

from dataclasses import dataclass

from dvcrawler.extract.generic.headlines.title import Title
from dvcrawler.extract.generic.metadata import Structured
from dvcrawler.extract.generic.teasers.excerpts import Items


@dataclass(frozen=True, slots=True)
class Head:
    """The part above the text. `start`: place of the first block below the headline; `items`: of lists;
    `end`: place of the headline of the next article, None if the page shows one.
    """

    stated: Structured
    title: Title
    start: int
    items: Items
    end: int | None = None

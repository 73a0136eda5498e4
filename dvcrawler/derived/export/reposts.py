"""The column `reposts`: the articles of other sites that have text of this one."""

from collections.abc import Iterable, Iterator
from typing import cast

from dvcrawler.derived.similarity.origin import Outlets
from dvcrawler.derived.similarity.similar import Finder, Repost
from dvcrawler.derived.similarity.similar_index import SimilarIndex
from dvcrawler.items import Record

#: The parts of one of them, in this order; `part` and `other_part` are numbers.
REPOST = ("id", "site", "kind", "part", "other_part", "origin", "origin_id", "origin_by")


def add_reposts(records: Iterable[Record], index: SimilarIndex, outlets: Outlets) -> Iterator[Record]:
    """The records with one key more."""
    finder = Finder(index, outlets)
    for record in records:
        found = [_flatten(each) for each in finder.find(record["id"])]
        yield cast(Record, {**record, "reposts": found})


def _flatten(repost: Repost) -> dict[str, object]:
    origin = repost.origin
    values = (
        repost.record["id"], repost.record["site"], repost.kind, round(repost.part, 2),
        round(repost.other_part, 2), origin.name if origin else None, origin.id if origin else None,
        origin.by if origin else None,
    )  # fmt: skip
    return dict(zip(REPOST, values, strict=True))

"""The terms of a text in the search index: its words, and those of title and lead again."""

from collections.abc import Sequence

from dvcrawler.derived.folding import fold_marks, indexed_words
from dvcrawler.items import Record

#: Prefix of the words of titles and leads, which are also held without it.
IN_TITLE, IN_LEAD = "_", "__"
#: Pieces of text whose words are remembered: 15 MB.
_REMEMBERED = 50_000


class WordsOfRecords:
    """Splits and folds what is between two spaces once: a quarter of the time that whole texts take."""

    def __init__(self) -> None:
        self._words = _Words()

    def read(self, record: Record) -> tuple[list[str], list[str], list[str]]:
        """The words of title, lead and body in their order."""
        if len(self._words) > _REMEMBERED:
            self._words.clear()
        pieces = self._words.__getitem__
        title, lead, body = (
            " ".join(map(pieces, (record[name] or "").split())).split()
            for name in ("title", "summary", "body")
        )
        return title, lead, body


class _Words(dict[str, str]):
    """The words of each piece, with spaces between them."""

    def __missing__(self, piece: str) -> str:
        self[piece] = words = " ".join(indexed_words(fold_marks(piece)))
        return words


def terms_of(texts: tuple[Sequence[str], Sequence[str], Sequence[str]]) -> list[str]:
    """The terms of the texts, with repetitions."""
    title, lead, body = texts
    return [*title, *lead, *body, *(IN_TITLE + word for word in title), *(IN_LEAD + word for word in lead)]

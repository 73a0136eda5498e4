"""The pages that a survey has tried in this run, and whether they are articles."""

from collections.abc import Mapping

from dvcrawler.families.learning.address_shape import kind_of


class TriedPages:
    """`kinds`: what each page is that is an article: an article, a document, a video."""

    def __init__(self) -> None:
        self._tried: dict[str, bool] = {}
        self.kinds: dict[str, str] = {}

    def note(self, url: str, *, is_article: bool, kind: str = "article") -> None:
        self._tried[url] = is_article
        if is_article:
            self.kinds[url] = kind

    @property
    def verdicts(self) -> Mapping[str, bool]:
        """Whether each page is an article."""
        return self._tried

    @property
    def others(self) -> list[str]:
        """The pages that are not articles."""
        return [url for url, is_article in self._tried.items() if not is_article]

    def is_first_of_kind(self, url: str) -> bool:
        """Whether no page with an address of this kind was tried before."""
        return kind_of(url) not in map(kind_of, self._tried)

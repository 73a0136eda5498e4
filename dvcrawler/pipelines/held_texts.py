"""Compares what a page shows with the texts of the same article that are held."""

from dataclasses import replace

from dvcrawler.items import Article, Problem, ProblemCode
from dvcrawler.run.session import RunSession

#: Characters at the end of a text that was cut: the last one may be broken.
_BROKEN_END = 20


class HeldTexts:
    def __init__(self, session: RunSession) -> None:
        self._session = session

    def cover(self, item: Article) -> bool:
        """Whether the page shows an earlier text that is held, or was cut and has only its beginning."""
        return self._is_known_capture(item) or self._is_beginning(item)

    def _is_beginning(self, item: Article) -> bool:
        if not any(problem.code is ProblemCode.TRUNCATED_PAGE for problem in item.problems):
            return False
        held_at = self._session.ledger.known([item.id])[item.id].captured_at
        held = self._session.store.find(item.id, held_at) if held_at is not None else None
        if held is None or held["title"] != item.title or len(item.body) >= len(held["body"]):
            return False
        if any(problem["code"] == ProblemCode.TRUNCATED_PAGE for problem in held["problems"]):
            return False  # the template never ends: an editor may have taken the last paragraph out
        return str(held["body"]).startswith(item.body[:-_BROKEN_END])

    def _is_known_capture(self, item: Article) -> bool:
        """Whether an archive gives an earlier text that is stored already. A live page that goes back to
        such a text has changed.
        """
        if not self._is_earlier(item, can_be_equal=True):
            return False
        return self._session.ledger.checkpoint(f"text:{item.id}:{item.content_hash}") is not None

    def name_earlier(self, item: Article) -> Article:
        """The article, with a problem if an archive had captured its text before the newest one."""
        if not self._is_earlier(item):
            return item
        reason = f"captured before revision {self._session.ledger.newest_revision(item.id)}"
        earlier = Problem("revision", ProblemCode.EARLIER_CAPTURE, reason)
        return replace(item, problems=(*item.problems, earlier))

    def _is_earlier(self, item: Article, *, can_be_equal: bool = False) -> bool:
        """Whether an archive captured it before the newest text that is held, or in the same second."""
        held_at = self._session.ledger.known([item.id])[item.id].captured_at
        if item.via == "live" or held_at is None:
            return False
        return held_at > item.captured_at or (can_be_equal and held_at == item.captured_at)

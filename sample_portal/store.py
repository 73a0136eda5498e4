"""A bounded store of finished answers, the least used leaving first."""

from collections import OrderedDict

from sample_portal.answers import Answer

#: What an answer weighs besides its body, roughly: redirects have none.
_OVERHEAD = 400


class AnswerStore:
    """Holds answers of about `limit` bytes together."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held = 0
        self._answers: OrderedDict[tuple[str, str], Answer] = OrderedDict()

    def get(self, host: str, target: str) -> Answer | None:
        answer = self._answers.get((host, target))
        if answer is not None:
            self._answers.move_to_end((host, target))
        return answer

    def put(self, host: str, target: str, answer: Answer) -> None:
        self._answers[host, target] = answer
        self._held += len(answer.body) + _OVERHEAD
        while self._held > self._limit and self._answers:
            _, dropped = self._answers.popitem(last=False)
            self._held -= len(dropped.body) + _OVERHEAD

    def clear(self) -> None:
        self._answers.clear()
        self._held = 0

"""Text of a draft that was written before Unicode: converted if its table is known, else named as damaged."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from dvcrawler.items import Draft, Problem, ProblemCode
from dvcrawler.normalize.encodings.legacy_conversion import convert
from dvcrawler.normalize.encodings.legacy_fonts import choose_tables, may_be_legacy
from dvcrawler.normalize.encodings.lost_letters import has_lost_letters, is_unreadable

#: Fields of a draft that are texts, except the body.
TEXTS = ("title", "kicker", "summary", "byline_raw", "section")


def convert_text(draft: Draft) -> tuple[Draft, list[Problem]]:
    """The draft in Unicode, and problems that name the converted fields and those that stay damaged."""
    draft, problems = _convert(draft)
    return draft, [*problems, *_find_damage(draft)]


def _convert(draft: Draft) -> tuple[Draft, list[Problem]]:
    if not may_be_legacy("".join((draft.title, *draft.body))):
        return draft, []
    found = _convert_texts([*(getattr(draft, name) or "" for name in TEXTS), *draft.body])
    changed: dict[str, Any] = {}
    problems = []
    for name, each in zip(TEXTS, found, strict=False):
        if each is not None:
            changed[name], table = each
            problems.append(_report_converted(name, table))
    paragraphs = found[len(TEXTS) :]
    tables = [each[1] for each in paragraphs if each]
    if tables:
        changed["body"] = _replace_paragraphs(draft.body, paragraphs)
        problems.append(_report_converted("body", tables[0]))
    return replace(draft, **changed), problems


def _replace_paragraphs(body: Sequence[str], converted: Sequence[tuple[str, str] | None]) -> tuple[str, ...]:
    pairs = zip(converted, body, strict=True)
    return tuple(each[0] if each else text for each, text in pairs)


def _convert_texts(texts: list[str]) -> list[tuple[str, str] | None]:
    """(converted text, name of its table) of each text, None for proper text. For short texts the table of
    most others is assumed.
    """
    tables = choose_tables(texts)
    pairs = zip(texts, tables, strict=True)
    return [None if table is None else (convert(text, table), table) for text, table in pairs]


def _report_converted(field: str, table: str) -> Problem:
    return Problem(field, ProblemCode.CONVERTED, f"converted from {table}")


def _find_damage(draft: Draft) -> Iterator[Problem]:
    """Yields a problem for each text field in which bytes of the page could not be decoded."""
    texts = {name: getattr(draft, name) or "" for name in TEXTS}
    for name, text in {**texts, "body": "\n".join(draft.body)}.items():
        if "?" in text and any(map(has_lost_letters, text.split("\n"))):
            reason = "letters were replaced by question marks before the page was made"
            yield Problem(name, ProblemCode.DAMAGED_TEXT, reason)
            continue
        if "\ufffd" in text:
            reason = "bytes that are not text were replaced by U+FFFD"
            yield Problem(name, ProblemCode.DAMAGED_TEXT, reason)
        elif not text.isascii() and is_unreadable(text):
            reason = "the text is in an encoding of before Unicode that is not known"
            yield Problem(name, ProblemCode.DAMAGED_TEXT, reason)

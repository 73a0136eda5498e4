"""Questions on buttons and links that unfold their answers by a script, without an attribute that says so."""

from itertools import islice

from dvcrawler.extract.elements import Element, are_alike, text_length, text_of
from dvcrawler.extract.interface.button_labels import is_button_label
from dvcrawler.normalize.text import clean_text

_LEAST_WORDS, _LONGEST_QUESTION = 3, 300
_QUESTION_MARKS = ("?", "？")
#: Characters of an answer, and of one below a heading that is not a question.
_LEAST_ANSWER, _LEAST_PANEL = 2, 40
#: Elements around a question with nothing else in them, and items of a list that are compared.
_LEVELS, _MOST_COMPARED = 4, 3
_CONTROLS = ("a", "button", "input", "textarea", "select", "form")


def heads_answer(control: Element) -> bool:
    """Whether the button or link that leads nowhere is a question with its answer below, or one of several
    headings of one form, each with a paragraph below.
    """
    text = clean_text("".join(map(str, control.itertext("*"))))
    if len(text) > _LONGEST_QUESTION or " " not in text:
        return False
    line = _find_line(control)
    if text.endswith(_QUESTION_MARKS):
        return text.count(" ") >= _LEAST_WORDS - 1 and _measure_answer(line) >= _LEAST_ANSWER
    if is_button_label(text):
        return False
    return _measure_answer(line) >= _LEAST_PANEL and _is_repeated(line)


def _find_line(control: Element) -> Element:
    """The control, or the outermost element that holds nothing else."""
    line = control
    for around in islice(control.iterancestors(), _LEVELS):
        if len(around) > 1 or (around.text or "").strip() or (line.tail or "").strip():
            break
        line = around
    return line


def _measure_answer(line: Element) -> int:
    """Characters of the next element, if there is no control in it."""
    if (line.tail or "").strip():
        return len((line.tail or "").strip())
    below = line.getnext()
    if (
        below is None
        or below.tag in _CONTROLS
        or next(below.iterdescendants(*_CONTROLS[1:]), None) is not None
    ):
        return 0
    return text_length(below)


def _is_repeated(line: Element) -> bool:
    """Whether there is another such pair beside it, or beside the box that holds the pair."""
    around = line.getparent()
    pairs = islice(line.itersiblings(), 1, 2 * _MOST_COMPARED, 2)
    before = islice(line.itersiblings(preceding=True), 1, 2 * _MOST_COMPARED, 2)
    if any(_is_pair(each, line) for each in (*pairs, *before)):
        return True
    boxes = () if around is None else (around.getnext(), around.getprevious())
    return any(each is not None and len(each) > 1 and _is_pair(each[0], line) for each in boxes)


def _is_pair(each: Element, line: Element) -> bool:
    is_like = are_alike(each, line) and _measure_answer(each) >= _LEAST_PANEL
    return is_like and text_of(each).strip() != text_of(line).strip()

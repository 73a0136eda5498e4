"""The byline in the last lines of an article, among accounts, credits of pictures and addresses."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice, takewhile

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.bylines.author_names import BYLINE, UNNAMED, rank_box
from dvcrawler.extract.bylines.byline_form import (
    LONGEST,
    closes,
    ends_with_office,
    has_office,
    is_account,
    is_dated_name,
    is_right,
    may_be_account,
)
from dvcrawler.extract.bylines.byline_tail import take_tail
from dvcrawler.extract.bylines.names_in_text import is_above_player, is_below_intertitle, is_mentioned
from dvcrawler.extract.bylines.names_of_others import count_listed
from dvcrawler.extract.bylines.parts_below_byline import ends_text
from dvcrawler.normalize.bylines import is_byline, names_author
from dvcrawler.normalize.bylines.contact_lines import asks_to_call, is_contact_line
from dvcrawler.normalize.bylines.credit_lines import is_credit_line, is_unnamed_credit
from dvcrawler.normalize.bylines.labels import begins_with_label
from dvcrawler.patterns import lazy_regex

#: The author's address on a separate line.
_EMAIL = lazy_regex(r"[(\[]?(?:e-?mail\s?:)?\s?[\w.+-]{1,40}@[\w.-]{3,60}[)\]]?", re.I)
#: "Một số hình ảnh tại hội nghị:"
_OF_PICTURES = lazy_regex(
    r"(?:(?:một số|những|chùm|các) )?(?:hình )?ảnh\b.{0,90}$|(?:sau|dưới) đây là .{0,30}ảnh.{0,60}$", re.I
)
#: Lines of accounts and widgets dropped at the end of one article.
_MOST_ACCOUNTS = 3
#: Lines of names at the right.
_MOST_SIGNED = 5
#: Lines about pictures and design below one byline, and above it.
_MOST_CREDITS = 5


def take_last(blocks: list[Block]) -> tuple[list[Block], str | None]:
    """(blocks without the byline at their end, the byline as printed or None)."""
    end = _End(list(_drop_email(blocks)))
    end.drop_accounts()
    end.drop_credits()
    if ends_with_office(end.blocks):
        return end.blocks[:-2], _join_texts(end.blocks[-2:])
    whole = list(end.blocks)
    printed = end.take_names()
    listed = count_listed(end.blocks, printed)
    if listed and listed == len(printed):
        return blocks, None
    end.blocks += printed[:listed]
    printed = printed[listed:]
    if not printed and end.blocks:
        return take_tail(end.blocks)
    if end.blocks and _lists_persons(end.blocks, printed):
        return whole, None
    end.drop_makers()
    return end.blocks, _join_texts(_without_accounts(printed)) or None


def _drop_email(blocks: list[Block]) -> list[Block]:
    is_below = len(blocks) > 2 and _EMAIL.fullmatch(blocks[-1].text) is not None and closes(blocks[:-1])
    return blocks[:-1] if is_below else blocks


def _join_texts(blocks: Iterable[Block]) -> str:
    return "\n".join(block.text for block in blocks)


class _End:
    """The end of an article, from which lines are taken one by one."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self._accounts = 0

    def drop_accounts(self) -> None:
        while len(self.blocks) > 1 and self._accounts < _MOST_ACCOUNTS and self._ends_with_account():
            self.blocks.pop()
            self._accounts += 1

    def _ends_with_account(self) -> bool:
        """Whether the last line is an account by itself, or by its place below a byline."""
        last, above = self.blocks[-1], self.blocks[:-1]
        if is_account(last):
            return True
        if len(above) < 2 or not (may_be_account(last) or is_dated_name(last.text)):
            return False
        return closes(above) and not ends_with_office(self.blocks)

    def drop_credits(self) -> None:
        """Drops the lines about pictures, design, place and day below a byline: "Ảnh: …", "Đơn vị: …". Below
        the last sentence only those that credit nobody: the others say who took part, and nothing else does.
        """
        count = self._count_last(lambda text: is_credit_line(text) or is_contact_line(text))
        if count and not closes(self.blocks[:-count]):
            count = self._count_last(is_unnamed_credit)
            count = count if count and ends_text(self.blocks[-1 - count]) else 0
        del self.blocks[len(self.blocks) - count :]

    def _count_last(self, is_credit: Callable[[str], bool]) -> int:
        """How many of the last lines are such, apart from the first two of the article."""
        last = islice(reversed(self.blocks), min(_MOST_CREDITS, max(len(self.blocks) - 2, 0)))
        lines = (line.kind == TEXT and len(line.text) <= LONGEST and is_credit(line.text) for line in last)
        return sum(takewhile(bool, lines))

    def take_names(self) -> list[Block]:
        """Takes the lines of names off; several only where they are at the right."""
        names = self._take_lines()
        return names if not names or names_author(_join_texts(names)) else self._take_author() + names

    def _take_lines(self) -> list[Block]:
        names: list[Block] = []
        while self.blocks and len(names) < _MOST_SIGNED and closes(self.blocks):
            last, signed = self.blocks[-1], _count_such(names, names_author)
            if not is_right(last) and (signed > 1 or (signed and self._is_no_further_name(last))):
                break
            names.insert(0, self.blocks.pop())
            self.drop_accounts()
        return names

    def _is_no_further_name(self, line: Block) -> bool:
        """Whether the line above a name is dated, or names somebody whom the text tells of."""
        return is_dated_name(line.text) or is_mentioned(line.text, self.blocks[:-1])

    def _take_author(self) -> list[Block]:
        """Takes the lines of the author above a line that names the source alone."""
        self.drop_credits()
        if ends_with_office(self.blocks):
            names = self.blocks[-2:]
            del self.blocks[-2:]
            return names
        return self._take_lines()

    def drop_makers(self) -> None:
        """Drops the lines above a byline on who designed the page or took its pictures: "Trình bày: …"."""
        for _ in range(_MOST_CREDITS):
            last = self.blocks[-1] if len(self.blocks) > 1 else None
            if last is None or last.kind != TEXT or not is_credit_line(last.text):
                break
            self.blocks.pop()


def heads_pictures(text: str) -> bool:
    return len(text) <= LONGEST and _OF_PICTURES.match(text) is not None and not is_credit_line(text)


def _lists_persons(blocks: Sequence[Block], names: Sequence[Block]) -> bool:
    """Whether the names end a list of persons: they are announced, several have an office, or there are more
    of them than sign. `blocks`: those above the names.
    """
    above = blocks[-1]
    if _are_called(names, above.text) or _count_such(names, has_office) > 1:
        return True
    if above.kind != TEXT or heads_pictures(above.text) or any(map(is_right, names)):
        return False
    is_announced = _announces(above.text)
    if is_announced or not is_byline(above.text):
        return is_announced and not is_above_player(above)
    return _count_such(names, names_author) > 1 or is_below_intertitle(blocks)


def _are_called(names: Sequence[Block], above: str) -> bool:
    """Whether the line above the names says to call them."""
    return asks_to_call(above) and not begins_with_label(names[0].text, " ")


def _count_such(names: Sequence[Block], is_such: Callable[[str], bool]) -> int:
    return sum(is_such(name.text) for name in names)


def _announces(line: str) -> bool:
    return line.endswith(":") and not begins_with_label(line, " ")


def _without_accounts(lines: Sequence[Block]) -> Sequence[Block]:
    """Drops the lines in boxes for accounts, if another line names an author."""
    others = [line for line in lines if rank_box(line.parent) in (BYLINE, UNNAMED)]
    return others if any(names_author(line.text) for line in others) else lines

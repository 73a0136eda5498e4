"""The byline taken out of the blocks of an article: at its end, or between date and lead.

Forms and places: baonamdinh.vn 2010-2024 (own last line after "./."; before the lead for
contributed pieces, with the office on a second line), danguykhoi and the seed page (last line). Portals of
communes print the account that put the page up, or a widget, below it.
"""

import re
from collections.abc import Iterable, Sequence

from dvcrawler.extract.block import TABLE, TEXT, Block
from dvcrawler.extract.lines.author_names import BYLINE, UNNAMED, rank_box
from dvcrawler.extract.lines.byline_form import (
    LONGEST,
    closes,
    ends_with_office,
    has_office,
    is_account,
    is_dated_name,
    is_office_of,
    is_right,
    may_be_account,
    may_be_byline,
)
from dvcrawler.extract.lines.byline_notes import count_notes
from dvcrawler.extract.lines.byline_tail import take_tail
from dvcrawler.extract.lines.credit_pairs import join_credit_pairs
from dvcrawler.extract.lines.letters import is_signer
from dvcrawler.extract.lines.listed_persons import count_listed
from dvcrawler.extract.lines.names_in_text import is_above_player, is_below_intertitle, is_mentioned
from dvcrawler.extract.lines.names_of_others import names_other
from dvcrawler.extract.lines.parts_below_byline import count_parts_below
from dvcrawler.normalize.bylines import is_byline, names_author
from dvcrawler.normalize.bylines.account_lines import (
    is_contact_line,
    is_credit_line,
    is_making_line,
)
from dvcrawler.normalize.bylines.labels import begins_with_label

#: The author's address on a separate line.
_EMAIL = re.compile(r"[(\[]?(?:e-?mail\s?:)?\s?[\w.+-]{1,40}@[\w.-]{3,60}[)\]]?", re.I)
#: Lines of accounts and widgets dropped at the end of one article.
_MOST_ACCOUNTS = 3
#: "Một số hình ảnh tại hội nghị:", and the blocks below a byline.
_OF_PICTURES = re.compile(
    r"(?:(?:một số|những|chùm|các) )?(?:hình )?ảnh\b.{0,90}$|dưới đây là .{0,30}ảnh.{0,60}$", re.I
)
_MOST_BELOW = 3
#: Lines of names at the right.
_MOST_SIGNED = 5
#: Lines about pictures and design below one byline, and above it.
_MOST_CREDITS = 5


def take_byline(blocks: Sequence[Block], *, is_letter: bool = False) -> tuple[list[Block], str | None]:
    """(blocks without it, the byline as printed or None). `is_letter`: a full name at its end signs it."""
    rest, opening = _take_first(join_credit_pairs(blocks))
    below = _count_below(rest) or count_notes(rest) or count_parts_below(rest, is_box=False)
    rest, closing = _take_above(rest, below, is_letter=is_letter)
    if closing is None and (below := count_parts_below(rest, is_box=True)):
        rest, closing = _take_above(rest, below, is_letter=is_letter)
    if opening is None or (closing and is_dated_name(opening) and names_author(closing)):
        return rest, closing
    return rest, opening


def _take_above(blocks: list[Block], below: int, *, is_letter: bool) -> tuple[list[Block], str | None]:
    """The byline above the last `below` blocks."""
    rest, behind = blocks[: len(blocks) - below], blocks[len(blocks) - below :]
    is_signed = is_letter and bool(rest) and is_signer(rest[-1].text)
    rest, closing = (rest, None) if is_signed else _take_last(rest)
    return [*rest, *behind], closing


def _count_below(blocks: Sequence[Block]) -> int:
    """Number of blocks below a byline at the right: tables, and the heading of further pictures."""
    count = 0
    while count < _MOST_BELOW and count + 2 < len(blocks) and _may_follow_byline(blocks[-1 - count]):
        count += 1
    return count if count and _is_signed(blocks[: len(blocks) - count]) else 0


def _is_signed(blocks: Sequence[Block]) -> bool:
    """Whether the last line is a byline, at the right or in bold; in bold it may head what is below it."""
    signed = blocks[-1]
    if not (is_right(signed) or signed.bold) or not is_byline(signed.text):
        return False
    return (is_right(signed) or not is_mentioned(signed.text, blocks[:-1])) and closes(blocks)


def _may_follow_byline(block: Block) -> bool:
    return block.kind == TABLE or (block.kind == TEXT and _heads_pictures(block.text))


def _heads_pictures(text: str) -> bool:
    return len(text) <= LONGEST and _OF_PICTURES.match(text) is not None and not is_credit_line(text)


def _take_first(blocks: list[Block]) -> tuple[list[Block], str | None]:
    """Name and office between date and lead: "Nguyễn Văn A," and below it "Bí thư …"."""
    if len(blocks) < 3 or not may_be_byline(blocks[0]) or _names_other(blocks):
        return blocks, None
    first, second = blocks[0].text, blocks[1].text
    if is_office_of(second, first):
        return blocks[2:], f"{first}\n{second}"
    if has_office(first) or is_byline(first):
        return blocks[1:], first
    return blocks, None


def _names_other(blocks: Sequence[Block]) -> bool:
    """Whether the first line is a name that is set apart as one of a list, of a picture or of facts."""
    return is_credit_line(blocks[0].text) or names_other(blocks[0], [blocks[-1].parent])


def _take_last(blocks: list[Block]) -> tuple[list[Block], str | None]:
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
        """Drops the lines about pictures, design, place and day below a byline: "Ảnh: …", "Đơn vị: …"."""
        count = 0
        while count < _MOST_CREDITS and count + 2 < len(self.blocks):
            line = self.blocks[-1 - count]
            if line.kind != TEXT or len(line.text) > LONGEST:
                break
            if not is_credit_line(line.text) and not is_contact_line(line.text):
                break
            count += 1
        if count and closes(self.blocks[:-count]):
            del self.blocks[-count:]

    def take_names(self) -> list[Block]:
        """Takes the lines of names off; several only where they are at the right."""
        names = self._take_lines()
        return names if not names or names_author(_join_texts(names)) else self._take_author() + names

    def _take_lines(self) -> list[Block]:
        names: list[Block] = []
        while self.blocks and len(names) < _MOST_SIGNED and closes(self.blocks):
            last, signed = self.blocks[-1], sum(names_author(name.text) for name in names)
            if not is_right(last) and (signed > 1 or (signed and is_dated_name(last.text))):
                break
            names.insert(0, self.blocks.pop())
            self.drop_accounts()
        return names

    def _take_author(self) -> list[Block]:
        """Takes the lines of the author above a line that names the source alone."""
        self.drop_credits()
        if ends_with_office(self.blocks):
            names = self.blocks[-2:]
            del self.blocks[-2:]
            return names
        return self._take_lines()

    def drop_makers(self) -> None:
        """Drops the lines above a byline that name who designed the page: "Trình bày: …"."""
        for _ in range(_MOST_CREDITS):
            last = self.blocks[-1] if len(self.blocks) > 1 else None
            if last is None or last.kind != TEXT or not is_making_line(last.text):
                break
            self.blocks.pop()


def _lists_persons(blocks: Sequence[Block], names: Sequence[Block]) -> bool:
    """Whether the names end a list of persons: they are announced, or there are more of them than sign.
    `blocks`: those above the names.
    """
    above = blocks[-1]
    if above.kind != TEXT or any(map(is_right, names)):
        return False
    is_announced = above.text.endswith(":") and not begins_with_label(above.text, " ")
    if is_announced or not is_byline(above.text):
        return is_announced and not is_above_player(above)
    return sum(names_author(name.text) for name in names) > 1 or is_below_intertitle(blocks)


def _without_accounts(lines: Sequence[Block]) -> Sequence[Block]:
    """Drops the lines in boxes for accounts, if another line names an author."""
    named = [line for line in lines if names_author(line.text) and rank_box(line.parent) in (BYLINE, UNNAMED)]
    if not named:
        return lines
    return [line for line in lines if rank_box(line.parent) in (BYLINE, UNNAMED)]

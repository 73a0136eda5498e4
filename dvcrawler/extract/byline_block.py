"""The byline taken out of the blocks of an article: at its end, or between date and lead.

Forms and places: baonamdinh.vn 2010-2024 (own last line after "./."; before the lead for
contributed pieces, with the office on a second line), danguykhoi and the seed page (last line). Portals of
communes print the account that put the page up, or a widget, below it.
"""

import re
from collections.abc import Sequence

from dvcrawler.extract.author_names import ACCOUNT, AUTHOR, BYLINE, UNNAMED, rank_box
from dvcrawler.extract.block import TABLE, TEXT, Block
from dvcrawler.extract.end_lines import SENTENCE_ENDS, is_signature_line
from dvcrawler.extract.letters import is_farewell, is_signer
from dvcrawler.extract.selectors import text_of
from dvcrawler.extract.verse import is_verse_block
from dvcrawler.normalize.bylines import is_byline, read_byline
from dvcrawler.normalize.bylines.account_lines import (
    is_account_line,
    is_contact_line,
    is_credit_line,
    is_editor_line,
    is_making_line,
)
from dvcrawler.normalize.bylines.labels import begins_with_label
from dvcrawler.normalize.bylines.offices import begins_with_office, is_office
from dvcrawler.normalize.bylines.outlets import is_outlet
from dvcrawler.normalize.text import clean_text

_END_MARK = "./."
_TAIL = re.compile(r"^(?P<text>.*\./\.)[\s|]*(?P<tail>\S.{1,100})$", re.S)
#: Behind the last sentence: "… (Nguồn: TTXVN)", "… (Theo VnExpress)".
_SOURCE = re.compile(
    r"(?P<text>.{40,}[.!?…”\"]) ?\((?P<source>(?:Nguồn ?:|Theo) (?P<outlet>[^()]{2,60}))\)\.?$", re.S
)
#: The author's address on a line of its own.
_EMAIL = re.compile(r"[(\[]?(?:e-?mail\s?:)?\s?[\w.+-]{1,40}@[\w.-]{3,60}[)\]]?", re.I)
_LONGEST = 200
_LONGEST_ACCOUNT = 60
#: Lines of accounts and widgets dropped at the end of one article.
_MOST_DROPPED = 3
#: "Một số hình ảnh tại hội nghị:", and the blocks below a byline.
_OF_PICTURES = re.compile(
    r"(?:(?:một số|những|chùm|các) )?(?:hình )?ảnh\b.{0,90}$|dưới đây là .{0,30}ảnh.{0,60}$", re.I
)
_MOST_BELOW = 3
#: Lines of names at the right.
_MOST_SIGNED = 5
#: Lines about pictures and design below one byline, and above it.
_MOST_CREDITS = 5
#: More words with a full stop are a sentence, whatever the name of their box.
_FEW_WORDS = 4
_SENTENCE_ENDS = frozenset(".!?…:;”")


def take_byline(blocks: Sequence[Block], *, is_letter: bool = False) -> tuple[list[Block], str | None]:
    """(blocks without it, the byline as printed or None). `is_letter`: a full name at its end signs it."""
    rest, opening = _take_first(list(blocks))
    below = _count_below(rest)
    behind = rest[len(rest) - below :]
    rest = rest[: len(rest) - below]
    is_signed = is_letter and bool(rest) and is_signer(rest[-1].text)
    rest, closing = (rest, None) if is_signed else _take_last(rest)
    return [*rest, *behind], closing if opening is None else opening


def _count_below(blocks: Sequence[Block]) -> int:
    """Number of blocks below a byline at the right: tables, and the heading of further pictures."""
    count = 0
    while count < _MOST_BELOW and count + 2 < len(blocks):
        block = blocks[-1 - count]
        if block.kind != TABLE and not (block.kind == TEXT and _heads_pictures(block.text)):
            break
        count += 1
    signed = blocks[-1 - count] if count else None
    is_signed = signed is not None and (_is_right(signed) or signed.bold) and is_byline(signed.text)
    return count if is_signed and _closes(blocks[: len(blocks) - count]) else 0


def _heads_pictures(text: str) -> bool:
    return len(text) <= _LONGEST and _OF_PICTURES.match(text) is not None and not is_credit_line(text)


def _take_first(blocks: list[Block]) -> tuple[list[Block], str | None]:
    """Name and office between date and lead: "Nguyễn Văn A," and below it "Bí thư …"."""
    if len(blocks) > 2 and blocks[0].kind == TEXT and is_account_line(blocks[0].text):
        blocks = blocks[1:]
    if len(blocks) < 3 or not _may_be(blocks[0]):
        return blocks, None
    first, second = blocks[0].text, blocks[1].text
    if len(second) <= _LONGEST and len(first) < 60 and _has_office(f"{first.rstrip(',')},\n{second}"):
        return blocks[2:], f"{first}\n{second}"
    if _has_office(first) or is_byline(first):
        return blocks[1:], first
    return blocks, None


def _may_be(block: Block) -> bool:
    """Quickly excludes running text: a complete sentence, or a long one."""
    text = block.text
    if block.kind != TEXT or len(text) > _LONGEST:
        return False
    return len(text) < 60 or text[-1] not in _SENTENCE_ENDS


def _has_office(text: str) -> bool:
    byline = read_byline(text)
    return byline is not None and any(author.office for author in byline.authors)


def _take_last(blocks: list[Block]) -> tuple[list[Block], str | None]:
    printed: list[Block] = []
    dropped = 0
    if len(blocks) > 2 and _EMAIL.fullmatch(blocks[-1].text) and _closes(blocks[:-1]):
        blocks = blocks[:-1]
    while len(blocks) > 1 and dropped < _MOST_DROPPED and _is_account(blocks[-1]):
        blocks.pop()
        dropped += 1
    blocks = _without_credits(blocks)
    if _ends_with_office(blocks):
        return blocks[:-2], "\n".join(block.text for block in blocks[-2:])
    whole = list(blocks)
    while blocks and len(printed) < (_MOST_SIGNED if _is_right(blocks[-1]) else 2) and _closes(blocks):
        printed.insert(0, blocks.pop())
        while len(blocks) > 1 and dropped < _MOST_DROPPED and _is_account(blocks[-1]):
            blocks.pop()
            dropped += 1
    if not printed and blocks:
        return _take_tail(blocks)
    if blocks and _lists_persons(blocks[-1], printed):
        return whole, None
    for _ in range(_MOST_CREDITS if len(blocks) > 1 else 0):
        if len(blocks) > 1 and blocks[-1].kind == TEXT and is_making_line(blocks[-1].text):
            blocks.pop()
    return blocks, "\n".join(block.text for block in _without_accounts(printed)) or None


def _is_right(block: Block) -> bool:
    return block.align == "right"


def _lists_persons(above: Block, names: Sequence[Block]) -> bool:
    """Whether the names end a list of persons: they are announced, or there are more of them than sign."""
    if above.kind != TEXT or any(map(_is_right, names)):
        return False
    is_announced = above.text.endswith(":") and not begins_with_label(above.text, " ")
    return is_announced or (len(names) > 1 and is_byline(above.text))


def _without_credits(blocks: list[Block]) -> list[Block]:
    """Without the lines about pictures, design, place and day below a byline: "Ảnh: …", "Đơn vị: …"."""
    count = 0
    while count < _MOST_CREDITS and count + 2 < len(blocks):
        line = blocks[-1 - count]
        if line.kind != TEXT or len(line.text) > _LONGEST:
            break
        if not is_credit_line(line.text) and not is_contact_line(line.text):
            break
        count += 1
    return blocks[:-count] if count and _closes(blocks[:-count]) else blocks


def _ends_with_office(blocks: Sequence[Block]) -> bool:
    """Whether the last line is the office or the address of the person named above it.

    Only for a single such pair: several are a list of persons.
    """
    if len(blocks) < 3 or blocks[-2].kind != TEXT or not _may_be(blocks[-1]) or not _may_be(blocks[-2]):
        return False
    before, name, office = blocks[-3].text, blocks[-2].text, blocks[-1].text
    if _is_in_brackets(office) and is_office(office[1:-1]) and is_byline(name):
        return not before.endswith(":") and not is_signature_line(before)
    if is_byline(office) or not is_byline(name) or not _has_office(f"{name.rstrip(',')},\n{office}"):
        return False
    return not (before.endswith(":") or is_signature_line(before) or is_office(before) or is_byline(before))


def _is_in_brackets(text: str) -> bool:
    return text[:1] == "(" and text[-1:] == ")" and text.count("(") == 1


def _is_account(block: Block) -> bool:
    """Whether the line is a CMS account or a widget: by its words, or by the name of its box."""
    text = block.text
    if block.kind != TEXT or len(text) > _LONGEST_ACCOUNT:
        return False
    if is_account_line(text):
        return True
    if text[-1] in _SENTENCE_ENDS and len(text.split()) > _FEW_WORDS:
        return False
    return rank_box(block.parent) in (AUTHOR, ACCOUNT) and read_byline(text) is None


def _without_accounts(lines: Sequence[Block]) -> Sequence[Block]:
    """Drops the lines in boxes for accounts, if another line names an author."""
    named = [line for line in lines if _has_author(line) and rank_box(line.parent) in (BYLINE, UNNAMED)]
    if not named:
        return lines
    return [line for line in lines if rank_box(line.parent) in (BYLINE, UNNAMED)]


def _has_author(line: Block) -> bool:
    byline = read_byline(line.text)
    return byline is not None and bool(byline.authors)


def _closes(blocks: Sequence[Block]) -> bool:
    """Whether the last block is a byline, by its form alone or by its place after "./."."""
    last = blocks[-1]
    if len(blocks) == 1:  # a page of pictures, with nothing but its byline below them
        return last.kind == TEXT and is_byline(last.text)
    before = blocks[-2]
    if not _may_be(last) or is_signature_line(before.text) or is_farewell(before.text):
        return False
    if before.kind == TEXT and begins_with_office(before.text) and is_signer(last.text):
        return False
    if last.text.endswith(".") and "," in last.text and not (last.bold or last.italic or _is_right(last)):
        return begins_with_label(last.text, " ") and is_byline(last.text)
    if is_byline(last.text):
        return True
    if is_editor_line(last.text):
        return True
    if _is_in_brackets(last.text) and all(map(is_verse_block, blocks[-3:-1])):
        return False  # the poet whose verses are quoted
    placed = before.text.endswith(_END_MARK) or last.align == "right" or last.bold
    placed = placed or rank_box(last.parent) > UNNAMED
    return placed and is_byline(last.text, strict=False)


def _take_tail(blocks: list[Block]) -> tuple[list[Block], str | None]:
    """A byline on the last line of the text itself: after "./.", or in bold after its last sentence."""
    last = blocks[-1]
    found = _TAIL.match(last.text) if last.kind == TEXT else None
    if found is not None and is_byline(found["tail"], strict=False):
        return [*blocks[:-1], last._replace(text=found["text"])], found["tail"]
    found = _SOURCE.match(last.text) if last.kind == TEXT and last.text[-20:].count(")") else None
    if found is not None and is_outlet(found["outlet"].strip()):
        return [*blocks[:-1], last._replace(text=found["text"])], found["source"]
    name = _bold_end(last) if last.kind == TEXT and len(blocks) > 1 else ""
    if name and not is_signature_line(name) and not is_farewell(name) and is_byline(name):
        return [*blocks[:-1], last._replace(text=last.text.removesuffix(name).rstrip())], name
    return blocks, None


def _bold_end(block: Block) -> str:
    """The words in bold at the end of a paragraph, after its last sentence; empty without any."""
    bold = block.parent[-1] if len(block.parent) else None
    if bold is None or bold.tag not in ("b", "strong") or (bold.tail or "").strip():
        return ""
    name = clean_text(text_of(bold))
    text = block.text.removesuffix(name).rstrip()
    is_behind = name and len(name) <= _LONGEST_ACCOUNT and text != block.text.rstrip()
    return name if is_behind and text.endswith(SENTENCE_ENDS) else ""

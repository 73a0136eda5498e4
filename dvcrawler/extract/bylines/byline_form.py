"""Which blocks at the end of an article are a byline, by their form and their place."""

from collections.abc import Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.bylines.author_names import ACCOUNT, AUTHOR, UNNAMED, rank_box
from dvcrawler.extract.bylines.names_in_text import is_in_text
from dvcrawler.extract.elements import ancestors_or_self, is_within
from dvcrawler.extract.endings.end_lines import is_signature_line
from dvcrawler.extract.endings.letters import is_farewell, is_signer, is_thanks
from dvcrawler.extract.lines.pull_quotes import is_quotation
from dvcrawler.extract.lines.verse import is_verse_block
from dvcrawler.normalize.bylines import is_byline, read_byline
from dvcrawler.normalize.bylines.account_lines import is_account_line, is_editor_line
from dvcrawler.normalize.bylines.accounts import is_account as names_account
from dvcrawler.normalize.bylines.contact_lines import names_place_and_day
from dvcrawler.normalize.bylines.labels import begins_with_label
from dvcrawler.normalize.bylines.names import is_place_and_name
from dvcrawler.normalize.bylines.offices import begins_with_office, is_office
from dvcrawler.normalize.bylines.other_words import may_be_firm, names_firm
from dvcrawler.normalize.bylines.outlets import is_outlet
from dvcrawler.normalize.dates import find_date
from dvcrawler.normalize.networks import NETWORKS
from dvcrawler.patterns import lazy_regex

#: Characters of a byline, and of the line of an account.
LONGEST, LONGEST_ACCOUNT = 200, 60
#: Elements around the name of who is quoted.
_LEVELS = 4
#: From this many characters on, a line with the end of a sentence is one.
_LONGEST_WITH_STOP = 60
#: Behind the last sentence of a text, and without its full stop behind a name below that.
_END_MARK = "./."
_DASHES = "-–—"
_OPENING, _CLOSING = ("“", '"', "«", "‘", "'"), ("”", '"', "»", "’", "'")
#: More words with a full stop are a sentence, in a box of any name.
_FEW_WORDS = 4
_SENTENCE_ENDS = frozenset(".!?…:;”")
#: One word of small letters, as it is typed to log in.
_LOGIN = lazy_regex(r"[a-z][a-z0-9]{2,20}(?:[._-][a-z0-9]{1,20}){0,3}")


def closes(blocks: Sequence[Block]) -> bool:
    """Whether the last block is a byline, by its form alone or by its place after "./."."""
    last = blocks[-1]
    if len(blocks) == 1:  # a page of pictures, with only its byline below them
        return last.kind == TEXT and is_byline(last.text)
    if not may_be_byline(last) or _signs(last, blocks[:-1]) or is_in_text(blocks):
        return False
    return _reads_as_byline(blocks)


def _reads_as_byline(blocks: Sequence[Block]) -> bool:
    last = blocks[-1]
    if _reads_as_sentence(last):
        return begins_with_label(last.text, " ") and is_byline(last.text)
    if is_byline(last.text):
        return not names_firm(last.text)
    if is_editor_line(last.text):
        return True
    is_poet = is_in_brackets(last.text) and all(map(is_verse_block, blocks[-3:-1]))
    return not is_poet and _is_byline_by_place(last, blocks[-2])


def _is_byline_by_place(last: Block, before: Block) -> bool:
    if not (_is_set_apart(last, before) and is_byline(last.text, strict=False)):
        return False
    return is_outlet(last.text) or not may_be_firm(last.text)


def may_be_byline(block: Block) -> bool:
    """Quickly excludes running text: a complete sentence, or a long one."""
    text = block.text
    if block.kind != TEXT or len(text) > LONGEST:
        return False
    return not _is_long_sentence(text)


def _is_long_sentence(text: str) -> bool:
    return len(text) >= _LONGEST_WITH_STOP and text[-1] in _SENTENCE_ENDS


def _reads_as_sentence(block: Block) -> bool:
    if block.bold or block.italic or is_right(block):
        return False
    return block.text.endswith(".") and not block.text.endswith(_END_MARK[1:]) and "," in block.text


def _signs(last: Block, above: Sequence[Block]) -> bool:
    """Whether the name signs an official text, a letter or a quotation: below an office, a farewell, a quoted
    paragraph, thanks that do not end an interview; or is the place where it was written, before the day.
    """
    if names_place_and_day(last.text):
        return True
    before = above[-1]
    if is_signature_line(before.text) or is_farewell(before.text):
        return True
    if _is_quotation(before) and (last.text[0] in _DASHES or _share_quotation(last, before)):
        return True
    return before.kind == TEXT and is_signer(last.text) and _announces_signer(before.text, above)


def _announces_signer(line: str, above: Sequence[Block]) -> bool:
    if is_thanks(line):
        return not any(each.text.endswith("?") for each in above)
    return begins_with_office(line)


def _share_quotation(last: Block, before: Block) -> bool:
    """Whether both lines are in one box of a quotation."""
    boxes = ancestors_or_self(last.parent, _LEVELS)
    return any(is_quotation(box) and is_within(before.parent, box) for box in boxes)


def _is_quotation(block: Block) -> bool:
    """Whether the whole paragraph is in quotation marks: a name after a dash below it is the speaker's."""
    return (
        block.kind == TEXT and block.text.startswith(_OPENING) and block.text.rstrip(".").endswith(_CLOSING)
    )


def _is_set_apart(last: Block, before: Block) -> bool:
    """Whether the line is below the end of the text, looks different, or is in a box for names."""
    if before.text.endswith(_END_MARK) or last.text.endswith(_END_MARK[1:]) or is_right(last) or last.bold:
        return True
    return rank_box(last.parent) > UNNAMED


def is_set_byline(block: Block, *ranks: int) -> bool:
    """Whether the line is a byline by its look, its label or the name of its box: one of these ranks."""
    if block.kind != TEXT or len(block.text) > LONGEST:
        return False
    is_apart = is_right(block) or block.bold or begins_with_label(block.text, " ")
    return (is_apart or rank_box(block.parent) in ranks) and is_byline(block.text)


def is_right(block: Block) -> bool:
    return block.align == "right"


def ends_with_office(blocks: Sequence[Block]) -> bool:
    """Whether the last line is the office or the address of the person named above it.

    Only for a single such pair: several are a list of persons.
    """
    if len(blocks) < 3 or not all(map(may_be_byline, blocks[-2:])):
        return False
    before, name, office = blocks[-3].text, blocks[-2].text, blocks[-1].text
    if before.endswith(":") or is_signature_line(before) or not is_byline(name):
        return False
    if _is_office_in_brackets(office):
        return True
    if is_byline(office) or not is_office_of(office, name):
        return False
    return not (is_office(before) or is_byline(before))


def _is_office_in_brackets(line: str) -> bool:
    bare = line[1:-1].strip()
    return is_in_brackets(line) and (is_office(bare) or is_outlet(bare))


def is_in_brackets(text: str) -> bool:
    return text[:1] == "(" and text[-1:] == ")" and text.count("(") == 1


def is_office_of(line: str, name: str) -> bool:
    """Whether the line below a name gives the office of that author; a sentence does not. Below several
    names, or one with its rank or office, only a body or an address does.
    """
    if not line or max(len(line), len(name)) > LONGEST:
        return False
    read = read_byline(name)
    if read is not None and (len(read.authors) > 1 or any(author.office for author in read.authors)):
        return is_office(line.strip(" ()")) or begins_with_office(line)
    return len(name) < 60 and not _is_long_sentence(line) and has_office(f"{name.rstrip(',')},\n{line}")


def goes_on(line: Block, below: Block) -> bool:
    """Whether the byline has a second line, after a break in the same element: another name, the source."""
    return below.kind == TEXT and below.parent is line.parent and is_byline(below.text)


def join_lines_below(line: Block, byline: str, below: Sequence[Block]) -> tuple[str, int]:
    """The byline with the lines below it that belong to it, further names or the office; and their number."""
    number = 0
    for block in below:
        if block.kind != TEXT or not (is_office_of(block.text, byline) or goes_on(line, block)):
            break
        byline, number = f"{byline}\n{block.text}", number + 1
    return byline, number


def has_office(text: str) -> bool:
    byline = read_byline(text)
    return byline is not None and any(author.office for author in byline.authors)


def may_be_account(block: Block) -> bool:
    """Whether the line is an account or a button below a byline: "nguyenvana", "Cong TTDT", "Zalo"."""
    text = block.text
    if block.kind != TEXT or len(text) > LONGEST_ACCOUNT:
        return False
    return _LOGIN.fullmatch(text) is not None or names_account(text) or text.lower() in NETWORKS


def is_dated_name(text: str) -> bool:
    """Whether the line says who put the page up and when, beside another byline: "Lan Anh - 12/3/2021"."""
    if len(text) > LONGEST_ACCOUNT or not any(map(str.isdigit, text)):
        return False
    return find_date(text) is not None and is_byline(text)


def is_account(block: Block) -> bool:
    """Whether the line is a CMS account or a widget: by its words, or by the name of its box."""
    text = block.text
    if block.kind != TEXT or len(text) > LONGEST_ACCOUNT:
        return False
    if is_account_line(text):
        return True
    if text[-1] in _SENTENCE_ENDS and len(text.split()) > _FEW_WORDS:
        return False
    if rank_box(block.parent) not in (AUTHOR, ACCOUNT) or is_place_and_name(text):
        return False
    return read_byline(text) is None and not any(map(is_quotation, ancestors_or_self(block.parent, _LEVELS)))

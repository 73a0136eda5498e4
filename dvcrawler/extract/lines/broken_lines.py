"""Joins the lines of one sentence that a hard break separates, and the verses of a stanza."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.lines.verse import FEWEST_VERSES, are_verses, have_metre, is_verse_block

_FULL_ENDS = (".", "!", "?", "…", ":", ";", "”", '"', ")")


def join_broken_lines(blocks: Sequence[Block]) -> list[Block]:
    """Joins lines of one paragraph that a hard break separates in mid-sentence (text from Word).

    The verses of a stanza become one block, its lines separated by "\\n".
    """
    if _are_whole(blocks):
        return list(blocks)
    return list(map(_join_run, _split(_join_verse_paragraphs(_join_poems(blocks)), _goes_on)))


def _split(lines: Iterable[Block], goes_on: Callable[[Block, Block], bool]) -> list[list[Block]]:
    """The lines in runs. `goes_on`: whether a line continues the one above it."""
    runs: list[list[Block]] = []
    for line in lines:
        if runs and goes_on(runs[-1][-1], line):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _join_poems(blocks: Sequence[Block]) -> list[Block]:
    """Joins the verses of poems whose lines are in one element."""
    grouped = groupby(blocks, key=lambda block: (id(block.parent), is_verse_block(block)))
    runs = [list(lines) for _, lines in grouped]
    poems = {place for place, run in enumerate(runs) if _is_poem(run)}.union(_find_short_stanzas(runs))
    joined: list[Block] = []
    for place, run in enumerate(runs):
        is_stanza = place in poems or (not poems.isdisjoint((place - 1, place + 1)) and _is_couplet(run))
        joined.extend(map(_join_stanza, _split(run, lambda _, line: not line.gap)) if is_stanza else run)
    return joined


def _are_whole(blocks: Sequence[Block]) -> bool:
    """Quickly recognises paragraphs of an element each, too few of which may be verses: most articles."""
    if any(above.parent is below.parent or _is_initial(above.text) for above, below in pairwise(blocks)):
        return False
    return sum(map(is_verse_block, blocks)) < FEWEST_VERSES


def _join_verse_paragraphs(blocks: Sequence[Block]) -> Iterator[Block]:
    """Joins paragraphs that hold one verse each to stanzas, which empty paragraphs separate."""
    for is_verse, lines in groupby(blocks, key=is_verse_block):
        run = list(lines)
        stanzas = _split(run, _is_next) if is_verse and len(run) > 1 else []
        if stanzas and all(have_metre([line.text for line in stanza]) for stanza in stanzas):
            yield from map(_join_stanza, stanzas)
        else:
            yield from run


def _is_next(above: Block, line: Block) -> bool:
    """Whether the elements of the lines are of one kind, and nothing is between them."""
    return line.parent.tag == above.parent.tag and line.parent.getprevious() is above.parent


def _join_stanza(stanza: Sequence[Block]) -> Block:
    return stanza[0]._replace(text="\n".join(line.text for line in stanza))


def _is_poem(run: Sequence[Block]) -> bool:
    """Whether the lines are a poem. A couplet counts if it is in italics or centred."""
    if len(run) < 2 or run[0].kind != TEXT:
        return False
    set_apart = all(line.italic or line.align == "center" for line in run)
    return are_verses([line.text for line in run], least=2 if set_apart else 4)


def _find_short_stanzas(runs: Sequence[Sequence[Block]]) -> Iterator[int]:
    """The places of paragraphs beside one another, of two or three verses each, that share a metre."""
    for is_short, stanzas in groupby(enumerate(runs), key=lambda each: _is_couplet(each[1])):
        places = [place for place, _ in stanzas] if is_short else []
        if len(places) > 1 and have_metre([line.text for place in places for line in runs[place]]):
            yield from places


def _is_couplet(run: Sequence[Block]) -> bool:
    """Whether a paragraph next to a poem has two or three more of its lines."""
    return len(run) > 1 and run[0].kind == TEXT and are_verses([line.text for line in run], least=2)


def _join_run(run: Sequence[Block]) -> Block:
    text = run[0].text
    for line in run[1:]:
        text += line.text if _is_initial(text) else f" {line.text}"
    return run[0]._replace(text=text) if len(run) > 1 else run[0]


def _is_initial(text: str) -> bool:
    """Whether it is a first letter that is set large in a box of its own, perhaps behind a quotation mark."""
    return 0 < len(text) <= 2 and text[-1].isupper()


def _goes_on(before: Block, block: Block) -> bool:
    if before.kind != TEXT or block.kind != TEXT or not block.text[:1].islower():
        return False
    if before.parent is not block.parent or "\n" in before.text or "\n" in block.text:
        return _is_initial(before.text)
    return not before.text.endswith(_FULL_ENDS)

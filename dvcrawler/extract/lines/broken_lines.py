"""Joins the lines of one sentence that a hard break separates, and the verses of a stanza."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.lines.verse import FEWEST_VERSES, are_verses, have_metre, is_verse_block

_FULL_ENDS = (".", "!", "?", "…", ":", ";", "”", '"', ")", "./.")


def join_broken_lines(blocks: Sequence[Block]) -> list[Block]:
    """Joins lines of one paragraph that a hard break separates in mid-sentence (text from Word).

    The verses of a stanza become one block, its lines separated by "\\n".
    """
    if _are_whole(blocks):
        return list(blocks)
    return list(_join_sentences(_join_verse_paragraphs(_join_poems(blocks))))


def _join_poems(blocks: Sequence[Block]) -> list[Block]:
    """Joins the verses of poems whose lines are in one element."""
    grouped = groupby(blocks, key=lambda block: (id(block.parent), is_verse_block(block)))
    runs = [list(lines) for _, lines in grouped]
    poems = {place for place, run in enumerate(runs) if _is_poem(run)}
    joined: list[Block] = []
    for place, run in enumerate(runs):
        is_stanza = place in poems or (not poems.isdisjoint((place - 1, place + 1)) and _is_couplet(run))
        joined.extend(_split_stanzas(run) if is_stanza else run)
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
        stanzas = _split_at_gaps(run) if is_verse and len(run) > 1 else []
        if stanzas and all(have_metre([line.text for line in stanza]) for stanza in stanzas):
            yield from map(_join_stanza, stanzas)
        else:
            yield from run


def _join_stanza(stanza: Sequence[Block]) -> Block:
    return stanza[0]._replace(text="\n".join(line.text for line in stanza))


def _split_at_gaps(run: Sequence[Block]) -> list[list[Block]]:
    """The lines of successive elements of one kind, split at any other element between them."""
    stanzas: list[list[Block]] = []
    for line in run:
        above = stanzas[-1][-1].parent if stanzas else None
        if above is not None and line.parent.tag == above.tag and line.parent.getprevious() is above:
            stanzas[-1].append(line)
        else:
            stanzas.append([line])
    return stanzas


def _is_poem(run: Sequence[Block]) -> bool:
    """Whether the lines are a poem. A couplet counts if it is in italics or centred."""
    if len(run) < 2 or run[0].kind != TEXT:
        return False
    set_apart = all(line.italic or line.align == "center" for line in run)
    return are_verses([line.text for line in run], least=2 if set_apart else 4)


def _is_couplet(run: Sequence[Block]) -> bool:
    """Whether a paragraph next to a poem has two or three more of its lines."""
    return run[0].kind == TEXT and are_verses([line.text for line in run], least=2)


def _split_stanzas(run: Sequence[Block]) -> list[Block]:
    stanzas: list[list[Block]] = []
    for line in run:
        if stanzas and not line.gap:
            stanzas[-1].append(line)
        else:
            stanzas.append([line])
    return list(map(_join_stanza, stanzas))


def _join_sentences(blocks: Iterable[Block]) -> Iterator[Block]:
    run: list[Block] = []
    for block in blocks:
        if run and not _goes_on(run[-1], block):
            yield _join_run(run)
            run = []
        run.append(block)
    if run:
        yield _join_run(run)


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

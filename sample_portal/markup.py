"""Body markup common to the newspaper's layouts: paragraphs, tables, script-filled bodies."""

import json
import textwrap
import unicodedata
from collections.abc import Callable, Iterator
from html import escape

from sample_portal.articles import Story
from sample_portal.blocks import Block, Grid, Paragraph, Photo, Player

Frame = Callable[[Photo, Story], str]

_WORD_P = (
    '<p class="MsoNormal" style="TEXT-ALIGN: justify; LINE-HEIGHT: 13pt; MARGIN: 0in 0in 0pt; '
    "mso-line-height-rule: exactly\"><span style=\"FONT-FAMILY: 'Arial','sans-serif'; "
    'FONT-SIZE: 10pt">{}<!--?xml:namespace prefix = o ns = '
    '"urn:schemas-microsoft-com:office:office" /--><o:p></o:p></span></p>'
)


def text_of(text: str) -> str:
    """`text` for an element's content; quotation marks stay as they are."""
    return escape(text, quote=False)


def wear(text: str, traps: frozenset[str]) -> str:
    """`text` as the CMS would hold it: look-alike letters, no-break spaces, split accents."""
    if "eth" in traps:
        text = text.replace("Đ", "\u00d0")
    if "nfd" in traps:
        text = unicodedata.normalize("NFD", text)
    if "word" in traps:
        text = break_lines(text)
    html = text_of(text)
    if "inline" in traps:
        html = mark_up_inside(html)
    if "nbsp" in traps:
        words = html.split(" ")
        html = "".join(w + ("&nbsp;" if i % 5 == 4 else " ") for i, w in enumerate(words)).rstrip()
    return html


def title_of(story: Story) -> str:
    """The headline for its element: letters are worn, but the CMS keeps no markup in a title."""
    return wear(story.title, story.traps - {"inline", "word"})


def break_lines(text: str) -> str:
    """Hard line breaks inside sentences, as pasting from Word leaves them."""
    return textwrap.fill(text, 90, break_on_hyphens=False)


def mark_up_inside(html: str) -> str:
    """A link round two words, and a span that begins inside a word."""
    words = html.split(" ")
    if len(words) < 12 or any(mark in html for mark in "<&"):
        return html
    words[3] = f'<a href="#chu-de">{words[3]}'
    words[4] = f"{words[4]}</a>"
    words[8] = f'{words[8][:1]}<span style="color: #000">{words[8][1:]}</span>'
    return " ".join(words)


def content(story: Story, frame: Frame) -> str:
    """The inside of the content element: signature or photo first where the article has it so."""
    parts = list(_opening(story))
    blocks = list(story.blocks)
    if "photo-first" in story.traps:
        parts.append(block_html(blocks.pop(0), story, frame))
    if story.lead is not None:
        parts.append(lead_html(story))
    parts.extend(block_html(block, story, frame) for block in blocks)
    parts.extend(closing(story))
    return "\n".join(parts)


def lead_html(story: Story) -> str:
    """The bold first paragraph, in the three shapes seen."""
    html = wear(story.lead or "", story.traps)
    if "split-lead" in story.traps:
        cut = html.index(" ", len(html) // 3)
        return f"<p><strong>{html[:cut]}&nbsp;</strong><strong>{html[cut + 1 :]}</strong></p>"
    if story.plan.number % 2:
        return f'<p style="text-align: center;"><em><strong>{html}</strong></em></p>'
    return f"<p><strong>{html}</strong></p>"


def _opening(story: Story) -> Iterator[str]:
    signed = story.signed
    if signed and signed.placed == "start":
        name, office = map(text_of, signed.lines)
        yield f'<p style="text-align: right;"><strong>{name}</strong><br><em>{office}</em></p>'


def closing(story: Story) -> Iterator[str]:
    signed = story.signed
    if signed and signed.placed == "end":
        if "bold-byline" in story.traps or story.plan.number % 5 == 0:
            yield f"<p><strong>{text_of(signed.raw)}</strong></p>"
        else:
            yield f'<p style="text-align: right;">{text_of(signed.raw)}</p>'
        yield "<p>&nbsp;</p>"


def block_html(block: Block, story: Story, frame: Frame) -> str:
    if isinstance(block, Paragraph):
        return paragraph_html(block, story.traps)
    if isinstance(block, Photo):
        return frame(block, story)
    return grid_html(block) if isinstance(block, Grid) else player_html(block, story)


def paragraph_html(block: Paragraph, traps: frozenset[str]) -> str:
    html = wear(block.text, traps)
    if block.role == "intertitle":
        return f"<p><strong>{html}</strong></p>"
    if block.role == "media":
        return f'<div class="media_core" align="center">\n<p>{html}</p>\n</div>'
    if block.role == "note":
        return f"<p><em>{html}</em></p>"
    if block.role == "signature":
        return f'<p style="text-align: right;">{html}</p>'
    if "div-paragraphs" in traps:
        return f'<div style="text-align: justify;">{html}</div>'
    return _WORD_P.format(html) if "word" in traps else f"<p>{html}</p>"


def grid_html(grid: Grid) -> str:
    rows = []
    for row in grid.rows:
        cells = "".join(
            f'<td rowspan="{c.rowspan}"><p>{text_of(c.text)}</p></td>'
            if c.rowspan > 1
            else f"<td>{text_of(c.text)}</td>"
            for c in row
        )
        rows.append(f"<tr>\n{cells}\n</tr>")
    return '<table border="1" cellspacing="0"><tbody>\n' + "\n".join(rows) + "\n</tbody></table>"


def player_html(player: Player, story: Story) -> str:
    stem = f"{player.name}_{story.plan.native_id}"
    return (
        f'<div class="media_core" align="center"><video id="aid-{stem}" '
        f'poster="/file/media/{stem}.jpg" controls="controls" width="100%"></video>\n'
        "<p>&nbsp;</p>\n</div>"
    )


def by_script(story: Story, html: str) -> str | None:
    """The script that fills the content element; None where the page carries its body itself."""
    if "script-html" in story.traps:
        filled = html.replace("\\", "\\\\").replace("`", "\\`")
        return f"<script>\n$('#content').html(`{filled}`);\n</script>"
    if "script-output" in story.traps:
        filled = json.dumps(html, ensure_ascii=False).replace("</", "<\\/")
        return (
            f"<script>\nvar outputData = {filled};\n"
            "document.getElementById('content').innerHTML = outputData;\n</script>"
        )
    return None

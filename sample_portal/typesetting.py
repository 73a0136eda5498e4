"""Text as markup, with what the real editors leave in it: look-alike letters, line breaks, odd tags."""

import json
import textwrap
import unicodedata
from html import escape

from sample_portal.blocks import Photo
from sample_portal.stories import Story


def escape_text(text: str) -> str:
    """`text` for an element's content; quotation marks stay."""
    return escape(text, quote=False)


def typeset(text: str, traps: frozenset[str]) -> str:
    """A paragraph, with the look-alike letters, no-break spaces and split accents that `traps` ask for."""
    if "eth" in traps:
        text = text.replace("Đ", "\u00d0")
    if "nfd" in traps:
        text = unicodedata.normalize("NFD", text)
    if "word" in traps:  # pasting from Word leaves hard line breaks inside sentences
        text = textwrap.fill(text, 90, break_on_hyphens=False)
    html = escape_text(text)
    if "inline" in traps:
        html = _add_inline_markup(html)
    return _add_no_break_spaces(html) if "nbsp" in traps else html


def typeset_title(story: Story) -> str:
    """The headline: the CMS keeps no markup and no line breaks in a title."""
    return typeset(story.title, story.traps - {"inline", "word"})


def _add_inline_markup(html: str) -> str:
    """Adds a link around two words, and a span that begins inside a word."""
    words = html.split(" ")
    if len(words) < 12 or any(mark in html for mark in "<&"):
        return html
    words[3] = f'<a href="#chu-de">{words[3]}'
    words[4] = f"{words[4]}</a>"
    words[8] = f'{words[8][:1]}<span style="color: #000">{words[8][1:]}</span>'
    return " ".join(words)


def _add_no_break_spaces(html: str) -> str:
    words = html.split(" ")
    return "".join(w + ("&nbsp;" if i % 5 == 4 else " ") for i, w in enumerate(words)).rstrip()


def split(html: str, part: int) -> tuple[str, str]:
    """`html` before and after the first space that follows its first `part`-th."""
    cut = html.index(" ", len(html) // part)
    return html[:cut], html[cut + 1 :]


def alt_text(photo: Photo, story: Story) -> str:
    """The caption again, cut at a quotation mark, or with the byline or credit appended."""
    image = photo.image
    if image.caption is None:
        return ""
    if '"' in image.caption:
        return image.caption.partition('"')[0]
    if "byline-in-alt" in story.traps and story.byline:
        return f"{image.caption} {story.byline.raw}"
    return f"{image.caption} Ảnh: {image.credit}" if image.credit else image.caption


def as_template_literal(html: str) -> str:
    """`html` between the backquotes of a script."""
    return html.replace("\\", "\\\\").replace("`", "\\`")


def as_script_string(html: str) -> str:
    """`html` as a string of a script, with its quotation marks."""
    return json.dumps(html, ensure_ascii=False).replace("</", "<\\/")

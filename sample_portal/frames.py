"""Photo frames: the tables in which the old and the new CMS set a photo and its caption."""

from html import escape

from sample_portal.articles import Story
from sample_portal.blocks import Photo
from sample_portal.markup import text_of

_TABLE = '<table class="image center" align="center">\n<tbody>\n<tr>\n<td>{}</td>\n</tr>\n'


def caption_html(photo: Photo, story: Story) -> str:
    """The caption cell's inside, with the credit as the page writes it."""
    image = photo.image
    if image.caption is None:
        return "&nbsp;"
    html = text_of(image.caption)
    if "caption-break" in story.traps:
        cut = html.index(" ", len(html) // 2)
        html = f"{html[:cut]}<br>{html[cut + 1 :]}"
    if image.credit is None:
        return html
    if "photo-credit-line" in story.traps:
        return f"{html}<br>Ảnh:<br>{text_of(image.credit)}"
    credit = f"Ảnh: {text_of(image.credit)}"
    return f"{html} ({credit})" if story.plan.number % 2 else f"{html}&nbsp;{credit}"


def alt_text(photo: Photo, story: Story) -> str:
    """The caption once more, cut at a quotation mark, or with the byline glued on."""
    image = photo.image
    if image.caption is None:
        return ""
    if '"' in image.caption:
        return image.caption.partition('"')[0]
    if "byline-in-alt" in story.traps and story.signed:
        return f"{image.caption} {story.signed.raw}"
    return f"{image.caption} Ảnh: {image.credit}" if image.credit else image.caption


def img_html(photo: Photo, story: Story) -> str:
    if "no-alt" in story.traps:
        return f'<img src="{photo.src}">'
    return f'<img src="{photo.src}" alt="{escape(alt_text(photo, story))}">'


def legacy_frame(photo: Photo, story: Story) -> str:
    """Caption in `td.image_desc`, or in a plain second row's <em>."""
    cell = caption_html(photo, story)
    if "caption-in-em" in story.traps:
        row = f"<tr>\n<td><em>{cell}</em></td>\n</tr>"
    else:
        row = f'<tr>\n<td class="image_desc">{cell}</td>\n</tr>'
    return f"{_TABLE.format(img_html(photo, story))}{row}\n</tbody>\n</table>"


def stock_frame(photo: Photo, story: Story) -> str:
    """Pages moved in from other systems: a table that no class marks as a photo's."""
    image = photo.image
    return (
        '<table style="WIDTH: 32.32%; HEIGHT: 40px" border="0" cellspacing="1" align="center">\n'
        f'<tbody>\n<tr>\n<td><img border="0" alt="minh-hoa.jpg" src="{photo.src}"></td>\n</tr>\n'
        f'<tr>\n<td><font color="#0000ff" size="2">{image.caption}: {image.credit}</font></td>\n'
        "</tr>\n</tbody>\n</table>"
    )


def plain_frame(photo: Photo, story: Story) -> str:
    """The new CMS since 2023: <em> round the photo, `td.desc > em`, in a plain <div>."""
    if "stock-photo" in story.traps:
        return stock_frame(photo, story)
    image = f"<em>{img_html(photo, story)}</em>"
    row = f'<tr>\n<td class="desc"><em>{caption_html(photo, story)}</em></td>\n</tr>'
    table = f"{_TABLE.format(image)}{row}\n</tbody>\n</table>"
    return f'<div style="text-align: center;">\n{table}\n</div>'


def lightbox_frame(photo: Photo, story: Story) -> str:
    """The new CMS of 2022: a lightbox link, whose data-title a quotation mark cuts short."""
    if "stock-photo" in story.traps:
        return stock_frame(photo, story)
    title = "&nbsp;" if photo.image.caption is None else _data_title(photo, story)
    image = (
        f'<div class="new"><a class="example-image-link" href="{photo.src}" '
        f'data-lightbox="slide-1" data-title="{title}">{img_html(photo, story)}</a></div>'
    )
    row = f'<tr>\n<td class="desc">{caption_html(photo, story)}</td>\n</tr>'
    return f"{_TABLE.format(image)}{row}\n</tbody>\n</table>"


def _data_title(photo: Photo, story: Story) -> str:
    caption = photo.image.caption or ""
    # The CMS does not escape here: the attribute ends at the caption's own quotation mark.
    return caption if '"' in caption else escape(alt_text(photo, story))

"""Photo essays: pages of pictures with captions and no running text."""

from collections.abc import Iterable, Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.generic.boilerplate import Furniture
from dvcrawler.extract.link_lists import is_sentence
from dvcrawler.items import Image

PHOTO = "photo"
#: Fewer pictures with a caption than this illustrate a text that was not found.
_LEAST_PICTURES = 3
#: Characters of all captions; labels and logos have fewer.
_LEAST_TOLD = 100


def is_photo_essay(images: Sequence[Image]) -> bool:
    """Whether the pictures and their different captions are an article without any other text."""
    captions = {image.caption for image in images if image.caption}
    return len(captions) >= _LEAST_PICTURES and sum(map(len, captions)) >= _LEAST_TOLD


def find_lead(blocks: Iterable[Block], images: Sequence[Image], furniture: Furniture) -> tuple[str, ...]:
    """The sentences among the blocks above the pictures, too short to be running text elsewhere."""
    captions = {image.caption for image in images}
    sentences = (block for block in blocks if block.kind == TEXT and is_sentence(block.text))
    own = (b for b in sentences if not furniture.is_outside(b.parent) and not furniture.is_caption(b.parent))
    return tuple(block.text for block in own if block.text not in captions)

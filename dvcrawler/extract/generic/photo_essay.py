"""Photo essays: pages of pictures with captions and no running text."""

from collections.abc import Sequence

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

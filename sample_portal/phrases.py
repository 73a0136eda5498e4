"""Titles, leads, captions and paragraphs, written by lot from the stock in `themes`."""

import random

from sample_portal.themes import COMMON, Theme
from sample_portal.words import fill


def write_title(theme: Theme, rng: random.Random) -> str:
    title = fill(rng.choice(theme.titles), rng)
    return title[0].upper() + title[1:]


def write_lead(theme: Theme, rng: random.Random) -> str:
    return fill(rng.choice(theme.leads), rng)


def write_caption(theme: Theme, rng: random.Random) -> str:
    return fill(rng.choice(theme.captions), rng)


def write_paragraphs(theme: Theme, rng: random.Random, count: int) -> list[str]:
    """`count` paragraphs of two to four sentences, always longer than a caption."""
    stock = [*theme.sentences, *COMMON]
    rng.shuffle(stock)
    paragraphs = []
    for _ in range(count):
        chosen = []
        for _ in range(rng.randint(2, 4)):
            chosen.append(stock.pop() if stock else rng.choice(COMMON))
        paragraphs.append(" ".join(fill(pattern, rng) for pattern in chosen))
    return paragraphs

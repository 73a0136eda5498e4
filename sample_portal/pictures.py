"""Pictures of the articles: small and valid, each with its own bytes."""

import random
import struct
import zlib

#: The addresses end with .jpg all the same, as on sites that convert what is uploaded.
PNG = "image/png"
_WIDTH, _HEIGHT = 160, 100


def draw_picture(path: str) -> bytes:
    """A PNG of coloured bands with grain, about 20 KB; the same for the same path."""
    rng = random.Random(path)
    rows = []
    for _ in range(_HEIGHT):
        colour = [rng.randrange(256) for _ in range(3)]
        grain = rng.randbytes(_WIDTH)
        pixels = bytes((colour[place % 3] + grain[place // 3] % 16) % 256 for place in range(_WIDTH * 3))
        rows.append(b"\x00" + pixels)
    head = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    body = zlib.compress(b"".join(rows), 6)
    chunks = (_chunk(b"IHDR", head), _chunk(b"IDAT", body), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

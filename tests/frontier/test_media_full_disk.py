"""Pictures that the disk does not take: their articles are stored, one line says why, the next run asks again."""

import os
import random
import subprocess
import sys

import pytest

from dvcrawler.storage.verify import verify
from tests.frontier.test_media import FILES, MEDIA, captures, file, media_counts, picture, story
from tests.portal import records
from tests.site import HOST, SITE, asked, crawl_site, path_of, served, site

#: Bytes of the picture of each article.
SIZES = {1: 40_000, 2: 3_000_000, 3: 40_000}


@pytest.fixture
def disk(tmp_path):
    """A disk of two megabytes, which can be made larger."""
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(tmp_path)]
    if sys.platform != "linux" or os.geteuid() or subprocess.run(command, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield tmp_path
    subprocess.run(["umount", str(tmp_path)], check=True)


def pages(sizes=SIZES):
    found = site(*sizes)
    for number, size in sizes.items():
        found[HOST, path_of(number)] = story(number, picture(address(number)))
        body = b"\x89PNG\r\n\x1a\n" + random.Random(number).randbytes(size)
        found[FILES, f"/hinh-{number}.png"] = file(body, "image/png")
    return found


def address(number):
    return f"https://{FILES}/hinh-{number}.png"


def lines_about_the_disk(text):
    return [line for line in text.splitlines() if "No space left on device" in line]


@pytest.mark.slow
def test_a_picture_that_the_disk_does_not_take_fails_alone_and_is_asked_for_again(disk):
    with served(pages()) as web:
        ended = crawl_site(web, disk, *MEDIA, DVCRAWLER_MIN_FREE_MB="0")
        assert ended.code == 15, ended.out + ended.err
        assert len(lines_about_the_disk(ended.out)) == len(lines_about_the_disk(ended.err)) == 1
        assert media_counts(disk) == {"kept": 2, "unwritten": 1}
        assert len(records(disk, SITE)) == 3
        assert [url for url, capture in captures(disk).items() if capture is None] == [address(2)]
        assert list(verify(disk, SITE)) == []

        subprocess.run(["mount", "-o", "remount,size=20m", str(disk)], check=True)
        assert crawl_site(web, disk, *MEDIA, DVCRAWLER_MIN_FREE_MB="0").code == 0
        assert None not in captures(disk).values()
        assert [len(asked(web, f"/hinh-{number}.png")) for number in SIZES] == [1, 2, 1]
    assert list(verify(disk, SITE)) == []
    assert len(records(disk, SITE)) == 3


def test_a_disk_that_takes_no_picture_is_not_tried_with_all_of_them(disk):
    with served(pages(dict.fromkeys(range(1, 10), 3_000_000))) as web:
        ended = crawl_site(
            web, disk, *MEDIA, "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1", DVCRAWLER_MIN_FREE_MB="0"
        )
        assert ended.code == 15, ended.out + ended.err
        assert media_counts(disk) == {"unwritten": 3}
        assert len(records(disk, SITE)) == 9
        assert sum(len(asked(web, f"/hinh-{number}.png")) for number in range(1, 10)) < 9
    assert list(verify(disk, SITE)) == []

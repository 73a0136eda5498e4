"""Rebuilds the media database from store and archive, and brings it in line with removals and losses."""

from contextlib import closing
from pathlib import Path

from dvcrawler.storage.databases.database_files import delete_database
from dvcrawler.storage.disk import disk_errors
from dvcrawler.storage.media.database import NO_END, Media, media_path
from dvcrawler.storage.media.lines import name_files
from dvcrawler.storage.store import Store
from dvcrawler.storage.warc.captures import split_name
from dvcrawler.storage.warc.index import CaptureIndex

_BATCH = 500


def rebuild_media(data: Path, site: str, per_article: int) -> None:
    """Rebuilds the database from store and archive. Call it only while holding the site's lock."""
    path = media_path(data, site)
    with disk_errors(path):
        delete_database(path)
    with (
        Store(data, site) as store,
        closing(Media(data, site, per_article)) as media,
        closing(CaptureIndex(data, site)) as index,
    ):
        media.catch_up(store)
        for file in media.files():
            media.find_held(file, index)


def settle_media(store: Store, per_article: int) -> None:
    """Brings the database, if it exists, in line with the removed articles. Raises StorageError."""
    if not media_path(store.data, store.site).is_file():
        return
    with closing(Media(store.data, store.site, per_article)) as media:
        restored = media.removed() - store.removed
        media.catch_up(store)
        if restored:
            with closing(CaptureIndex(store.data, store.site)) as index:
                for url in _list_files(store, restored):
                    for file in media.unheld(url):
                        media.find_held(file, index)


def forget_lost(media: Media, index: CaptureIndex) -> None:
    """Has files requested again whose bytes are in no WARC file any more: it was deleted, cut, or replaced by
    an older copy.
    """
    last = 0
    while batch := media.held(last, _BATCH):
        last = batch[-1][0]
        record_ids = {number: split_name(capture)[1] for number, capture in batch}
        whole = index.find_whole([*record_ids.values()])
        media.note_lost(number for number, record_id in record_ids.items() if record_id not in whole)


def _list_files(store: Store, ids: frozenset[str]) -> set[str]:
    lines = (record for file in store.files() for _, record in store.lines(file.name))
    records = [record for record in lines if record is not None and record["id"] in ids]
    return {row.url for record in records for row in name_files(record, NO_END)[0]}

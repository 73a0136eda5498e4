"""Adds the content hash, by which a correction is told from an unchanged page."""

from dvcrawler.items import Article
from dvcrawler.normalize.article import fingerprint


class FingerprintPipeline:
    def process_item(self, item: Article) -> Article:
        return fingerprint(item)

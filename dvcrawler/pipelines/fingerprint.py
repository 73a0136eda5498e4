"""Adds the content hash, which distinguishes a correction from an unchanged page."""

from dvcrawler.items import Article
from dvcrawler.normalize.article import fingerprint


class FingerprintPipeline:
    def process_item(self, item: Article) -> Article:
        return fingerprint(item)

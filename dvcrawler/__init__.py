"""Crawls Vietnam's provincial news portals into a durable JSONL store."""

__version__ = "0.1.0"

"""Feeds and sitemaps, read as untrusted XML."""

"""Kinds of printed lines: what ends an article, what belongs to a site's software, verse, lists of links."""

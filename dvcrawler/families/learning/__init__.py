"""Learns the article addresses of a site that no file describes, from its listings, its feeds and a
few pages.

`rule_learning` decides, by `address_candidates` of one `address_shape` each and by the `link_votes`
of `listing_blocks`; `shape_pattern` writes the regular expression, `address_rule` is the result.
"""

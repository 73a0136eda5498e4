"""Lines of a site's software among the paragraphs.

`interface_lines` recognises them, with `button_labels`, `label_rows`, `reader_counts`,
`site_offers`, `offer_answers` and `tickers`.
"""

"""Links, cards and excerpts that lead to other articles.

Cards: `cards`, `linked_cards`, `other_cards`. Lists of excerpts: `excerpts`, `excerpt_runs` and
`excerpt_pairs`. What they are judged by: `other_pages`.
"""

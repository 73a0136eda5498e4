"""Parts of a page that are not the article.

`boxes` judges boxes, by their names (`box_names`), what they hold (`box_contents`) and their links
(`link_shares`, `other_pages`). Among the paragraphs: cards (`cards`, `linked_cards`, `other_cards`), lists of
excerpts (`excerpts`, `excerpt_runs`), forms, advertisements and notices. Below the text: another article
(`next_article`, `appended`) or an imprint. What cannot be told becomes a problem: `doubtful_parts`,
`signed_parts`, `texts_of_others`, `left_out`.
"""

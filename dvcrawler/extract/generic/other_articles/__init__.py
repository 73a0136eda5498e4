"""Another article, or part of one, within or below the text of this one.

Left out: `next_article`, `appended`, `boxes_of_pages`, `elsewhere`, `other_boxes`. What cannot be decided
becomes a problem: `doubtful_parts`, `signed_parts`, `texts_of_others`, and those that `elsewhere` names.
"""

"""Bylines among the lines of an article, and names there that sign nothing.

At the end: `byline_block`, by the form (`byline_form`) and place of the last lines (`last_lines`,
`name_at_end`, `byline_tail`). Above the text: `byline_below_lead`; boxes named after the
author: `author_names`. Names that sign nothing: `names_in_text`, `names_of_others`.
Below a byline: `byline_notes`, `parts_below_byline`.
"""

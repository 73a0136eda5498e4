"""Boxes and lines of a page that are not the article.

`boxes` judges boxes, by their names (`box_names`) and what they hold (`box_contents`). Known kinds:
`inserted_boxes`, `site_notices`, `comments_above`, `own_footer`, and rows of facts (`fact_lines`).
"""

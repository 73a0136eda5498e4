"""Where the text of an article ends.

`article_end` decides, by the lines that may end it (`end_lines`) and by what goes on below a box
(`boxes_within`, `paragraphs_above`). Readers' comments: `comment_headings`, `comments_below`. Lines that
look like an end and may be none: `letters`, `login_walls`.
"""

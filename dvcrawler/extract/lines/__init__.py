"""Lines among the paragraphs of an article, by their kind.

A sentence, a link, a date, a note of the newsroom: `line_kinds`. Lines made of several, or split:
`broken_lines`, `verse`, `credit_pairs`, `label_lines`. Lists: `contents_lists`, `link_lists`. What editors
add: `pull_quotes`.
"""

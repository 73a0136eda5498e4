"""Printed lines of an article and of its page.

Where the text ends: `article_end`, with `boxes_within` and `paragraphs_above` for what goes on below a box;
the lines that may end it: `end_lines`, but for `intertitles`, `letters` and `login_walls`.

Who signs it: `byline_block` at the end, by the form (`byline_form`) and place of the last lines
(`last_lines`, `name_at_end`, `byline_tail`), `byline_below_lead` and `signed_leads` above the text. Names
that sign nothing: `names_in_text`, `names_of_others`, `listed_persons`. Below a byline: `byline_notes`,
`parts_below_byline`.

What belongs to the site's software: `interface_lines`, with `button_labels`, `label_rows`, `reader_counts`,
`site_offers`, `offer_answers` and `tickers`.

Lines made of several, or parted: `broken_lines`, `verse`, `credit_pairs`, `label_lines`, `fact_tables`.
"""

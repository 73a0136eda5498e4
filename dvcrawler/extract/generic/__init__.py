"""Reading a page that no rule was written for, by what every Vietnamese news page shows a reader.

`landmarks` and `layout` combine what the folders find: `headlines`, `dates`, `authors`, the box of the
`text`, its lead and its ends, and in `boilerplate` what is not the article. `kinds` reads pages that are not
plain articles, `hidden` texts that a script shows. `metadata` is what a page states for machines.
"""

"""Reading a page that no rule was written for, by what every Vietnamese news page shows a reader.

Each module finds one thing: what the page states for machines (`metadata`), the headline (`headline`), the
run of paragraphs (`density`), what is page furniture (`boilerplate`), the printed or stated date (`date`),
the byline (`byline`) and the lead (`lead`). `layout` combines them.
"""

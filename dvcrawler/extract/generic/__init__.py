"""Reading a page that no rule was written for, by what every Vietnamese news page shows a reader.

Each module finds one thing: what the page states for machines (`structured`), the headline (`title`),
the run of paragraphs (`dense`), what is furniture (`furniture`), the printed or stated date (`when`),
the byline (`who`) and the sapo (`sapo`). `layouts/generic.py` puts them together.
"""

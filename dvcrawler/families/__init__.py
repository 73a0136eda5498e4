"""Sites by the system they run on.

One module for each CMS: `vnpt`, `party`, `gov`, `sharepoint`, `drupal` and so on, each with marks, addresses,
layouts (in `layouts`) and a site factory, over `cms`; `recognise` finds the one that a site runs on.

`any_site` is a site that no file describes; `learning` learns its article addresses; `non_articles` and
`non_sections` are addresses that every portal has in addition.

`files` finds, reads and checks the site files, and reads one page by them.
"""

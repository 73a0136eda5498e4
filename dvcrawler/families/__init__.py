"""Sites by the system they run on.

One module for each CMS: `vnpt`, `party`, `gov`, `sharepoint`, `drupal` and so on, each with marks, addresses,
layouts and a site factory, over `cms` and `boxes`; `recognise` tells which one a site runs on.

`any_site` is a site that no file describes; `learning` learns its article addresses; `non_articles` and
`non_sections` are addresses that every portal has in addition.

`known_sites` reads the site files, `site_files` and `site_fields` check them, `saved_pages` reads one page.
"""

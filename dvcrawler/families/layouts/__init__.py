"""How the articles of each CMS are read: loaded with the first page by `dvcrawler.families.cms`."""

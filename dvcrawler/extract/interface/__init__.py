"""Lines that belong to the site's software, not to the article."""

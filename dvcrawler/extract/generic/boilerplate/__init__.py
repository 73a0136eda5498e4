"""Parts of a page that are not the article."""

"""When the page says that an article was last changed."""

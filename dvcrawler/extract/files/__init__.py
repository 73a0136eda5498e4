"""Files that an article shows or offers."""

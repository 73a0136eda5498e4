"""Where the text of an article ends."""

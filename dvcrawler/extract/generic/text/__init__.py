"""Where the text of an article is: its box, its further parts, its ends."""

"""The headline of an article, and what is printed around it."""

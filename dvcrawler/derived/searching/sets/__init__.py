"""Sets of articles, coded in few bytes."""

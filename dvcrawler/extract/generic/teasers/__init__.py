"""Links, cards and excerpts that lead to other articles."""

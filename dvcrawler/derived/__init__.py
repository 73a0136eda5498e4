"""What is built from the store and deleted without loss: the search index and what reads it."""

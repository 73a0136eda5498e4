"""Files built from the store that may be deleted without loss: the search index and its readers."""

"""Front pages that lead to the real one, to another host, or stand in for every section."""

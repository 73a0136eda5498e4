"""Front pages that lead elsewhere, or stand in for every section.

To the real front page: `refresh`; to another host or in place of each section: `front_copies`.
"""

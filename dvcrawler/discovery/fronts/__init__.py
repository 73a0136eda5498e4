"""Front pages that lead elsewhere, or take the place of every section.

To the real front page: `refresh`; to another host or in place of each section: `front_copies`.
"""

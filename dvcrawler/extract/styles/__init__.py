"""What style sheets show, hide, and lay out as boxes or lines."""

"""Buttons, drop-down lists, forms and scripts that lead to the next page of a listing."""

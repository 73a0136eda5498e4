"""How a listing leads to its next page: links, forms, scripts, a list service, a refresh."""

"""The sites that have a file under `spiders/`, and saved pages of them."""

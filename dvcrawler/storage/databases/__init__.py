"""SQLite files: opened, sealed, and their errors translated."""

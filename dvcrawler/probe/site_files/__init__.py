"""The suggested site file: its text, and how it is written into the project."""

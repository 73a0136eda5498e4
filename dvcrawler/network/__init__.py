"""Connections: where to, whether allowed, and how verified."""

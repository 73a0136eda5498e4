"""Texts that a page holds without showing them: hidden boxes, templates, the state of applications."""

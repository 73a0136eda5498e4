"""Copies of a shared store on this machine: `restore` for the owner of a site, a mirror for readers."""

from dvcrawler.shared.restore import RestoreResult, restore

__all__ = ["RestoreResult", "restore"]

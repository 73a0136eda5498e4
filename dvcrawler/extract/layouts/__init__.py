"""One module a CMS family; each exports its layouts, newest theme first."""

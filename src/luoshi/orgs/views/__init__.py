"""Pages of the orgs room."""

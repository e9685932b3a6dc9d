"""Plans broken into yearly tasks, and how the plans stand."""

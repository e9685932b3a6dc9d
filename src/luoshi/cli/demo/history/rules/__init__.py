"""Pure rules of the history."""

"""What the desk brings together."""

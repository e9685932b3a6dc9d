"""What changes duties."""

"""What changes units, regions and accounts."""

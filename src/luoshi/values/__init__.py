"""Value types and codes that every room may use. Pure Python."""

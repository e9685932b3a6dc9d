"""Stored originals: kept once per content, under their SHA-256."""

"""Stored files: kept once per content under their SHA-256, pictures bare, sent only as downloads."""

"""Append-only, hash-chained events, and a witness that no accountable row changed without one."""

"""Timings, beside the peers we measure against: `make bench`."""

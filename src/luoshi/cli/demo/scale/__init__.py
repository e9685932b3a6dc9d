"""`luoshi demo --scale`: a province or a country, for measuring."""

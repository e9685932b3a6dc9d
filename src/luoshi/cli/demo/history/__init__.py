"""Two and a half years of the sample plan, played through the actions that people use (tables in data/)."""

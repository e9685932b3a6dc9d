"""Regions, units with their names, groups and dates, accounts and roles."""

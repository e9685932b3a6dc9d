"""Base page, components, gallery and static files: what every room shows itself with. No domain words."""

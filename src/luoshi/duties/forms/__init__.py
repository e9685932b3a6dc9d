"""What people type about duties."""

"""What a unit owes by when: the one loop of receipt, report, review, change and closing (docs/adr/0010)."""

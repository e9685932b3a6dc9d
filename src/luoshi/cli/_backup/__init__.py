"""What `luoshi backup` and `luoshi restore` share: one archive with database, stored files and a manifest."""

"""Home, search and the record: reads all, writes nothing."""

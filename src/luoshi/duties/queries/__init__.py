"""What pages need to know of duties, each in a number of statements that does not grow with the data."""

"""luoshi as it is, standing on the demonstration's day, with one page more to compare with."""

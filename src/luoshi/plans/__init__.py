"""Documents, their provisions, what they promise, and adoption."""

"""What `queries.verify` looks at besides the chain: guards, witnesses, heads noted elsewhere."""

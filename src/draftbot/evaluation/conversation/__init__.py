"""Messages said to a desk with a draft on it, and what is done held against what was wanted."""

"""Another place for the truth: a PostgreSQL server that several processes share."""

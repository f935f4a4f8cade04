"""What stands where in a request that is typed or spoken: the unit, the paper, facts, and what is said beside."""

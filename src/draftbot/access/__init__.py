"""Who may do what: users, keys, sessions, the rule, and the account of what was done.

Where no user is set up all of this is silent: whoever sits at the machine may do all.
"""

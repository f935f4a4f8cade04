"""What each action does to the desk and its draft, one module a kind of action."""

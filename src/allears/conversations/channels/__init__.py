"""How conversations leave the house and come into it: one folder a channel."""

"""How the shipped weights are made: `allears train` runs it all again."""

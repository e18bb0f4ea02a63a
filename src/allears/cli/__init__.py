"""The command line: the outermost door, and what starts the others."""

"""What goes in and what comes out: one module a resource, every field described and with an example."""

"""The operations, one module a resource: parse, call one action or query, render."""

"""Every write of learning, one file a matter."""

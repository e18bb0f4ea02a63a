"""Every read of learning, one file a matter."""

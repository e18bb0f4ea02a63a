"""The pages of learning, one file a matter."""

"""What follows from what was done: the outbox is emptied, its effects are queued and carried out."""

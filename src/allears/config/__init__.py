"""Where All Ears is put together: its settings, its home folder, its database, its addresses."""

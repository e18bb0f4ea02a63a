"""Trained weights, and what reads them. CARD.md tells what they were made from and how good they are."""

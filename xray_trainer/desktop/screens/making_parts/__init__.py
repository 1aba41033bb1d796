"""The pieces of the screen on which simulated sets are made."""

"""The kinds of load, one file a kind (see `simulator.load`)."""

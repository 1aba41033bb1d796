"""The kinds of concealment, one file a kind (see `simulator.hidden`)."""

"""What the inspection screen is made of: the answer being given, the folds, the keys."""

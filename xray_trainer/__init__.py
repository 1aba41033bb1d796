"""X-ray Trainer: practise reading cargo X-ray scans, offline, with an honest score."""

__version__ = "0.1.0"

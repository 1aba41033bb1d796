"""Simulated dual-energy scans of containers: scenes, exact truth, papers, twins, sets, insertion."""

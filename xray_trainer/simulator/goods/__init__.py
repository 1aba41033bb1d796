"""Structured goods as meshes: one file a family of items, each call another example."""

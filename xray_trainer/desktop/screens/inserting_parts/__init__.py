"""The pieces of the screen on which items are put into scans."""

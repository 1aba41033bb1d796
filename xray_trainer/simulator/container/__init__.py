"""The container itself: dry boxes and reefers of 20 and 40 ft."""

"""What carries the container: chassis, running gear, tractor."""

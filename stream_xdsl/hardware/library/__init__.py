"""Named machines as accel text, one file a machine."""

"""The IR: one file a dialect."""

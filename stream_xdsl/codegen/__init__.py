"""What a schedule does, as straight-line code over arrays, who runs it after what, and the loops in which it repeats itself."""

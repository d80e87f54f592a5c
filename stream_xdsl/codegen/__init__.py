"""What a schedule does, as straight-line code over arrays and the loops in which it repeats itself."""

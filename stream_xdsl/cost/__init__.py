"""What one tile costs on one core."""

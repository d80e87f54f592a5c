"""Files and foreign IR in."""

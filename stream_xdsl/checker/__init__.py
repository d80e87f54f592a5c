"""An independent judge of schedules; imports no engine that makes one, but for how loads are cut into blocks."""

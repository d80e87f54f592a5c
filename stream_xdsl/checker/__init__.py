"""An independent judge of schedules; imports no engine that makes one."""

"""Loop nests, views, tiles and the dependencies between tiles."""

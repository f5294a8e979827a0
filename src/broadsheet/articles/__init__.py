"""The newsroom: articles, fronts, topics, bylines, corrections, search and feeds."""

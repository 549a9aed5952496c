"""Images that stand in sources: checked, kept as files under their hash, and shown to their owner only."""

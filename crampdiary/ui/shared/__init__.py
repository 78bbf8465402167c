"""What several screens share: theme, small widgets, the notifier, the runner of background work."""

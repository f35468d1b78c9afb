"""What is owed to customers: follow-ups, promises, problems, checks, letters, asks, evidence."""

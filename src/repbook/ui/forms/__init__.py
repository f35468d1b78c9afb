"""Forms: fields, what they mean, drafts that survive, one save."""

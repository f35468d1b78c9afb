"""Looking after a customer: checks, problems, asks, plans, surveys, verdicts."""

"""Sales and what is agreed with them: the wizard, the five questions, trainings, the gate."""

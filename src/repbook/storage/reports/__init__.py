"""What the reports and the weekly review read, from dated rows."""

"""What every action rests on: cleaning and checking what was typed, making rows, removing them, undo."""

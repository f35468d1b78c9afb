"""What is asked, a question a line: of a touch, a check, a sale, a letter, and of every single row."""

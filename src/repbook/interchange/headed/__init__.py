"""What people write above a column, and which field it is: whole words, words put together, cut short, misspelt."""

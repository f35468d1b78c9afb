"""The words that lines, days and letters are read by, in text files, and their one reader."""

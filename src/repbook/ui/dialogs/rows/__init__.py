"""What can be done to any row: finish it, put it off, edit it; and forms left unfinished."""

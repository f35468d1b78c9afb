"""Files in and out: other programs' exports become frozen records, and a book becomes files.

Nothing here knows SQL; ``actions`` files what ``read_file`` returns.
"""

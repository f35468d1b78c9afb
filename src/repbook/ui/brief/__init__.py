"""The brief: what a rep reads in the ten seconds before dialling."""

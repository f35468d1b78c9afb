"""What happened with whom, as the rep would tell it: the data of the demo book."""

"""What holds the screens: how keys come in and wait, how a fault is met, and the one door out."""

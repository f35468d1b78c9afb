"""What holds the screens: what the app lends them, how keys come in and wait, how a fault is met, the one door out."""

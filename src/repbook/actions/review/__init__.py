"""The weekly review: what each verdict files, and the page that closes the week."""

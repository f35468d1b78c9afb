"""What every rule is made of: the vocabularies, the facts of a customer, the numbers, business days and weeks."""

"""Forgetting somebody who asks for it: found first, shown, and then erased for good."""

"""What each command does: one coroutine a verb, its dialog imported when first asked for."""

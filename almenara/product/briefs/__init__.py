"""Briefs: a page or two for one question, made, marked and rendered as reports are."""

"""Short texts in pairs, one right and one with a single error: which errors the audit finds, and whom it blames."""

"""Armed groups as views over dated, sourced statements: names, decisions, claims, conflicts, places."""

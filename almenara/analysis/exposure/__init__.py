"""What may befall a team's sites: threat by threat, at the finest level that the evidence bears."""

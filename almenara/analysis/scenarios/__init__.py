"""What a policy could change: the population model of armed groups, fitted to a day's evidence, and its ensemble."""

"""What a quantity counts: the measure and the definition that a text's words name or carry on."""

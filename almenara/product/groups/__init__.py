"""Armed groups given out: as files for other programs, as pictures for print, and decisions on their names."""

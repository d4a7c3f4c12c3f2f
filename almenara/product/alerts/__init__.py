"""Messages about incidents as files: CAP 1.2, Atom and GeoJSON."""

"""Reading files of what a team protects: tables, GeoJSON, shapefiles, GPX and KML, in words of two languages."""

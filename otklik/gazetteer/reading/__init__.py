"""Reading files of places: CSV, OpenStreetMap XML, Overpass JSON, GeoJSON. Plain Python: bytes in, rows out."""

"""Open311 GeoReport v2 over HTTP: parameters in, JSON or XML out; the work is done in `integrations.open311`.

http://wiki.open311.org/GeoReport_v2/
"""

"""The register of official pages, their checks, connections and alarms."""

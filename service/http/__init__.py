"""The REST service: one module a resource, and one a concern that all of them share."""

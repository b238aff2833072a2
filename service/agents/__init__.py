"""The door for assistants: tools of the Model Context Protocol, each of which asks one call of the REST contract."""

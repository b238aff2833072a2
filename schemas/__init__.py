"""The wire contract as marshmallow schemas, one module a resource. They know nothing of the service behind them."""

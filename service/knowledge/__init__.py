"""What is known of the world: tables of outlets, programmes and names, and how names and languages are told apart."""

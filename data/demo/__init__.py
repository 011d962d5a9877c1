"""The invented group: Norrhamns kommun (påhittad), generated as the files real systems produce."""

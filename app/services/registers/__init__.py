"""Lists that an office keeps: its procedures, its dossier counts. See README.md."""

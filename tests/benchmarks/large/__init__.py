"""A province with very many answers, for programs that measure."""

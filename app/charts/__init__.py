"""Pictures of results: rows in, one Vega-Lite chart with its sentence and its table out."""

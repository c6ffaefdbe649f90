"""Figures that state no fact of a country: of studies, aims and limits, firms and projects."""

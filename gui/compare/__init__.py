"""Years and agencies side by side: tables with charts, a heat map, bars."""

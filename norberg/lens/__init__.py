"""The program's nyckeltal by perspective, sustainability dimension or Agenda 2030 goal."""

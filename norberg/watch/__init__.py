"""The watch list: nyckeltal outside the program that the office follows, a small file each that it owns."""

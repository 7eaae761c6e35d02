"""All of Kolada as Parquet: generations of files that never change, each published by a manifest written last."""

"""Statistics over thousands of measures at once: what may be called a discovery when chance has thousands of tries.

Pure functions: no files of the municipality's, no lake, no Streamlit. ``tests`` makes one row per test of a kpi,
``chosen`` finds the discoveries among the tests of one municipality, ``words`` says in Swedish what was done.
"""

"""Follow-up of a municipality's program with key figures from Kolada.

Only ``norberg.ui`` imports streamlit, only ``norberg.door`` requests, only the store diskcache.
"""

"""The thematic deep-dives: what a theme's page, its sheet of paper and its files show, finished, without Streamlit."""

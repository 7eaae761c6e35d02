"""What stands out for the municipality in the rest of Kolada: the page Upptäck, finished, without Streamlit."""

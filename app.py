"""The app's door: page settings and the shell."""

import streamlit as st

from norberg.ui import shell

st.set_page_config(page_title="Uppföljning", page_icon="static/favicon.png", layout="wide")
shell.run()

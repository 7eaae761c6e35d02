from norberg.ui import blocks, shell

shell.guard()
blocks.title()

from norberg.ui import blocks, shell

shell.guard()
blocks.title()
blocks.overview()
blocks.state()
blocks.demo_switch()

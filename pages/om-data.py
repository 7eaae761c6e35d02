from norberg.ui import blocks, shell

shell.guard()
blocks.title()
blocks.state()
blocks.demo_switch()

from norberg.ui import about_data, changes, shell, wheel

shell.guard()
about_data.state()
about_data.get_more()
changes.section()
wheel.section()
about_data.demo_switch()

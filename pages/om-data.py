from norberg.ui import about_data, shell, wheel

shell.guard()
about_data.state()
about_data.get_more()
wheel.section()
about_data.demo_switch()

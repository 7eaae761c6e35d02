from norberg.ui import about_data, shell

shell.guard()
about_data.state()
about_data.get_more()
about_data.demo_switch()

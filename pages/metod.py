from norberg.ui import method, shell

shell.guard()
method.lead()
method.rules()
method.tried()

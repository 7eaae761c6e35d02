from norberg.ui import lens, shell

shell.guard()
selection, chosen = lens.head()
lens.view(selection, chosen)

from norberg.ui import shell, wall

shell.guard()
selection, chosen = wall.title()
wall.view(selection, chosen)

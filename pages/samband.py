from norberg.ui import relation, shell

shell.guard()
selection = relation.head()
shown = relation.chosen(selection)
relation.show(shown, selection)
relation.about()

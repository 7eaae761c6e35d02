from norberg.ui import gaps, shell

shell.guard()
selection, chosen = gaps.head()
gaps.lead(selection, chosen)
gaps.differences(selection, chosen)
gaps.files(selection, chosen)

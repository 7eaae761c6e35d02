from norberg.ui import blocks, shell

area = shell.area(__file__)
selection = blocks.goals(area)
for goal in area.goals:
    blocks.goal(goal, selection)

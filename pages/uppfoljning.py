from norberg.ui import followup, shell

shell.guard()
selection, chosen = followup.head()
followup.lead(selection, chosen)
for area in followup.areas(selection, chosen):
    followup.area(area)
    for goal in area.goals:
        followup.goal(goal, selection, chosen)

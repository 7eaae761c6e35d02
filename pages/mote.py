from norberg.ui import agenda, agenda_pick, meeting, shell

shell.guard()
if chosen := meeting.asked():
    meeting.show(chosen)
else:
    agenda.head()
    agenda.saved()
    agenda.order()
    agenda_pick.choose()
    agenda.start()

from norberg.ui import agenda, agenda_pick, meeting, meeting_link, shell

shell.guard()
if chosen := meeting_link.asked():
    meeting.show(chosen)
else:
    agenda.head()
    agenda.saved()
    agenda.order()
    agenda_pick.choose()
    agenda.start()

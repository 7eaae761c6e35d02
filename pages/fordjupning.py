from norberg.ui import deep, reports, shell

shell.guard()
if dive := deep.head():
    deep.columns(dive)
    reports.dive_button(dive.theme, dive.selection)
    deep.questions(dive)
    deep.charts_of_all(dive)
    deep.gaps(dive)
    deep.sources(dive)

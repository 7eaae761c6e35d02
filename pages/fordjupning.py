from norberg.ui import deep, shell

shell.guard()
if dive := deep.head():
    deep.columns(dive)
    deep.questions(dive)
    deep.charts_of_all(dive)
    deep.gaps(dive)
    deep.sources(dive)

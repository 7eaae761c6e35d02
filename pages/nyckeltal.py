from norberg.ui import depth, depth_link, shell, watching

shell.guard()
if indicators := depth_link.chosen():
    selection = depth.head(indicators)
    watching.offer(indicators)
    depth.facts(indicators, selection)
    depth.trend(indicators, selection)
    depth.places(indicators, selection)
    depth.genders(indicators, selection)
    depth.table(indicators, selection)
    depth.about(indicators, selection)

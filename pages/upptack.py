from norberg.ui import discover, shell

shell.guard()
if found := discover.head():
    selection, chosen, board = found
    discover.honesty(board, selection)
    discover.finds(board, selection, chosen)
    discover.files(board, selection, chosen)
discover.followed()

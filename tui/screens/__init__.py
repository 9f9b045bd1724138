"""The screens: the desk that stays, full screens over it, and dialogs over both.

The desk
    ``desk`` puts it together. Its bases are what ``tui.desk.Desk`` promises to commands, a subject each:
    ``commanding`` (keys become commands), ``changing`` (the review), ``reading`` (the reader), ``dialogs``
    (questions), ``overlays`` (full screens), ``going`` (what needs me), ``visiting`` (what happened
    meanwhile), ``setting``, ``touring``. They share objects that know nothing of commands: ``panes`` (which
    are shown, which has the focus), made of ``layout``, ``lists`` and ``open_text``; ``places`` (going to
    any place) and ``trail`` (the way back); ``frame`` (title, message, keys), worded by ``listing``.
Full screens
    ``overlay`` is their base: a list, what its row is about, keys declared once. ``deciding`` is the base
    of those on which passages are decided: ``demand`` (with ``demand_decisions``), ``answering``,
    ``orphans``; ``gridded`` of ``matrix`` and ``tag_table``. The others: ``codebook``, ``events``,
    ``for_me``, ``happened``, ``recheck``, ``searching``, ``synonyms``, ``tagged``, ``versions``.
Dialogs
    ``dialog`` is their base, ``fields`` are typed into: ``picking``, ``filtering``, ``outlining`` (choose
    one), ``writing``, ``pressing`` (one key), ``colouring``, ``settling`` (a verdict), ``showing`` (rows to
    read, such as those of ``helping``).
How screens are drawn
    ``sparing`` draws once for each key, ``curtain`` the first frame once; ``ahead`` keeps keys back that are
    typed ahead of a dialog, ``leaving`` leaves a screen once.

Imports run down: desk, its subjects, full screens, dialogs; only a subject loads the screens it shows, when
it is first asked to. Rows and lines are pure functions in ``tui.panes``.
"""

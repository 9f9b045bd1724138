"""Every command of the desk, of full screens and of dialogs, in the order in which help lists them."""

from __future__ import annotations

from tui.commands import (
    assigning,
    dating,
    dialogs,
    finding,
    fitting,
    general,
    judging,
    making,
    marking,
    moving,
    project,
    reading,
    rechecking,
    settling,
    splitting,
    timeline,
    visiting,
)
from tui.commands.base import Command
from tui.commands.motions import MOTIONS
from tui.commands.screens import SCREEN_COMMANDS

AT_THE_DESK: tuple[type[Command], ...] = (
    moving.GoToDocuments, moving.GoToTimeline, moving.GoToDemands, moving.GoToReader, moving.GoToNotes,
    moving.NextPane, moving.PreviousPane, moving.Open, moving.Back, moving.Zoom,
    moving.Filter, reading.SearchText, finding.SearchEverywhere, finding.EditSynonyms,
    reading.OlderVersions, reading.NextMark, reading.PreviousMark,
    reading.ChooseStops, reading.ShowOutline, reading.JumpLabels, reading.Select, reading.SwapEnds,
    moving.NextNeedingMe, moving.PreviousNeedingMe, visiting.ForMe, visiting.Happened, moving.MarkRow,
    moving.Fold, moving.FoldAll, moving.Regroup,
    timeline.ZoomIn, timeline.ZoomOut, timeline.FitAll, timeline.CycleLanes,
    timeline.NextPeriod, timeline.PreviousPeriod, timeline.GoToToday, timeline.GoToDay,
    timeline.NextOverdue, timeline.PreviousOverdue, timeline.ShowDiscarded, timeline.Details,
    marking.Tag, marking.Annotate, marking.Reply, marking.Resolve, marking.LinkEvidence,
    judging.ShowDemand, judging.ShowAnswered, judging.ShowMatrix,
    finding.ShowOrphans, finding.ShowCodebook,
    judging.SetState, judging.Accept, judging.Reject,
    dating.SetDate, settling.Settle, assigning.Assign,
    making.New, splitting.Split, making.Edit, making.Delete,
    rechecking.Recheck, rechecking.PlacePassage,
    project.Project,
)  # fmt: skip
IN_GENERAL: tuple[type[Command], ...] = (
    general.Undo, general.Redo, general.History, general.Copy,
    fitting.ChangeSettings, fitting.ChangeTheme,
    general.Palette, general.Help, general.Tour, general.Quit,
)  # fmt: skip

COMMANDS: tuple[Command, ...] = (
    *(command() for command in AT_THE_DESK),
    *SCREEN_COMMANDS,
    *(command() for command in IN_GENERAL),
    *MOTIONS,
    *dialogs.COMMANDS,
)

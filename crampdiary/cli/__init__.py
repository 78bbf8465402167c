"""The command line: the same use cases as the window, for shortcuts, scripts and tests.

No storage and no Qt here: the composition root hands over a `wiring.Wiring`. Commands load when
they are called (`main`), for `crampdiary now` must not pay for charts.

What `--json` prints, on standard output, is one JSON document in UTF-8 with sorted keys and without
NaN. Keys carry their units (`duration_s`, `fluids_ml`, `offset_min`, `every_days`); days are
`2026-11-21`, instants are UTC (`start_utc`, ending in Z) with `zone` and `offset_min` beside them;
what was not said is null, and sets are sorted lists. Keys are only ever added.

| command | document |
|---|---|
| `now`, `stop`, `add cramp` | the cramp (a list of cramps with `--count` above 1) |
| `add night`, `edit DATE` | the night: what was told, `state`, and `cramps`, their number |
| `add treatment` | the treatment with `phases`: `dose`, `unit`, `every_days`, `start`, `end` |
| `add lab`, `add condition` | the record; a lab result also has `value_as_written` and `flag` |
| `edit`, `delete` | the record as it is now, or was |
| `undo`, `redo` | `label`, and the records `added`, `changed`, `deleted` |
| `list KIND` | a list of the same documents |
| `rate` | `cramps`, `nights_recorded`, `nights_in_range`, `cramps_per_week` and its 95 % limits \
`cramps_per_week_low`, `cramps_per_week_high` (null below 14 recorded nights) |
| `import` | for each group that the file has: `added`, `unchanged`, `left_as_is` |
| `export` | `content` (diary, nights, cramps), `entries`, `file` |
| `chart`, `report`, `demo` | `file`, `first_night`, `last_night` (and `chart`, or `notes`) |

Errors are sentences on standard error, with nothing on standard output. Exit codes: 0 done, 1 it
could not be done and the diary is unchanged, 2 the command was not understood.
"""

"""The command line: the same use cases as the window, for shortcuts, scripts and tests.

No storage and no Qt here: the composition root hands over a `wiring.Wiring`. Commands load when
they are called (`main`), for `crampdiary now` must not pay for charts.

What `--json` prints, on standard output, is one JSON document in UTF-8 with sorted keys and without
NaN. Keys carry their units (`duration_s`, `fluids_ml`) or have them beside them (`amount`, `unit`);
days are `2026-11-21`, instants are UTC (`start_utc`, ending in Z) with `zone` and `offset_min`
beside them; what was not said is null, and sets are sorted lists. Keys are only ever added;
CONTRIBUTING.md lists them.

Errors are sentences on standard error, with nothing on standard output. Exit codes: 0 done, 1 it
could not be done and the diary is unchanged, 2 the command was not understood.
"""

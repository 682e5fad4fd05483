/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-catalogue-fixture.h"
#include "lineup-fake-panel.h"
#include "lineup-step.h"
#include "lineup-xtream-source.h"

G_BEGIN_DECLS

/**
 * LineupWireFixture:
 * @stored: a catalogue
 * @fake: a panel that listens, with empty lists
 * @report: what the last step did
 *
 * One step at a time, all the way: from the bytes that a panel sends over HTTP to the rows that a
 * player sees.
 */
typedef struct
{
  LineupCatalogueFixture *stored; /* (owned) */
  LineupFakePanel *fake;          /* (owned) */
  LineupHosts *hosts;             /* (owned) */
  LineupSource *panel;            /* (owned) */
  LineupStepReport *report;       /* (owned) (nullable) */
} LineupWireFixture;

void lineup_wire_fixture_set_up (LineupWireFixture *self, gconstpointer data);
void lineup_wire_fixture_tear_down (LineupWireFixture *self, gconstpointer data);

/**
 * lineup_wire_fixture_run:
 * @self: a fixture
 * @list: which
 * @flags: for the catalogue
 *
 * Takes one step, with one attempt.
 *
 * Returns: how it ended
 */
LineupOutcome
lineup_wire_fixture_run (LineupWireFixture *self, LineupList list, LineupImportFlags flags);

/**
 * lineup_wire_fixture_get_rows:
 * @self: a fixture
 * @list: which
 *
 * Returns: (transfer full) (array zero-terminated=1): what is stored, each in the words of
 *   lineup_item_to_text() or lineup_category_to_text(), in the order in which it is listed
 */
char **lineup_wire_fixture_get_rows (LineupWireFixture *self, LineupList list);

G_END_DECLS

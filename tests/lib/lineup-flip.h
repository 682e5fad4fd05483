/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-daemon-fixture.h"
#include "lineup-list.h"

G_BEGIN_DECLS

/* Two catalogues of one panel, of which a test has it show the one and then the other: of no list
 * does anything stay as it was. Half of the ids are in both, the other half goes and comes; the
 * second one is a quarter longer. So whatever a list holds is the one, the other, or broken. */

/* Each of the panel's two catalogues has a letter; a list without anything has another one. */
#define LINEUP_FLIP_LETTERS "ab"
#define LINEUP_FLIP_NOTHING '-'

/* Options for `StartSync`: that half of the ids are missing is no reason to doubt them. */
#define LINEUP_FLIP_OPTIONS "{'accept-shrink': <true>}"

/**
 * lineup_flip_give:
 * @panel: a panel
 * @size: items of each kind in the first catalogue
 * @which: 0 or 1
 *
 * Has a panel show a catalogue.
 */
void lineup_flip_give (LineupFakePanel *panel, guint size, guint which);

/**
 * lineup_flip_get_length:
 *
 * Returns: how many items or categories a list has
 */
guint lineup_flip_get_length (guint size, guint which, LineupList list);

/**
 * lineup_flip_count_changes:
 *
 * Returns: how many entries in the log of changes a list leaves that becomes the other one
 */
guint lineup_flip_count_changes (guint size, LineupList list);

/**
 * lineup_flip_recognise:
 * @size: as of lineup_flip_give()
 * @list: a list
 * @names: what it holds, see lineup_catalogue_file_get_names()
 *
 * Ends the test if this is neither the one nor the other.
 *
 * Returns: which one it is: of %LINEUP_FLIP_LETTERS, or %LINEUP_FLIP_NOTHING
 */
char lineup_flip_recognise (guint size, LineupList list, const char *names);

/**
 * lineup_flip_read_served:
 * @fixture: a fixture with a running daemon
 * @account: id
 * @size: as of lineup_flip_give()
 *
 * Reads all that the daemon serves of an account, and ends the test if a list is broken or
 * miscounted, or if a search does not find what is in it.
 *
 * Returns: (transfer full): a letter for each list, in the order of the steps
 */
char *lineup_flip_read_served (LineupDaemonFixture *fixture, const char *account, guint size);

G_END_DECLS

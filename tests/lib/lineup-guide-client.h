/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-daemon-client.h"

G_BEGIN_DECLS

#define LINEUP_GUIDE_INTERFACE LINEUP_BUS_NAME ".Guide"

/* What players do with the guide of the account `home`, in the words of a test. Sources are
 * vardicts in GVariant's text format. */

/**
 * lineup_guide_client_call:
 *
 * Makes a call that has to succeed.
 *
 * Returns: (transfer full): the reply
 */
GVariant *
lineup_guide_client_call (LineupDaemonFixture *fixture, const char *method, GVariant *parameters);

/**
 * lineup_guide_client_assert_refused:
 * @name: D-Bus name of the error
 *
 * Makes a call that has to fail.
 */
void lineup_guide_client_assert_refused (LineupDaemonFixture *fixture,
                                         const char *method,
                                         GVariant *parameters,
                                         const char *name);

/**
 * lineup_guide_client_begin:
 * @epg_ids: (array zero-terminated=1): of the channels 1, 2 and so on
 *
 * Gives the panel channels, whose archives reach back for 14 days, adds the account, whose guide is
 * read by itself, and has it synced, until nothing runs by itself any more.
 */
void lineup_guide_client_begin (LineupDaemonFixture *fixture, const char *const *epg_ids);

/**
 * lineup_guide_client_sync:
 *
 * Has the guide read.
 *
 * Returns: (transfer full): how that ended
 */
char *lineup_guide_client_sync (LineupDaemonFixture *fixture);

/**
 * lineup_guide_client_assert_synced:
 *
 * Has the guide read, which has to end so.
 */
void lineup_guide_client_assert_synced (LineupDaemonFixture *fixture, const char *status);

/**
 * lineup_guide_client_add_source:
 *
 * Returns: (transfer full): the source's id
 */
char *lineup_guide_client_add_source (LineupDaemonFixture *fixture, const char *source);

/**
 * lineup_guide_client_add_file:
 * @path: of a file
 * @flags: to open it with, such as `O_RDONLY`
 *
 * Adds a file as a source that is off.
 *
 * Returns: (transfer full): the source's id, or the name of the error, which does not tell the path
 */
char *lineup_guide_client_add_file (LineupDaemonFixture *fixture, const char *path, int flags);

void lineup_guide_client_update_source (LineupDaemonFixture *fixture,
                                        const char *id,
                                        const char *source);

void lineup_guide_client_remove_source (LineupDaemonFixture *fixture, const char *id);

/**
 * lineup_guide_client_get_source:
 *
 * Returns: (transfer full): what `ListSources` says of a source under a key
 */
GVariant *
lineup_guide_client_get_source (LineupDaemonFixture *fixture, const char *id, const char *key);

/**
 * lineup_guide_client_get_number:
 *
 * Returns: what `ListSources` says of a source under a key, of type `t`
 */
guint64
lineup_guide_client_get_number (LineupDaemonFixture *fixture, const char *id, const char *key);

/**
 * lineup_guide_client_assert_source:
 * @state: the source's
 * @error: end of the name of its error, empty for none
 */
void lineup_guide_client_assert_source (LineupDaemonFixture *fixture,
                                        const char *id,
                                        const char *state,
                                        const char *error);

/**
 * lineup_guide_client_get_base:
 *
 * Returns: the next midnight but one, UTC
 */
gint64 lineup_guide_client_get_base (void);

/**
 * lineup_guide_client_list:
 * @channel: its id
 *
 * Returns: (transfer full): `start-end title` of all that is on at a channel, in minutes from the
 *   base, with blanks between
 */
char *lineup_guide_client_list (LineupDaemonFixture *fixture, gint64 channel);

/**
 * lineup_guide_client_assert_list:
 * @expected: as of lineup_guide_client_list()
 */
void lineup_guide_client_assert_list (LineupDaemonFixture *fixture,
                                      gint64 channel,
                                      const char *expected);

/**
 * lineup_guide_client_describe:
 * @channel: its id
 *
 * Returns: (transfer full): what `GetProgramme` says of what is on first at a channel: the values,
 *   by their keys, as GVariant writes them, with blanks between; not its ids, times and title
 */
char *lineup_guide_client_describe (LineupDaemonFixture *fixture, gint64 channel);

/**
 * lineup_guide_client_make_xml:
 * @channel: id of a guide's channel
 * @titles: (array zero-terminated=1): of what is on, an hour each, from the base on
 *
 * Returns: (transfer full): a guide
 */
char *lineup_guide_client_make_xml (const char *channel, const char *const *titles);

G_END_DECLS

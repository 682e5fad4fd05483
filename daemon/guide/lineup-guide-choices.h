/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-match-plan.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_GUIDE_CHOICES (lineup_guide_choices_get_type ())
G_DECLARE_FINAL_TYPE (LineupGuideChoices, lineup_guide_choices, LINEUP, GUIDE_CHOICES, GObject)

/**
 * LineupGuideChoices:
 *
 * What a person has said of an account's guide: the sources in their order, and which channel is
 * which. That is no cache: it is in a key file below `$XDG_DATA_HOME`, `ID.guide.conf` (0600, in a
 * folder of ours, 0700), which is replaced atomically and is on the disk when a change has ended. A
 * file that can't be read is left as it is, and nothing is changed until it can be. Addresses of
 * sources are no part of it: they may have credentials in them, and are with the account's secrets.
 *
 * Sources that the account has of its own are there although nobody has said anything of them: they
 * come first then.
 *
 * For the main thread. Changes are made one after the other, each wholly or not at all.
 */

/**
 * LINEUP_GUIDE_CHOICES_MAX_MATCHES:
 *
 * Channels that a person can say something of: of more the file could not be read again.
 */
#define LINEUP_GUIDE_CHOICES_MAX_MATCHES 10000

/**
 * LineupChosenSource:
 * @id: such as `panel`: up to 64 of `a` to `z`, `0` to `9`, `-` and `_`
 * @origin: (nullable): scheme and host of where it is, %NULL for what is the account's own
 * @name: (nullable): what a person calls it
 * @shift: minutes by which all of it is shown later
 * @zone: (nullable): of times without one
 * @enabled: whether it is read
 *
 * A source, as a person has said. A view, as #LineupItem is.
 */
typedef struct
{
  const char *id;     /* (unowned) */
  const char *origin; /* (unowned) (nullable) */
  const char *name;   /* (unowned) (nullable) */
  gint64 shift;
  const char *zone; /* (unowned) (nullable) */
  gboolean enabled;
} LineupChosenSource;

/**
 * LineupChosenMatch:
 * @item: the catalogue's id of a channel
 * @by_itself: whether nothing is said of it any more
 * @choice: what is said of it
 */
typedef struct
{
  gint64 item;
  gboolean by_itself;
  LineupMatchChoice choice;
} LineupChosenMatch;

/**
 * lineup_guide_choices_new:
 * @directory: the folder, made when needed (0700)
 * @account: id of the account
 *
 * Returns: (transfer full): choices that were not loaded yet
 */
LineupGuideChoices *lineup_guide_choices_new (const char *directory, const char *account);

/**
 * LINEUP_GUIDE_CHOICES_PANEL:
 *
 * The source that the panel's whole guide is.
 */
#define LINEUP_GUIDE_CHOICES_PANEL "panel"

/**
 * LINEUP_GUIDE_CHOICES_SHORT:
 *
 * What the panel says of single channels: no source that a person knows of, but as enabled as the
 * panel's is; it has what no other has.
 */
#define LINEUP_GUIDE_CHOICES_SHORT "panel-short"

/**
 * lineup_guide_choices_add_own:
 * @self: choices
 * @id: of a source that the account has of its own, such as `panel`
 */
void lineup_guide_choices_add_own (LineupGuideChoices *self, const char *id);

/**
 * lineup_guide_choices_drop_own:
 * @self: choices
 * @id: of a source that the account no longer has of its own; what was said of it stays
 */
void lineup_guide_choices_drop_own (LineupGuideChoices *self, const char *id);

/**
 * lineup_guide_choices_is_own:
 *
 * Returns: whether the account has a source of its own
 */
gboolean lineup_guide_choices_is_own (LineupGuideChoices *self, const char *id);

/**
 * lineup_guide_choices_make_id:
 * @self: choices
 * @prefix: such as `guide-`
 *
 * Returns: (transfer full): an id of that prefix and a number, of which nothing was said
 */
char *lineup_guide_choices_make_id (LineupGuideChoices *self, const char *prefix);

/**
 * lineup_guide_choices_load:
 * @self: choices that are not being changed
 * @error: %LINEUP_ERROR_STORAGE
 *
 * Reads the file. Blocks: for start-up, and for threads while nobody else uses it.
 *
 * Returns: whether what a person has said is known, be it nothing
 */
gboolean lineup_guide_choices_load (LineupGuideChoices *self, GError **error);

/**
 * lineup_guide_choices_list_sources:
 * @self: choices
 *
 * Returns: (transfer full): ids of the sources, in their order
 */
char **lineup_guide_choices_list_sources (LineupGuideChoices *self);

/**
 * LineupChosenSourceFunc:
 * @source: for this call only
 * @user_data: data of who asked
 */
typedef void (*LineupChosenSourceFunc) (const LineupChosenSource *source, gpointer user_data);

/**
 * lineup_guide_choices_foreach_source:
 * @self: choices
 * @func: (scope call): is told of each source, in their order
 * @user_data: data for it
 */
void lineup_guide_choices_foreach_source (LineupGuideChoices *self,
                                          LineupChosenSourceFunc func,
                                          gpointer user_data);

/**
 * lineup_guide_choices_fill:
 * @self: choices
 * @plan: a plan that is being filled in; gets sources that are enabled, and what was said of
 *   channels
 */
void lineup_guide_choices_fill (LineupGuideChoices *self, LineupMatchPlan *plan);

/**
 * lineup_guide_choices_put_source_async:
 * @self: choices
 * @source: a source that is new, or takes the place of what was said of it
 * @place: where it is to be, -1 to leave it where it is, or at the end if it is new
 * @cancellable: (nullable): no longer waits for it; it is done all the same
 * @callback: (nullable): called when it is on the disk
 * @user_data: for @callback
 */
void lineup_guide_choices_put_source_async (LineupGuideChoices *self,
                                            const LineupChosenSource *source,
                                            int place,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);

/**
 * lineup_guide_choices_remove_source_async:
 * @self: choices
 * @id: of a source
 * @cancellable: (nullable): no longer waits for it; it is done all the same
 * @callback: (nullable): called when it is on the disk
 * @user_data: for @callback
 *
 * %LINEUP_ERROR_NOT_FOUND if there is none. What was said of channels stays: it counts again when
 * the source comes back.
 */
void lineup_guide_choices_remove_source_async (LineupGuideChoices *self,
                                               const char *id,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);

/**
 * lineup_guide_choices_set_matches_async:
 * @self: choices
 * @matches: (array length=n_matches): what is said of channels
 * @n_matches: how many
 * @cancellable: (nullable): no longer waits for it; it is done all the same
 * @callback: (nullable): called when it is on the disk
 * @user_data: for @callback
 */
void lineup_guide_choices_set_matches_async (LineupGuideChoices *self,
                                             const LineupChosenMatch *matches,
                                             gsize n_matches,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);

/**
 * lineup_guide_choices_delete_async:
 * @self: choices
 * @cancellable: (nullable): no longer waits for it; it is done all the same
 * @callback: (nullable): called when the file is gone
 * @user_data: for @callback
 *
 * Deletes all that was said, also what can't be read: the account is removed.
 */
void lineup_guide_choices_delete_async (LineupGuideChoices *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

/**
 * lineup_guide_choices_change_finish:
 * @self: choices
 * @result: of any change
 * @error: %LINEUP_ERROR_DISK_FULL, %LINEUP_ERROR_STORAGE or %LINEUP_ERROR_NOT_FOUND; all is as it
 *   was then
 */
gboolean
lineup_guide_choices_change_finish (LineupGuideChoices *self, GAsyncResult *result, GError **error);

/**
 * LineupGuideChoices::changed:
 * @self: the choices
 *
 * Something else was said, and is on the disk.
 */

G_END_DECLS

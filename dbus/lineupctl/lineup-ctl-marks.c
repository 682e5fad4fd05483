/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-items.h"
#include "lineup-ctl-mine.h"
#include "lineup-ctl-reference.h"

#include <glib/gi18n.h>

#define CATEGORY_OPTION "category"

/* Says one thing of one item. */
typedef gboolean (*SayFunc) (LineupCtlCall *call,
                             LineupDBusLibrary *library,
                             const LineupCtlReference *what,
                             GError **error);

static GVariant *
no_options (void)
{
  return g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0);
}

/* Of several items those before the one that fails have been told of. */
static LineupCtlExit
say_of_all (LineupCtlCall *call, SayFunc say, GError **error)
{
  for (guint i = 0; i < call->n_words; i++)
    {
      g_auto (LineupCtlReference) what = { NULL };
      LineupDBusObject *object = NULL;
      LineupDBusLibrary *library = NULL;

      if (!lineup_ctl_reference_parse (&what, call->words[i], error))
        return LINEUP_CTL_EXIT_USAGE;
      object = lineup_ctl_session_find (
          call->session, what.account != NULL ? what.account : call->account, error);
      if (object == NULL)
        return LINEUP_CTL_EXIT_NOT_FOUND;
      library = lineup_ctl_session_get_library (object, error);
      if (library == NULL || !say (call, library, &what, error))
        return LINEUP_CTL_EXIT_FAILED;
    }
  return LINEUP_CTL_EXIT_DONE;
}

/* --- Favourites --- */

static gboolean
say_favourite (LineupCtlCall *call,
               LineupDBusLibrary *library,
               const LineupCtlReference *what,
               GError **error)
{
  guint32 place = 0;

  if (!lineup_dbus_library_call_set_favourite_sync (library,
                                                    what->kind,
                                                    what->id,
                                                    !lineup_ctl_call_has (call, "remove"),
                                                    no_options (),
                                                    NULL,
                                                    error))
    return FALSE;
  /* People count from 1. */
  return !g_variant_dict_lookup (&call->options, "place", "u", &place)
         || lineup_dbus_library_call_move_favourite_sync (
             library, what->kind, what->id, MAX (place, 1) - 1, no_options (), NULL, error);
}

static LineupCtlExit
favourite (LineupCtlCall *call, GError **error)
{
  if (call->n_words == 0)
    return lineup_ctl_mine_list (call, lineup_dbus_manager_call_list_favourites_sync, error);
  if (lineup_ctl_call_has (call, "remove") && g_variant_dict_contains (&call->options, "place"))
    {
      g_set_error_literal (
          error, LINEUP_CTL_ERROR, LINEUP_CTL_ERROR_USAGE, _ ("What is removed has no place."));
      return LINEUP_CTL_EXIT_USAGE;
    }
  return say_of_all (call, say_favourite, error);
}

static const LineupCtlOption favourite_options[] = {
  { "remove", 'r', "b", NULL, N_ ("take it out of the favourites"), NULL },
  { "place", 0, "u", "N", N_ ("where among those of its kind, 1 is the first"), NULL },
  LINEUP_CTL_MINE_OPTIONS,
  { NULL },
};

const LineupCtlCommand lineup_ctl_favourite = {
  .name = "favourite",
  .arguments = "[REF...]",
  .max = G_MAXUINT,
  .summary = N_ ("list the favourites, or make something one"),
  .description = N_ ("Without a REF, lists the favourites of all accounts, or of the one of "
                     "--account. All players share them."),
  .options = favourite_options,
  .daemon = TRUE,
  .run = favourite,
};

/* --- What is hidden --- */

static gboolean
say_hidden (LineupCtlCall *call,
            LineupDBusLibrary *library,
            const LineupCtlReference *what,
            GError **error)
{
  return lineup_dbus_library_call_set_hidden_sync (library,
                                                   what->kind,
                                                   what->id,
                                                   !lineup_ctl_call_has (call, "remove"),
                                                   no_options (),
                                                   NULL,
                                                   error);
}

/* Returns: whether each category of the kind that is named was told of */
static gboolean
hide_category (LineupCtlCall *call, const char *name, GError **error)
{
  LineupDBusObject *object = lineup_ctl_session_find (call->session, call->account, error);
  LineupDBusLibrary *library = object != NULL ? lineup_ctl_session_get_library (object, error)
                                              : NULL;
  const char *kind = call->n_words == 1 ? call->words[0] : "";
  const char *const kinds[] = { "channels", "movies", "series", NULL };
  g_autofree char *id = NULL;

  if (library == NULL)
    return FALSE;
  if (!g_strv_contains (kinds, kind))
    {
      g_set_error (error,
                   LINEUP_CTL_ERROR,
                   LINEUP_CTL_ERROR_USAGE,
                   /* Translators: KIND stays as it is where a command line shows it. */
                   _ ("A category is one of a kind: lineupctl hide --category '%s' channels, "
                      "movies or series"),
                   name);
      return FALSE;
    }
  id = lineup_ctl_items_find_category (object, kind, name, error);
  return id != NULL
         && lineup_dbus_library_call_set_category_hidden_sync (
             library, kind, id, !lineup_ctl_call_has (call, "remove"), no_options (), NULL, error);
}

static LineupCtlExit
hide (LineupCtlCall *call, GError **error)
{
  const char *category = NULL;

  if (g_variant_dict_lookup (&call->options, CATEGORY_OPTION, "&s", &category))
    return hide_category (call, category, error) ? LINEUP_CTL_EXIT_DONE : LINEUP_CTL_EXIT_FAILED;
  return say_of_all (call, say_hidden, error);
}

static const LineupCtlOption hide_options[] = {
  { "remove", 'r', "b", NULL, N_ ("show it again"), NULL },
  { CATEGORY_OPTION, 'c', "s", "ID|NAME", N_ ("a category of the KIND that follows"), NULL },
  { NULL },
};

const LineupCtlCommand lineup_ctl_hide = {
  .name = "hide",
  .arguments = "REF...|KIND",
  .min = 1,
  .max = G_MAXUINT,
  .choices = LINEUP_CTL_KINDS,
  .summary = N_ ("leave something out of all lists and searches"),
  .description = N_ ("lineupctl browse --hidden lists what is hidden. What is in hidden categories "
                     "only is hidden with them."),
  .options = hide_options,
  .daemon = TRUE,
  .run = hide,
};

/* --- What was watched --- */

static gboolean
say_watched (LineupCtlCall *call,
             LineupDBusLibrary *library,
             const LineupCtlReference *what,
             GError **error)
{
  g_auto (GVariantDict) options = G_VARIANT_DICT_INIT (NULL);
  guint64 position = 0, length = 0;

  if (lineup_ctl_call_has (call, "forget"))
    return lineup_dbus_library_call_forget_sync (
        library, what->kind, what->id, no_options (), NULL, error);
  if (!g_variant_dict_lookup (&call->options, "position", "t", &position))
    return lineup_dbus_library_call_set_watched_sync (library,
                                                      what->kind,
                                                      what->id,
                                                      !lineup_ctl_call_has (call, "remove"),
                                                      no_options (),
                                                      NULL,
                                                      error);
  g_variant_dict_lookup (&call->options, "length", "t", &length);
  if (what->programme != 0)
    g_variant_dict_insert (&options, "programme", "x", what->programme);
  return lineup_dbus_library_call_set_resume_sync (
      library, what->kind, what->id, position, length, g_variant_dict_end (&options), NULL, error);
}

static LineupCtlExit
watched (LineupCtlCall *call, GError **error)
{
  return say_of_all (call, say_watched, error);
}

static const LineupCtlOption watched_options[] = {
  { "remove", 'r', "b", NULL, N_ ("it was not"), NULL },
  { "position", 0, "t", "SECONDS", N_ ("only so far: it goes on there"), NULL },
  { "length", 0, "t", "SECONDS", N_ ("with --position: what all of it takes"), NULL },
  { "forget", 0, "b", NULL, N_ ("forget all that was said of it"), NULL },
  { NULL },
};

const LineupCtlCommand lineup_ctl_watched = {
  .name = "watched",
  .arguments = "REF...",
  .min = 1,
  .max = G_MAXUINT,
  .summary = N_ ("tell what was watched, or how far"),
  .description = N_ ("Of a series this is said of all its episodes. lineupctl play tells of it by "
                     "itself where it plays with mpv."),
  .options = watched_options,
  .daemon = TRUE,
  .run = watched,
};

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-file.h"
#include "lineup-ctl-guide.h"
#include "lineup-ctl-items.h"
#include "lineup-ctl-json.h"
#include "lineup-ctl-secret.h"
#include "lineup-ctl-table.h"
#include "lineup-ctl-terminal.h"
#include "lineup-ctl-text.h"

#include <glib/gi18n.h>

/* --- Listing --- */

static void
add_part (GString *text, char *owned_part)
{
  g_autofree char *part = owned_part;

  g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", part);
}

static char *
describe_shift (gint32 minutes)
{
  return g_strdup_printf (minutes > 0 ? _ ("shown %d min later") : _ ("shown %d min earlier"),
                          ABS (minutes));
}

/* What there is of it, and what is wrong with it. */
static char *
describe (GVariant *source)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *zone = "", *error = "", *message = "";
  guint64 programmes = 0, until = 0;
  guint32 channels = 0;
  gint32 shift = 0;

  g_variant_lookup (source, "programmes", "t", &programmes);
  g_variant_lookup (source, "channels", "u", &channels);
  g_variant_lookup (source, "until", "t", &until);
  g_variant_lookup (source, "shift", "i", &shift);
  g_variant_lookup (source, "zone", "&s", &zone);
  g_variant_lookup (source, "error-name", "&s", &error);
  g_variant_lookup (source, "error-message", "&s", &message);
  if (programmes > 0)
    {
      g_autofree char *number = lineup_ctl_text_format_number (programmes);
      g_autofree char *end = lineup_ctl_text_format_time (until);

      add_part (text,
                g_strdup_printf (ngettext ("%s programme", "%s programmes", programmes), number));
      add_part (text, g_strdup_printf (ngettext ("%u channel", "%u channels", channels), channels));
      add_part (text, g_strdup_printf (_ ("until %s"), end));
    }
  if (shift != 0)
    add_part (text, describe_shift (shift));
  if (*zone != '\0')
    add_part (text, g_strdup (zone));
  if (*error != '\0')
    /* Names of errors are explained as what a panel answers for its catalogue. */
    add_part (text, lineup_ctl_error_explain (NULL, message));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
print_source (LineupCtlCall *call,
              LineupDBusObject *object,
              GVariant *source,
              LineupCtlTable *table)
{
  const char *id = "", *state = "", *name = "", *origin = "";
  g_autofree char *description = NULL;

  if (call->json)
    {
      lineup_ctl_items_print_json (lineup_ctl_session_get_id (object), source);
      return;
    }
  g_variant_lookup (source, "id", "&s", &id);
  g_variant_lookup (source, "state", "&s", &state);
  g_variant_lookup (source, "name", "&s", &name);
  g_variant_lookup (source, "origin", "&s", &origin);
  description = describe (source);
  lineup_ctl_table_add (table, id, state, *name != '\0' ? name : origin, description, NULL);
}

static GVariant *
list (LineupDBusObject *object, GError **error)
{
  LineupDBusGuide *guide = lineup_ctl_session_get_guide (object, error);
  GVariant *sources = NULL;

  if (guide != NULL)
    lineup_dbus_guide_call_list_sources_sync (
        guide, g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0), &sources, NULL, error);
  return sources;
}

static LineupCtlExit
list_sources (LineupCtlCall *call, GError **error)
{
  LineupDBusObject *object = lineup_ctl_session_find (call->session, call->account, error);
  g_autoptr (GVariant) sources = object != NULL ? list (object, error) : NULL;
  g_autoptr (LineupCtlTable) table = lineup_ctl_table_new (0, TRUE);

  if (sources == NULL)
    return LINEUP_CTL_EXIT_FAILED;
  for (gsize i = 0; i < g_variant_n_children (sources); i++)
    {
      g_autoptr (GVariant) source = g_variant_get_child_value (sources, i);

      print_source (call, object, source, table);
    }
  lineup_ctl_table_print (table);
  return LINEUP_CTL_EXIT_DONE;
}

/* --- Changing --- */

static gboolean
is_url (const char *text)
{
  return g_regex_match_simple ("^\\s*https?:", text, G_REGEX_CASELESS, G_REGEX_MATCH_DEFAULT);
}

/* @text: where it is from; a "-" has it asked for, as it may have a secret in it */
static gboolean
add_place (GVariantDict *source, const char *text, GUnixFDList *files, GError **error)
{
  g_autofree char *asked = NULL;

  if (g_str_equal (text, "-"))
    {
      asked = lineup_ctl_terminal_ask (_ ("Guide's address"), FALSE, error);
      if (asked == NULL)
        return FALSE;
      g_variant_dict_insert (source, "url", "s", asked);
      return TRUE;
    }
  if (!is_url (text))
    return lineup_ctl_file_add (
        source,
        text,
        _ ("This is taken for a file, as it does not begin with http: or https:."),
        files,
        error);
  if (!lineup_ctl_secret_check_url (text, error))
    return FALSE;
  g_variant_dict_insert (source, "url", "s", text);
  return TRUE;
}

/* @place: (nullable): where it is from, if that is said */
static GVariant *
make_source (LineupCtlCall *call, const char *place, GUnixFDList *files, GError **error)
{
  const char *const keys[] = { "name", "shift", "zone", "enabled", "place", NULL };
  g_autoptr (GVariant) given = lineup_ctl_call_pick (call, keys);
  g_auto (GVariantDict) source = G_VARIANT_DICT_INIT (given);

  if (place != NULL && !add_place (&source, place, files, error))
    return NULL;
  return g_variant_ref_sink (g_variant_dict_end (&source));
}

static void
print_id (LineupCtlCall *call, LineupDBusObject *object, const char *id, const char *sentence)
{
  g_autoptr (GString) text = g_string_new (sentence);

  if (call->json)
    {
      lineup_ctl_json_print (g_variant_new_parsed (
          "{'account': <%s>, 'source': <%s>}", lineup_ctl_session_get_id (object), id));
      return;
    }
  g_string_replace (text, "%s", id, 0);
  g_print ("%s\n", text->str);
}

static LineupCtlExit
add_source (LineupCtlCall *call, GError **error)
{
  LineupDBusObject *object = lineup_ctl_session_find (call->session, call->account, error);
  LineupDBusGuide *guide = object != NULL ? lineup_ctl_session_get_guide (object, error) : NULL;
  g_autoptr (GUnixFDList) files = g_unix_fd_list_new ();
  g_autoptr (GVariant) source = NULL;
  g_autofree char *id = NULL;

  if (guide == NULL)
    return LINEUP_CTL_EXIT_FAILED;
  source = make_source (call, call->words[0], files, error);
  if (source == NULL
      || !lineup_dbus_guide_call_add_source_sync (guide, source, files, &id, NULL, NULL, error))
    return LINEUP_CTL_EXIT_FAILED;
  print_id (call,
            object,
            id,
            _ ("Source %s is added, and is read now. To follow it: lineupctl guide sync --watch"));
  return LINEUP_CTL_EXIT_DONE;
}

/* What the daemon says of a source that is not there, it says of items, too. */
static LineupDBusGuide *
find_source (LineupCtlCall *call, LineupDBusObject **object, GError **error)
{
  g_autoptr (GVariant) sources = NULL;

  *object = lineup_ctl_session_find (call->session, call->account, error);
  sources = *object != NULL ? list (*object, error) : NULL;
  if (sources == NULL)
    return NULL;
  for (gsize i = 0; i < g_variant_n_children (sources); i++)
    {
      g_autoptr (GVariant) source = g_variant_get_child_value (sources, i);
      const char *id = "";

      g_variant_lookup (source, "id", "&s", &id);
      if (g_str_equal (id, call->words[0]))
        return lineup_dbus_object_peek_guide (*object);
    }
  g_set_error (error,
               LINEUP_CTL_ERROR,
               LINEUP_CTL_ERROR_NOT_FOUND,
               _ ("There is no source %s. lineupctl guide sources lists them."),
               call->words[0]);
  return NULL;
}

static LineupCtlExit
update_source (LineupCtlCall *call, GError **error)
{
  LineupDBusObject *object = NULL;
  LineupDBusGuide *guide = find_source (call, &object, error);
  g_autoptr (GUnixFDList) files = g_unix_fd_list_new ();
  g_autoptr (GVariant) source = NULL;

  if (guide == NULL)
    return LINEUP_CTL_EXIT_FAILED;
  source = make_source (call, call->n_words > 1 ? call->words[1] : NULL, files, error);
  if (source == NULL)
    return LINEUP_CTL_EXIT_FAILED;
  if (g_variant_n_children (source) == 0)
    {
      g_set_error_literal (error,
                           LINEUP_CTL_ERROR,
                           LINEUP_CTL_ERROR_USAGE,
                           _ ("It is not said what of the source is to change. lineupctl guide "
                              "sources update --help tells what can."));
      return LINEUP_CTL_EXIT_USAGE;
    }
  if (!lineup_dbus_guide_call_update_source_sync (
          guide, call->words[0], source, files, NULL, NULL, error))
    return LINEUP_CTL_EXIT_FAILED;
  print_id (call, object, call->words[0], _ ("Source %s is changed."));
  return LINEUP_CTL_EXIT_DONE;
}

static LineupCtlExit
remove_source (LineupCtlCall *call, GError **error)
{
  LineupDBusObject *object = NULL;
  LineupDBusGuide *guide = find_source (call, &object, error);

  if (guide == NULL
      || !lineup_dbus_guide_call_remove_source_sync (guide, call->words[0], NULL, error))
    return LINEUP_CTL_EXIT_FAILED;
  print_id (call, object, call->words[0], _ ("Source %s is removed."));
  return LINEUP_CTL_EXIT_DONE;
}

/* --- Commands --- */

static const LineupCtlOption source_options[] = {
  { "name", 0, "s", "TEXT", N_ ("what to call it, for people"), NULL },
  { "shift", 0, "i", "MINUTES", N_ ("show all of it so much later; -60: earlier"), NULL },
  { "zone", 0, "s", "ZONE", N_ ("where times are that say no zone: Europe/Paris"), NULL },
  { "place", 0, "u", "N", N_ ("how many sources come before it (default: all)"), NULL },
  { "enabled", 0, "b", NULL, N_ ("read it"), NULL },
  { "no-enabled", 0, "b", NULL, N_ ("do not read it"), NULL },
  { NULL },
};

static const LineupCtlCommand add_command = {
  .name = "guide sources add",
  .arguments = "URL|FILE",
  .min = 1,
  .max = 1,
  .summary = N_ ("add a guide in XMLTV: an address, or a file"),
  .description = N_ ("It may be packed with gzip, xz or zip. A file is read again when it changes. "
                     "An address with a password in it is asked for, or read from standard input, "
                     "where URL is a -: every user of the machine can read arguments."),
  .options = source_options,
  .daemon = TRUE,
  .run = add_source,
};

static const LineupCtlCommand update_command = {
  .name = "guide sources update",
  .arguments = "SOURCE [URL|FILE]",
  .min = 1,
  .max = 2,
  .choices = LINEUP_CTL_SOURCES,
  .summary = N_ ("change where a guide is from, or how it is read"),
  .options = source_options,
  .daemon = TRUE,
  .run = update_source,
};

static const LineupCtlCommand remove_command = {
  .name = "guide sources remove",
  .arguments = "SOURCE",
  .min = 1,
  .max = 1,
  .choices = LINEUP_CTL_SOURCES,
  .summary = N_ ("remove a guide that was added"),
  .description = N_ ("What the panel or a playlist names can be turned off, with update and "
                     "--no-enabled."),
  .daemon = TRUE,
  .run = remove_source,
};

static const LineupCtlCommand *const parts[]
    = { &add_command, &update_command, &remove_command, NULL };

const LineupCtlCommand lineup_ctl_guide_sources = {
  .name = "guide sources",
  .arguments = "",
  .summary = N_ ("list where the guide is from, and change that"),
  .description = N_ ("Where several have a channel, each fills what those before it lack."),
  .parts = parts,
  .daemon = TRUE,
  .run = list_sources,
};

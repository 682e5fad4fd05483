/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-channel.h"
#include "lineup-ctl-items.h"
#include "lineup-ctl-programme.h"
#include "lineup-ctl-terminal.h"

#include <glib/gi18n.h>

/* Channels that are asked for at once where all are wanted, and that are shown otherwise. */
#define PAGE_SIZE     500
#define DEFAULT_LIMIT 50

/* Columns of a time, and of a bar with a percentage. */
#define RANGE_WIDTH    11
#define PROGRESS_WIDTH 15

/* What is asked for, and where it goes. */
typedef struct
{
  LineupCtlCall *call; /* (unowned) */
  guint64 time;
  LineupCtlTable *table; /* (unowned) */
} Now;

/* People see at one glance which channel it is; other readers have a line each. */
static void
add_programme (Now *now,
               const char *reference,
               const char *name,
               const LineupCtlProgramme *programme,
               gboolean is_first)
{
  const gboolean is_named = is_first || lineup_ctl_terminal_get_width () == G_MAXINT;
  g_autofree char *range = lineup_ctl_programme_format_range (
      programme->start, programme->end, FALSE);
  g_autofree char *progress = lineup_ctl_programme_format_progress (programme, now->time);
  g_autofree char *title = lineup_ctl_programme_make_name (programme->title, programme->fields);

  lineup_ctl_table_add (
      now->table, is_named ? reference : "", is_named ? name : "", range, progress, title, NULL);
}

static void
add_channel (Now *now, LineupDBusObject *object, gint64 id, GVariant *item, GVariant *programmes)
{
  g_autofree char *reference = lineup_ctl_items_make_reference (
      now->call, lineup_ctl_session_get_id (object), "channels", id);
  const gsize n_programmes = g_variant_n_children (programmes);
  const char *name = "";

  g_variant_lookup (item, "name", "&s", &name);
  if (n_programmes == 0)
    lineup_ctl_table_add (now->table, reference, name, "", "", "", NULL);
  for (gsize i = 0; i < n_programmes; i++)
    {
      g_autoptr (GVariant) value = g_variant_get_child_value (programmes, i);
      g_auto (LineupCtlProgramme) programme = { 0 };

      lineup_ctl_programme_init (&programme, value);
      add_programme (now, reference, name, &programme, i == 0);
    }
}

static GVariant *
read_items (LineupDBusObject *object, GVariant *channels, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GVariantIter iter;
  gint64 id = 0;

  g_variant_iter_init (&iter, channels);
  while (g_variant_iter_next (&iter, "(x@a(xttsa{sv}))", &id, NULL))
    g_array_append_val (ids, id);
  return lineup_ctl_channel_get_items (
      object, (const gint64 *)(gpointer)ids->data, ids->len, error);
}

/* What is removed from the catalogue meanwhile is no channel any more. */
static gboolean
check_item (Now *now, LineupDBusObject *object, gint64 id, GVariant *item, GError **error)
{
  g_autofree char *reference = NULL;

  if (g_variant_n_children (item) > 0)
    return TRUE;
  reference = lineup_ctl_items_make_reference (
      now->call, lineup_ctl_session_get_id (object), "channels", id);
  g_set_error (error,
               LINEUP_CTL_ERROR,
               LINEUP_CTL_ERROR_NOT_FOUND,
               _ ("There is no channel %s. lineupctl browse channels lists them."),
               reference);
  return FALSE;
}

static gboolean
add_channels (Now *now, LineupDBusObject *object, GVariant *channels, GError **error)
{
  g_autoptr (GVariant) items = read_items (object, channels, error);

  if (items == NULL)
    return FALSE;
  for (gsize i = 0; i < g_variant_n_children (channels); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      g_autoptr (GVariant) programmes = NULL;
      gint64 id = 0;

      g_variant_get_child (channels, i, "(x@a(xttsa{sv}))", &id, &programmes);
      if (!check_item (now, object, id, item, error))
        return FALSE;
      if (now->call->json)
        lineup_ctl_channel_print_json (object, item, programmes);
      else
        add_channel (now, object, id, item, programmes);
    }
  return TRUE;
}

/* Returns: (transfer full): what is on, and what follows, at some channels or at a page of them */
static GVariant *
ask (Now *now,
     LineupDBusObject *object,
     const GArray *ids,
     const char *category,
     guint32 offset,
     guint32 limit,
     GError **error)
{
  const char *const keys[] = { "at", "following", "adult", "fields", NULL };
  const char *const shown[] = { "subtitle", NULL };
  g_autoptr (GVariant) given = lineup_ctl_call_pick (now->call, keys);
  g_auto (GVariantDict) options = G_VARIANT_DICT_INIT (given);
  LineupDBusGuide *guide = lineup_ctl_session_get_guide (object, error);
  GVariant *channels = NULL;

  if (guide == NULL)
    return NULL;
  if (!now->call->json)
    g_variant_dict_insert (&options, "fields", "^as", shown);
  if (ids == NULL)
    {
      g_variant_dict_insert (&options, "limit", "u", limit);
      g_variant_dict_insert (&options, "offset", "u", offset);
      if (category != NULL)
        g_variant_dict_insert (&options, "category", "s", category);
    }
  lineup_dbus_guide_call_list_now_sync (guide,
                                        g_variant_new_fixed_array (G_VARIANT_TYPE_INT64,
                                                                   ids != NULL ? ids->data : NULL,
                                                                   ids != NULL ? ids->len : 0,
                                                                   sizeof (gint64)),
                                        g_variant_dict_end (&options),
                                        &channels,
                                        NULL,
                                        NULL,
                                        error);
  return channels;
}

/* --- Those that are named --- */

/* Channels of one account that stand side by side are asked for at once. */
static gboolean
print_named (Now *now, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  LineupCtlChannel channel = { NULL };
  LineupDBusObject *object = NULL;

  for (guint i = 0; i <= now->call->n_words; i++)
    {
      if (i < now->call->n_words
          && !lineup_ctl_channel_find (now->call, now->call->words[i], &channel, error))
        return FALSE;
      if (ids->len > 0
          && (i == now->call->n_words || channel.object != object || ids->len == PAGE_SIZE))
        {
          g_autoptr (GVariant) channels = ask (now, object, ids, NULL, 0, 0, error);

          if (channels == NULL || !add_channels (now, object, channels, error))
            return FALSE;
          lineup_ctl_channel_tell_of_no_guide (now->call, object);
          g_array_set_size (ids, 0);
        }
      object = channel.object;
      g_array_append_val (ids, channel.id);
    }
  lineup_ctl_table_print (now->table);
  return TRUE;
}

/* --- A page, or all --- */

static gboolean
print_page (Now *now, GError **error)
{
  LineupDBusObject *object = lineup_ctl_session_find (
      now->call->session, now->call->account, error);
  const gboolean is_all = lineup_ctl_call_has (now->call, "all");
  g_autofree char *category = NULL;
  const char *text = NULL;
  guint32 left = DEFAULT_LIMIT, offset = 0, wanted = 0;
  gsize n_channels = 0;

  if (object == NULL)
    return FALSE;
  g_variant_dict_lookup (&now->call->options, "limit", "u", &left);
  if (g_variant_dict_lookup (&now->call->options, "category", "&s", &text))
    {
      category = lineup_ctl_items_find_category (object, "channels", text, error);
      if (category == NULL)
        return FALSE;
    }
  do
    {
      g_autoptr (GVariant) channels = NULL;

      wanted = is_all ? PAGE_SIZE : MIN (left, PAGE_SIZE);
      channels = ask (now, object, NULL, category, offset, wanted, error);
      if (channels == NULL || !add_channels (now, object, channels, error))
        return FALSE;
      lineup_ctl_table_print (now->table);
      n_channels = g_variant_n_children (channels);
      offset += (guint32)n_channels;
      left -= (guint32)MIN (n_channels, left);
    }
  while (n_channels == wanted && (is_all || left > 0));

  lineup_ctl_channel_tell_of_no_guide (now->call, object);
  if (!is_all && n_channels == wanted && !now->call->json)
    g_printerr (_ ("There may be more: --all shows them all, --limit N shows N.\n"));
  return TRUE;
}

/* Names and titles give way to times, and to how far it is. */
static void
reserve (LineupCtlTable *table)
{
  const guint widths[] = { 0, 1, RANGE_WIDTH, PROGRESS_WIDTH };

  if (lineup_ctl_terminal_get_width () == G_MAXINT)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    lineup_ctl_table_reserve (table, i, widths[i]);
}

static LineupCtlExit
list_now (LineupCtlCall *call, GError **error)
{
  g_autoptr (LineupCtlTable) table = lineup_ctl_table_new (0, FALSE);
  Now now = { call, (guint64)(g_get_real_time () / G_USEC_PER_SEC), table };

  reserve (table);
  g_variant_dict_lookup (&call->options, "at", "t", &now.time);
  if (!(call->n_words > 0 ? print_named (&now, error) : print_page (&now, error)))
    return LINEUP_CTL_EXIT_FAILED;
  return LINEUP_CTL_EXIT_DONE;
}

static const LineupCtlOption options[] = {
  { "at", 0, "t", LINEUP_CTL_TIME, N_ ("what is on then"), NULL },
  { "following", 0, "u", "N", N_ ("how many that follow (default 1, at most 10)"), NULL },
  { "category", 'c', "s", "ID|NAME", N_ ("only of this category"), NULL },
  { "limit", 'n', "u", "N", N_ ("how many channels (default 50)"), NULL },
  { "all", 0, "b", NULL, N_ ("all channels"), NULL },
  { "adult", 0, "b", NULL, N_ ("only what is marked so"), NULL },
  { "no-adult", 0, "b", NULL, N_ ("only what is not marked so"), NULL },
  { "fields", 0, "as", "KEY", N_ ("with --json: this, too; may be repeated"), NULL },
  { NULL },
};

const LineupCtlCommand lineup_ctl_now = {
  .name = "now",
  .arguments = "[CHANNEL...]",
  .max = G_MAXUINT,
  .summary = N_ ("show what is on, how far it is, and what comes next"),
  .description = N_ ("A CHANNEL goes by its REF, its id or its name, of which a part does where it "
                     "is of one channel only. Without one, of the first channels that there are."),
  .options = options,
  .daemon = TRUE,
  .run = list_now,
};

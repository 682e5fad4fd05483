/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-guide.h"
#include "lineup-ctl-channel.h"
#include "lineup-ctl-grid.h"
#include "lineup-ctl-items.h"
#include "lineup-ctl-programme.h"
#include "lineup-ctl-reference.h"
#include "lineup-ctl-terminal.h"

#include <glib/gi18n.h>

/* Channels that are asked for at once, and that are shown unless it is said how many. */
#define PAGE_SIZE     500
#define DEFAULT_LIMIT 50

/* Hours that are told of many channels, and of one; a grid has as many as there is room for. */
#define HOURS_OF_MANY 3
#define HOURS_OF_ONE  24

/* Seconds. */
#define HOUR 3600

/* Hours at most: more than any guide has. */
#define MAX_HOURS 2000

/* What is asked for, and where it goes. */
typedef struct
{
  LineupCtlCall *call;      /* (unowned) */
  LineupDBusObject *object; /* (unowned) */
  LineupDBusGuide *guide;   /* (unowned) */
  guint64 from;
  guint64 until;
  gboolean is_one;       /* of one channel */
  LineupCtlGrid *grid;   /* (owned) (nullable): where a terminal shows one */
  LineupCtlTable *table; /* (owned) */
} View;

static void
view_clear (View *self)
{
  g_clear_pointer (&self->grid, lineup_ctl_grid_free);
  g_clear_pointer (&self->table, lineup_ctl_table_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (View, view_clear)

/* --- What is shown --- */

/* Whether it is on, or is past and can be played. */
static char *
describe (const LineupCtlProgramme *programme)
{
  const guint64 now = (guint64)(g_get_real_time () / G_USEC_PER_SEC);
  gboolean is_archived = FALSE;

  g_variant_lookup (programme->fields, "archived", "b", &is_archived);
  if (lineup_ctl_programme_is_on (programme, now))
    return lineup_ctl_programme_format_progress (programme, now);
  return g_strdup (is_archived ? _ ("catch-up") : "");
}

/* By its reference a programme can be shown and played. */
static void
add_line (View *view, const char *reference, const char *name, const LineupCtlProgramme *programme)
{
  g_autofree char *own = g_strdup_printf ("%s/%" G_GINT64_FORMAT, reference, programme->id);
  g_autofree char *range = lineup_ctl_programme_format_range (
      programme->start, programme->end, TRUE);
  g_autofree char *title = lineup_ctl_programme_make_name (programme->title, programme->fields);
  g_autofree char *state = describe (programme);

  if (view->is_one)
    lineup_ctl_table_add (view->table, own, range, state, title, NULL);
  else
    lineup_ctl_table_add (view->table, own, name, range, state, title, NULL);
}

static void
show_channel (View *view, GVariant *item, GVariant *programmes)
{
  const char *name = "";
  gint64 id = 0;
  g_autofree char *reference = NULL;

  if (view->call->json)
    {
      lineup_ctl_channel_print_json (view->object, item, programmes);
      return;
    }
  g_variant_lookup (item, "name", "&s", &name);
  g_variant_lookup (item, "id", "x", &id);
  reference = lineup_ctl_items_make_reference (
      view->call, lineup_ctl_session_get_id (view->object), "channels", id);
  if (view->grid != NULL)
    lineup_ctl_grid_begin_row (view->grid, name);
  for (gsize i = 0; i < g_variant_n_children (programmes); i++)
    {
      g_autoptr (GVariant) value = g_variant_get_child_value (programmes, i);
      g_auto (LineupCtlProgramme) programme = { 0 };

      lineup_ctl_programme_init (&programme, value);
      if (view->grid != NULL)
        lineup_ctl_grid_add (view->grid, programme.start, programme.end, programme.title);
      else
        add_line (view, reference, name, &programme);
    }
  if (view->grid != NULL)
    {
      g_autofree char *row = lineup_ctl_grid_end_row (view->grid);

      g_print ("%s\n", row);
    }
}

/* --- What is asked for --- */

/* What has come so far, by the channels' ids. */
static void
keep (GHashTable *schedule, GVariant *channels)
{
  GVariantIter iter;
  GVariant *programmes = NULL;
  gint64 id = 0;

  g_variant_iter_init (&iter, channels);
  while (g_variant_iter_next (&iter, "(x@a(xttsa{sv}))", &id, &programmes))
    g_hash_table_insert (schedule, g_memdup2 (&id, sizeof id), programmes);
}

/* One answer holds only so much; what is missing is asked for again. */
static gboolean
read_schedule (View *view, GVariant *owned_ids, GHashTable *schedule, GError **error)
{
  const char *const keys[] = { "fields", NULL };
  const char *const shown[] = { "subtitle", "archived", NULL };
  g_autoptr (GVariant) ids = g_variant_ref_sink (owned_ids);
  gsize n_before = 0;

  do
    {
      g_autoptr (GVariant) given = lineup_ctl_call_pick (view->call, keys);
      g_auto (GVariantDict) options = G_VARIANT_DICT_INIT (given);
      g_autoptr (GVariant) channels = NULL;
      g_autoptr (GVariant) missing = NULL;

      if (!view->call->json)
        g_variant_dict_insert (&options, "fields", "^as", shown);
      if (!lineup_dbus_guide_call_list_programmes_sync (view->guide,
                                                        ids,
                                                        view->from,
                                                        view->until,
                                                        g_variant_dict_end (&options),
                                                        &channels,
                                                        &missing,
                                                        NULL,
                                                        NULL,
                                                        error))
        return FALSE;
      keep (schedule, channels);
      n_before = g_variant_n_children (ids);
      g_variant_unref (ids);
      ids = g_steal_pointer (&missing);
    }
  while (g_variant_n_children (ids) > 0 && g_variant_n_children (ids) < n_before);
  return TRUE;
}

/* @items: channels */
static gboolean
show_channels (View *view, GVariant *items, GError **error)
{
  g_autoptr (GHashTable) schedule = g_hash_table_new_full (
      g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_variant_unref);
  g_autoptr (GVariant) nothing = g_variant_ref_sink (
      g_variant_new_array (G_VARIANT_TYPE ("(xttsa{sv})"), NULL, 0));
  g_auto (GVariantBuilder) ids = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("ax"));

  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      gint64 id = 0;

      g_variant_lookup (item, "id", "x", &id);
      g_variant_builder_add (&ids, "x", id);
    }
  if (!read_schedule (view, g_variant_builder_end (&ids), schedule, error))
    return FALSE;
  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      GVariant *programmes = NULL;
      gint64 id = 0;

      g_variant_lookup (item, "id", "x", &id);
      programmes = g_hash_table_lookup (schedule, &id);
      show_channel (view, item, programmes != NULL ? programmes : nothing);
    }
  lineup_ctl_table_print (view->table);
  return TRUE;
}

static gboolean
show_one (View *view, gint64 id, GError **error)
{
  g_autoptr (GVariant) items = lineup_ctl_channel_get_items (view->object, &id, 1, error);
  g_autoptr (GVariant) item = NULL;

  if (items == NULL)
    return FALSE;
  item = g_variant_get_child_value (items, 0);
  if (g_variant_n_children (item) == 0)
    {
      g_set_error (error,
                   LINEUP_CTL_ERROR,
                   LINEUP_CTL_ERROR_NOT_FOUND,
                   _ ("There is no channel %s. lineupctl browse channels lists them."),
                   view->call->words[0]);
      return FALSE;
    }
  return show_channels (view, items, error);
}

static void
show_head (View *view)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *head = lineup_ctl_grid_draw_head (view->grid, zone);

  g_print ("%s\n", head);
}

static gboolean
show_page (View *view, const char *category, GError **error)
{
  const char *const keys[] = { "adult", NULL };
  const char *const fields[] = { "name", "position", "channel-number", "archive-days", NULL };
  const gboolean is_all = lineup_ctl_call_has (view->call, "all");
  g_autoptr (GVariant) given = lineup_ctl_call_pick (view->call, keys);
  g_auto (GVariantDict) options = G_VARIANT_DICT_INIT (given);
  g_autoptr (GVariant) filter = NULL;
  g_autofree char *cursor = g_strdup ("");
  guint32 left = DEFAULT_LIMIT;

  g_variant_dict_lookup (&view->call->options, "limit", "u", &left);
  g_variant_dict_insert (&options, "fields", "^as", fields);
  if (category != NULL)
    g_variant_dict_insert (&options, "category", "s", category);
  filter = g_variant_ref_sink (g_variant_dict_end (&options));
  do
    {
      g_autoptr (GVariant) items = NULL;
      g_autofree char *next = NULL;

      if (!lineup_dbus_catalog_call_list_items_sync (lineup_dbus_object_peek_catalog (view->object),
                                                     "channels",
                                                     filter,
                                                     cursor,
                                                     is_all ? PAGE_SIZE : MIN (left, PAGE_SIZE),
                                                     &items,
                                                     &next,
                                                     NULL,
                                                     error)
          || !show_channels (view, items, error))
        return FALSE;
      left -= (guint32)MIN (g_variant_n_children (items), left);
      g_free (cursor);
      cursor = g_steal_pointer (&next);
    }
  while (*cursor != '\0' && (is_all || left > 0));

  if (*cursor != '\0' && !view->call->json)
    g_printerr (_ ("There are more: --all shows them all, --limit N shows N.\n"));
  return TRUE;
}

/* --- What is meant --- */

/* What is typed may be a channel or a category; numbers and references are channels. */
static gboolean
is_category (View *view, const char *text, char **category)
{
  g_auto (LineupCtlReference) what = { NULL };

  if (text[strspn (text, "0123456789")] == '\0' || lineup_ctl_reference_parse (&what, text, NULL))
    return FALSE;
  *category = lineup_ctl_items_find_category (view->object, "channels", text, NULL);
  return *category != NULL;
}

/* @channel: (out): its object is %NULL if many are meant */
static gboolean
resolve (View *view, LineupCtlChannel *channel, char **category, GError **error)
{
  const char *text = NULL;

  if (view->call->n_words > 0)
    {
      /* A channel that is called by its reference says of which account it is. */
      view->object = lineup_ctl_session_find (view->call->session, view->call->account, NULL);
      if (view->object == NULL || !is_category (view, view->call->words[0], category))
        {
          if (!lineup_ctl_channel_find (view->call, view->call->words[0], channel, error))
            return FALSE;
          view->object = channel->object;
        }
    }
  else
    {
      view->object = lineup_ctl_session_find (view->call->session, view->call->account, error);
      if (view->object == NULL)
        return FALSE;
      if (g_variant_dict_lookup (&view->call->options, "category", "&s", &text))
        {
          *category = lineup_ctl_items_find_category (view->object, "channels", text, error);
          if (*category == NULL)
            return FALSE;
        }
    }
  view->guide = lineup_ctl_session_get_guide (view->object, error);
  return view->guide != NULL;
}

static void
set_window (View *view)
{
  guint32 hours = 0;

  view->from = (guint64)(g_get_real_time () / G_USEC_PER_SEC);
  g_variant_dict_lookup (&view->call->options, "at", "t", &view->from);
  g_variant_dict_lookup (&view->call->options, "hours", "u", &hours);
  hours = MIN (hours, MAX_HOURS);
  if (!view->is_one && !view->call->json && lineup_ctl_terminal_get_width () != G_MAXINT)
    {
      view->grid = lineup_ctl_grid_new (lineup_ctl_terminal_get_width (), view->from, hours);
      view->from = lineup_ctl_grid_get_from (view->grid);
      view->until = lineup_ctl_grid_get_until (view->grid);
      return;
    }
  if (hours == 0)
    hours = view->is_one ? HOURS_OF_ONE : HOURS_OF_MANY;
  view->until = view->from + (guint64)hours * HOUR;
}

static LineupCtlExit
show_guide (LineupCtlCall *call, GError **error)
{
  g_auto (View) view = { .call = call, .table = lineup_ctl_table_new (0, FALSE) };
  g_autofree char *category = NULL;
  LineupCtlChannel channel = { NULL };
  gboolean is_shown = FALSE;

  if (!resolve (&view, &channel, &category, error))
    return LINEUP_CTL_EXIT_FAILED;
  view.is_one = channel.object != NULL;
  set_window (&view);
  if (view.grid != NULL)
    show_head (&view);
  is_shown = view.is_one ? show_one (&view, channel.id, error) : show_page (&view, category, error);
  if (!is_shown)
    return LINEUP_CTL_EXIT_FAILED;
  lineup_ctl_channel_tell_of_no_guide (call, view.object);
  return LINEUP_CTL_EXIT_DONE;
}

static const LineupCtlOption options[] = {
  { "at", 0, "t", LINEUP_CTL_TIME, N_ ("from when on (default: now)"), NULL },
  { "hours", 0, "u", "N", N_ ("how long (default: what there is room for)"), NULL },
  { "category", 'c', "s", "ID|NAME", N_ ("only of this category"), NULL },
  { "limit", 'n', "u", "N", N_ ("how many channels (default 50)"), NULL },
  { "all", 0, "b", NULL, N_ ("all channels"), NULL },
  { "adult", 0, "b", NULL, N_ ("only what is marked so"), NULL },
  { "no-adult", 0, "b", NULL, N_ ("only what is not marked so"), NULL },
  { "fields", 0, "as", "KEY", N_ ("with --json: this, too; may be repeated"), NULL },
  { NULL },
};

static const LineupCtlCommand *const parts[] = {
  &lineup_ctl_guide_sync,  &lineup_ctl_guide_cancel,  &lineup_ctl_guide_sources,
  &lineup_ctl_guide_match, &lineup_ctl_guide_suggest, NULL,
};

const LineupCtlCommand lineup_ctl_guide = {
  .name = "guide",
  .arguments = "[CHANNEL|CATEGORY]",
  .max = 1,
  .summary = N_ ("show what is on when, and what that is known from"),
  .description = N_ ("On a terminal it is a grid, elsewhere a line for each programme; of one "
                     "channel, a list of a day. REFs in it can be shown and, where they are "
                     "catch-up, played."),
  .options = options,
  .parts = parts,
  .daemon = TRUE,
  .run = show_guide,
};

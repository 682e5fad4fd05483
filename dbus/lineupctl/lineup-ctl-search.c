/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-channel.h"
#include "lineup-ctl-items.h"
#include "lineup-ctl-programme.h"

#include <glib/gi18n.h>

/* Channels that are looked up at once. */
#define PAGE_SIZE 1000

#define PROGRAMMES "programmes"

/* What is searched, and where it goes. */
typedef struct
{
  LineupCtlCall *call; /* (unowned) */
  char *text;          /* (owned) */
  GVariant *options;   /* (owned): of items */
  gboolean items;
  gboolean programmes;
  LineupCtlTable *table; /* (owned) */
  GPtrArray *guesses;    /* (owned) (element-type GVariant): of each account, items a letter off */
  GVariant *merged;      /* (owned) (nullable): of all accounts, what was found in one order */
  gsize n_found;
} Search;

static void
search_clear (Search *self)
{
  g_free (self->text);
  g_clear_pointer (&self->options, g_variant_unref);
  g_clear_pointer (&self->merged, g_variant_unref);
  lineup_ctl_table_free (self->table);
  g_ptr_array_unref (self->guesses);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

/* --- Programmes --- */

/* Where it is on, and when. */
static char *
describe (GVariant *programme)
{
  g_autoptr (GVariant) channels = g_variant_lookup_value (
      programme, "channels", G_VARIANT_TYPE ("ax"));
  const gsize n_more = channels != NULL ? MAX (g_variant_n_children (channels), 1) - 1 : 0;
  const char *name = "";
  guint64 start = 0, end = 0;
  gboolean is_archived = FALSE;
  g_autofree char *range = NULL;
  g_autoptr (GString) text = NULL;

  g_variant_lookup (programme, "start", "t", &start);
  g_variant_lookup (programme, "end", "t", &end);
  g_variant_lookup (programme, "channel-name", "&s", &name);
  g_variant_lookup (programme, "archived", "b", &is_archived);
  range = lineup_ctl_programme_format_range (start, end, TRUE);
  text = g_string_new (range);
  g_string_append_printf (text, ", %s", name);
  if (n_more > 0)
    {
      g_autofree char *more = g_strdup_printf (
          /* Translators: channels at which the same is on, besides the one before. */
          _ ("and %u more"),
          (guint)n_more);

      g_string_append_printf (text, " %s", more);
    }
  if (is_archived)
    g_string_append_printf (text, ", %s", _ ("catch-up"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_programme (Search *self, const char *account, GVariant *programme)
{
  const char *title = "";
  gint64 channel = 0, id = 0;
  g_autofree char *of_channel = NULL;
  g_autofree char *reference = NULL;
  g_autofree char *name = NULL;
  g_autofree char *description = NULL;

  if (self->call->json)
    {
      g_auto (GVariantDict) all = G_VARIANT_DICT_INIT (programme);
      g_autoptr (GVariant) whole = NULL;

      g_variant_dict_insert (&all, "kind", "s", PROGRAMMES);
      whole = g_variant_ref_sink (g_variant_dict_end (&all));
      lineup_ctl_items_print_json (account, whole);
      return;
    }
  g_variant_lookup (programme, "channel", "x", &channel);
  g_variant_lookup (programme, "id", "x", &id);
  g_variant_lookup (programme, "title", "&s", &title);
  of_channel = lineup_ctl_items_make_reference (self->call, account, "channels", channel);
  reference = g_strdup_printf ("%s/%" G_GINT64_FORMAT, of_channel, id);
  name = lineup_ctl_programme_make_name (title, programme);
  description = describe (programme);
  lineup_ctl_table_add (self->table, reference, name, description, NULL);
}

/* Ids of channels that are as adult as it was asked for; %NULL if that was not asked. */
static gboolean
read_wanted (Search *self,
             LineupDBusObject *object,
             GVariant *programmes,
             GHashTable **wanted,
             GError **error)
{
  g_autoptr (GHashTable) chosen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_auto (GVariantBuilder) ids = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("ax"));
  g_autoptr (GVariant) items = NULL;
  gboolean is_adult = FALSE;

  if (!g_variant_dict_lookup (&self->call->options, "adult", "b", &is_adult))
    return TRUE;
  for (gsize i = 0; i < MIN (g_variant_n_children (programmes), PAGE_SIZE); i++)
    {
      g_autoptr (GVariant) programme = g_variant_get_child_value (programmes, i);
      gint64 channel = 0;

      g_variant_lookup (programme, "channel", "x", &channel);
      g_variant_builder_add (&ids, "x", channel);
    }
  if (!lineup_dbus_catalog_call_get_items_sync (
          lineup_dbus_object_peek_catalog (object),
          "channels",
          g_variant_builder_end (&ids),
          g_variant_new_parsed ("{'fields': <['id', 'adult']>}"),
          &items,
          NULL,
          error))
    return FALSE;
  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      gboolean is_marked = FALSE;
      gint64 id = 0;

      g_variant_lookup (item, "adult", "b", &is_marked);
      if (g_variant_lookup (item, "id", "x", &id) && is_marked == is_adult)
        g_hash_table_add (chosen, g_memdup2 (&id, sizeof id));
    }
  *wanted = g_steal_pointer (&chosen);
  return TRUE;
}

static gboolean
search_programmes (Search *self, LineupDBusObject *object, GError **error)
{
  const char *const keys[] = { "category", "limit", "fields", "from", "until", NULL };
  const char *const shown[] = { "subtitle", "archived", NULL };
  LineupDBusGuide *guide = lineup_dbus_object_peek_guide (object);
  g_autoptr (GVariant) given = lineup_ctl_call_pick (self->call, keys);
  g_auto (GVariantDict) options = G_VARIANT_DICT_INIT (given);
  g_autoptr (GHashTable) wanted = NULL;
  g_autoptr (GVariant) programmes = NULL;

  /* Where nothing was read yet, nothing is found. */
  if (guide == NULL)
    return TRUE;
  if (!self->call->json)
    g_variant_dict_insert (&options, "fields", "^as", shown);
  if (!lineup_dbus_guide_call_search_programmes_sync (
          guide, self->text, g_variant_dict_end (&options), &programmes, NULL, error)
      || !read_wanted (self, object, programmes, &wanted, error))
    return FALSE;
  for (gsize i = 0; i < g_variant_n_children (programmes); i++)
    {
      g_autoptr (GVariant) programme = g_variant_get_child_value (programmes, i);
      gint64 channel = 0;

      g_variant_lookup (programme, "channel", "x", &channel);
      if (wanted != NULL && !g_hash_table_contains (wanted, &channel))
        continue;
      add_programme (self, lineup_ctl_session_get_id (object), programme);
      self->n_found++;
    }
  return TRUE;
}

/* --- Items --- */

/* Parts what is as typed, which is shown first, from what is a letter off, which is shown last. */
static void
part (Search *self, const char *account, GVariant *items)
{
  g_auto (GVariantBuilder) sure = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));
  g_auto (GVariantBuilder) guessed = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));
  g_autoptr (GVariant) first = NULL;

  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      gboolean is_fuzzy = FALSE;

      g_variant_lookup (item, "fuzzy", "b", &is_fuzzy);
      g_variant_builder_add_value (is_fuzzy ? &guessed : &sure, item);
    }
  first = g_variant_ref_sink (g_variant_builder_end (&sure));
  lineup_ctl_items_print (self->call, account, first, self->table);
  g_ptr_array_add (self->guesses, g_variant_ref_sink (g_variant_builder_end (&guessed)));
}

static gboolean
search_items (Search *self, LineupDBusObject *object, GError **error)
{
  g_autoptr (GVariant) items = NULL;

  if (!lineup_dbus_catalog_call_search_sync (
          lineup_dbus_object_peek_catalog (object), self->text, self->options, &items, NULL, error))
    return FALSE;
  self->n_found += g_variant_n_children (items);
  part (self, lineup_ctl_session_get_id (object), items);
  return TRUE;
}

/* Prints hits of all accounts in their one order, each as one of the account that is to be tried
 * first. */
static void
print_hits (Search *self, GVariant *items, gboolean fuzzy)
{
  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      g_auto (GVariantDict) rest = G_VARIANT_DICT_INIT (item);
      g_autoptr (GVariant) list = NULL;
      GVariant *plain = NULL;
      gboolean is_fuzzy = FALSE;
      const char *account = "";

      g_variant_lookup (item, "fuzzy", "b", &is_fuzzy);
      g_variant_lookup (item, "account", "&s", &account);
      if (is_fuzzy != fuzzy)
        continue;
      g_variant_dict_remove (&rest, "account");
      plain = g_variant_dict_end (&rest);
      list = g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE_VARDICT, &plain, 1));
      lineup_ctl_items_print (self->call, account, list, self->table);
    }
}

static gboolean
search_all (Search *self, GError **error)
{
  g_autoptr (GVariant) items = NULL;

  if (!lineup_dbus_manager_call_search_sync (lineup_ctl_session_get_manager (self->call->session),
                                             self->text,
                                             self->options,
                                             &items,
                                             NULL,
                                             error))
    return FALSE;
  self->n_found += g_variant_n_children (items);
  print_hits (self, items, FALSE);
  self->merged = g_steal_pointer (&items);
  return TRUE;
}

/* Ids of categories are an account's own. */
static gboolean
search_catalogues (Search *self, GPtrArray *accounts, GError **error)
{
  if (self->call->account == NULL && !g_variant_dict_contains (&self->call->options, "category"))
    return search_all (self, error);
  for (guint i = 0; i < accounts->len; i++)
    {
      if (!search_items (self, g_ptr_array_index (accounts, i), error))
        return FALSE;
    }
  return TRUE;
}

/* --- Both --- */

/* Takes programmes out of the kinds, as they are none of the catalogue's. What asks for a genre, a
 * year or a rating asks for items. */
static void
choose_kinds (Search *self)
{
  const char *const of_items[] = { "genre",       "year",      "year-min", "year-max", "min-rating",
                                   "added-since", "favourite", "watched",  "hidden",   NULL };
  g_autoptr (GVariant) asked = lineup_ctl_call_pick (self->call, of_items);
  g_autofree const char **kinds = NULL;
  g_autoptr (GStrvBuilder) left = g_strv_builder_new ();
  g_auto (GStrv) kinds_left = NULL;

  self->items = TRUE;
  self->programmes = g_variant_n_children (asked) == 0;
  if (!g_variant_dict_lookup (&self->call->options, "kinds", "^a&s", &kinds))
    return;
  self->programmes = g_strv_contains (kinds, PROGRAMMES);
  for (guint i = 0; kinds[i] != NULL; i++)
    {
      if (!g_str_equal (kinds[i], PROGRAMMES))
        g_strv_builder_add (left, kinds[i]);
    }
  kinds_left = g_strv_builder_end (left);
  self->items = kinds_left[0] != NULL;
  g_variant_dict_insert (&self->call->options, "kinds", "^as", kinds_left);
}

static LineupCtlExit
search (LineupCtlCall *call, GError **error)
{
  const char *const keys[] = { LINEUP_CTL_FILTER_KEYS, "category", "kinds", "limit", NULL };
  g_autoptr (GPtrArray) accounts = lineup_ctl_session_choose (call->session, call->account, error);
  g_auto (Search) self
      = { .call = call,
          .text = g_strjoinv (" ", call->words),
          .table = lineup_ctl_table_new (0, FALSE),
          .guesses = g_ptr_array_new_with_free_func ((GDestroyNotify)g_variant_unref) };

  if (accounts == NULL)
    return LINEUP_CTL_EXIT_NOT_FOUND;
  choose_kinds (&self);
  self.options = lineup_ctl_items_make_filter (call, keys);
  if (self.items && !search_catalogues (&self, accounts, error))
    return LINEUP_CTL_EXIT_FAILED;
  for (guint i = 0; self.programmes && i < accounts->len; i++)
    {
      if (!search_programmes (&self, g_ptr_array_index (accounts, i), error))
        return LINEUP_CTL_EXIT_FAILED;
    }
  for (guint i = 0; i < self.guesses->len; i++)
    lineup_ctl_items_print (
        call, lineup_ctl_session_get_id (accounts->pdata[i]), self.guesses->pdata[i], self.table);
  if (self.merged != NULL)
    print_hits (&self, self.merged, TRUE);
  lineup_ctl_table_print (self.table);
  if (self.n_found > 0)
    return LINEUP_CTL_EXIT_DONE;
  if (!call->json)
    g_printerr (_ ("Nothing has all of these words.\n"));
  return LINEUP_CTL_EXIT_NOT_FOUND;
}

static const LineupCtlOption options[] = {
  { "kinds",
    'k',
    "as",
    "KIND",
    N_ ("only this kind; may be repeated"),
    LINEUP_CTL_KINDS " " PROGRAMMES },
  { "limit", 'n', "u", "N", N_ ("how many (default 50)"), NULL },
  { "category", 'c', "s", "ID", N_ ("only of the category of this id"), NULL },
  { "from", 0, "t", LINEUP_CTL_TIME, N_ ("programmes that end later (default: now)"), NULL },
  { "until", 0, "t", LINEUP_CTL_TIME, N_ ("programmes that begin before"), NULL },
  LINEUP_CTL_FILTER_OPTIONS,
  { NULL },
};

const LineupCtlCommand lineup_ctl_search = {
  .name = "search",
  .arguments = "WORD...",
  .min = 1,
  .max = G_MAXUINT,
  .summary = N_ ("search names, genres, casts, plots, and what is on"),
  .description = N_ (
      "Every word has to be there; the last may be cut short. Case and accents don't "
      "matter. All accounts are searched, or the one of --account; the best comes first, and "
      "programmes last, the soonest first."),
  .options = options,
  .daemon = TRUE,
  .run = search,
};

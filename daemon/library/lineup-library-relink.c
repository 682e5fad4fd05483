/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-library-relink.h"

#include "lineup-library-categories.h"
#include "lineup-library-identity.h"
#include "lineup-library-lookup.h"
#include "lineup-library-request.h"
#include "lineup-names.h"

#include <string.h>

/* What may be an item that is not where it was. Of titles those alone count that one item has. */
typedef struct
{
  LineupLibraryEntry *by_id;    /* (owned) (nullable): of the same TMDB id, the best of them */
  gboolean has_title;           /* that one has the same title, too */
  guint n_titles;               /* items of the same whole title */
  LineupLibraryEntry *by_title; /* (owned) (nullable): the first of them */
  guint n_cores;                /* of the same title without what panels put around it */
  LineupLibraryEntry *by_core;  /* (owned) (nullable): the first of them */
} Candidates;

/* An entry, and what has become of it. */
typedef struct
{
  LineupLibraryEntry *entry; /* (owned): as it was */
  LineupLibraryEntry *found; /* (owned) (nullable): what it is in the catalogue, %NULL if gone */
  LineupLibraryEntry *near; /* (owned) (nullable): what is at its id, and may be the same renamed */
  gboolean is_settled;      /* nothing more need be looked for */
  Candidates candidates;
} Link;

/* A category of the catalogue. */
typedef struct
{
  LineupKind kind;
  GPtrArray *categories; /* (owned) (element-type LineupLibraryCategory) */
} Categories;

struct _LineupLibraryRelink
{
  guint kinds;           /* bits of those in which what was gone is looked for */
  GPtrArray *links;      /* (owned) (element-type Link) */
  GHashTable *by_number; /* (owned) (element-type gint64 Link): of `links` */
  GHashTable *claimed; /* (owned) (element-type gint64): ids of the kind at hand that others have */
  GHashTable *episodes; /* (owned) (element-type gint64 GPtrArray): all known ones, by series */
  Categories lists[LINEUP_N_KINDS];
  LineupLibraryIdentity *one;   /* (owned) */
  LineupLibraryIdentity *other; /* (owned) */
};

static void
link_free (gpointer data)
{
  Link *self = data;

  lineup_library_entry_unref (self->entry);
  g_clear_pointer (&self->found, lineup_library_entry_unref);
  g_clear_pointer (&self->near, lineup_library_entry_unref);
  g_clear_pointer (&self->candidates.by_id, lineup_library_entry_unref);
  g_clear_pointer (&self->candidates.by_title, lineup_library_entry_unref);
  g_clear_pointer (&self->candidates.by_core, lineup_library_entry_unref);
  g_free (self);
}

LineupLibraryRelink *
lineup_library_relink_new (LineupLibraryShelf *shelf, guint kinds)
{
  LineupLibraryRelink *self = g_new0 (LineupLibraryRelink, 1);
  g_autoptr (GPtrArray) entries = lineup_library_shelf_list (shelf);

  self->kinds = kinds;
  self->links = g_ptr_array_new_full (entries->len, link_free);
  self->by_number = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->claimed = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->episodes = g_hash_table_new_full (
      g_int64_hash, g_int64_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      self->lists[kind].kind = (LineupKind)kind;
      self->lists[kind].categories = g_ptr_array_new_with_free_func (lineup_library_category_unref);
    }
  self->one = lineup_library_identity_new ();
  self->other = lineup_library_identity_new ();
  for (guint i = 0; i < entries->len; i++)
    {
      Link *link = g_new0 (Link, 1);

      link->entry = lineup_library_entry_ref (entries->pdata[i]);
      g_ptr_array_add (self->links, link);
      g_hash_table_insert (self->by_number, &link->entry->number, link);
    }
  return self;
}

void
lineup_library_relink_free (gpointer data)
{
  LineupLibraryRelink *self = data;

  g_hash_table_unref (self->by_number);
  g_hash_table_unref (self->claimed);
  g_hash_table_unref (self->episodes);
  g_ptr_array_unref (self->links);
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    g_ptr_array_unref (self->lists[kind].categories);
  lineup_library_identity_free (self->one);
  lineup_library_identity_free (self->other);
  g_free (self);
}

static void
set_entry (LineupLibraryIdentity *identity, const LineupLibraryEntry *entry)
{
  lineup_library_identity_set (identity, entry->name, entry->year, entry->tmdb_id);
}

static void
settle (Link *link, LineupLibraryEntry *owned_found)
{
  link->found = owned_found;
  link->is_settled = TRUE;
}

/* Items that are where they were */

static void
take_item (const LineupItem *item, gpointer user_data)
{
  Link *link = user_data;

  link->near = lineup_library_entry_new_of_item ((LineupKind)link->entry->kind, item);
}

static gboolean
look_at_place (LineupLibraryRelink *self, LineupReader *reader, Link *link, GError **error)
{
  gboolean found = FALSE;
  LineupLibraryLikeness likeness = LINEUP_LIBRARY_OTHER;

  if (!lineup_reader_find_item (
          reader, (LineupKind)link->entry->kind, link->entry->id, &found, take_item, link, error))
    return FALSE;
  if (!found)
    return TRUE;
  set_entry (self->one, link->entry);
  set_entry (self->other, link->near);
  likeness = lineup_library_identity_compare (self->one, self->other);
  if (likeness == LINEUP_LIBRARY_SAME)
    {
      settle (link, g_steal_pointer (&link->near));
      g_hash_table_add (self->claimed, &link->found->id);
    }
  else if (likeness == LINEUP_LIBRARY_OTHER)
    g_clear_pointer (&link->near, lineup_library_entry_unref);
  return TRUE;
}

/* Items that are elsewhere */

typedef struct
{
  LineupLibraryRelink *relink; /* (unowned) */
  LineupKind kind;
  GHashTable *by_id;    /* (owned) (element-type utf8 GPtrArray): links that are looked for */
  GHashTable *by_title; /* (owned) (element-type utf8 GPtrArray) */
  GHashTable *by_core;  /* (owned) (element-type utf8 GPtrArray) */
} Hunt;

static void
hunt_clear (Hunt *self)
{
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_title);
  g_hash_table_unref (self->by_core);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Hunt, hunt_clear)

static GHashTable *
new_index (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
}

static void
file_link (GHashTable *index, const char *key, Link *link)
{
  GPtrArray *links = NULL;

  if (key == NULL || *key == '\0')
    return;
  links = g_hash_table_lookup (index, key);
  if (links == NULL)
    {
      links = g_ptr_array_new ();
      g_hash_table_insert (index, g_strdup (key), links);
    }
  g_ptr_array_add (links, link);
}

/* An item that another entry is of may only be the same where its whole title is. */
static gboolean
is_free (Hunt *self, const Link *link, const LineupItem *item, gboolean has_title)
{
  return has_title || !g_hash_table_contains (self->relink->claimed, &item->id)
         || (link->found != NULL && link->found->id == item->id);
}

static void
take_by_id (Hunt *self, const LineupItem *item)
{
  GPtrArray *links = NULL;

  if (item->tmdb_id == NULL)
    return;
  links = g_hash_table_lookup (self->by_id, item->tmdb_id);
  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      Link *link = links->pdata[i];
      Candidates *candidates = &link->candidates;
      gboolean has_title = FALSE;

      set_entry (self->relink->one, link->entry);
      has_title = g_str_equal (lineup_library_identity_get_title (self->relink->one),
                               lineup_library_identity_get_title (self->relink->other));
      if (!is_free (self, link, item, has_title)
          || (candidates->by_id != NULL && (candidates->has_title || !has_title)))
        continue;
      g_clear_pointer (&candidates->by_id, lineup_library_entry_unref);
      candidates->by_id = lineup_library_entry_new_of_item (self->kind, item);
      candidates->has_title = has_title;
    }
}

static void
take_by_title (
    Hunt *self, GHashTable *index, const char *key, const LineupItem *item, gboolean is_whole)
{
  GPtrArray *links = g_hash_table_lookup (index, key);

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      Link *link = links->pdata[i];
      Candidates *candidates = &link->candidates;
      guint *n_items = is_whole ? &candidates->n_titles : &candidates->n_cores;
      LineupLibraryEntry **first = is_whole ? &candidates->by_title : &candidates->by_core;

      set_entry (self->relink->one, link->entry);
      if (!lineup_library_identity_fits (self->relink->one, item->year, item->tmdb_id)
          || !is_free (self, link, item, is_whole))
        continue;
      if ((*n_items)++ == 0)
        *first = lineup_library_entry_new_of_item (self->kind, item);
    }
}

static gboolean
visit (const LineupItem *item, gpointer user_data, GError **error)
{
  Hunt *self = user_data;
  LineupLibraryIdentity *identity = self->relink->other;

  lineup_library_identity_set (identity, item->name, item->year, item->tmdb_id);
  take_by_id (self, item);
  take_by_title (self, self->by_title, lineup_library_identity_get_title (identity), item, TRUE);
  take_by_title (self, self->by_core, lineup_library_identity_get_core (identity), item, FALSE);
  return TRUE;
}

/* By its TMDB id first, then by its whole title, then by what is left of that without what panels
 * put around it. */
static LineupLibraryEntry *
choose (Candidates *candidates)
{
  if (candidates->by_id != NULL)
    return g_steal_pointer (&candidates->by_id);
  if (candidates->n_titles > 0)
    return candidates->n_titles == 1 ? g_steal_pointer (&candidates->by_title) : NULL;
  return candidates->n_cores == 1 ? g_steal_pointer (&candidates->by_core) : NULL;
}

/* What is nowhere else was renamed where it is, unless something else has come there. */
static void
settle_all (LineupLibraryRelink *self, LineupKind kind)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      Link *link = self->links->pdata[i];

      if (link->entry->kind != kind || link->is_settled)
        continue;
      settle (link, choose (&link->candidates));
      if (link->found != NULL)
        g_hash_table_add (self->claimed, &link->found->id);
    }
  for (guint i = 0; i < self->links->len; i++)
    {
      Link *link = self->links->pdata[i];

      if (link->entry->kind != kind || link->found != NULL || link->near == NULL
          || g_hash_table_contains (self->claimed, &link->near->id))
        continue;
      link->found = g_steal_pointer (&link->near);
      g_hash_table_add (self->claimed, &link->found->id);
    }
}

static gboolean
hunt (LineupLibraryRelink *self, LineupReader *reader, LineupKind kind, GError **error)
{
  g_auto (Hunt) hunt = { .relink = self, .kind = kind };
  guint n_links = 0;

  hunt.by_id = new_index ();
  hunt.by_title = new_index ();
  hunt.by_core = new_index ();
  for (guint i = 0; i < self->links->len; i++)
    {
      Link *link = self->links->pdata[i];

      if (link->entry->kind != kind || link->is_settled
          || (link->entry->gone != 0 && (self->kinds & 1U << kind) == 0))
        continue;
      set_entry (self->one, link->entry);
      file_link (hunt.by_id, link->entry->tmdb_id, link);
      file_link (hunt.by_title, lineup_library_identity_get_title (self->one), link);
      file_link (hunt.by_core, lineup_library_identity_get_core (self->one), link);
      n_links++;
    }
  if (n_links == 0)
    return TRUE;
  if (!lineup_reader_visit_items (reader, kind, visit, &hunt, error))
    return FALSE;
  settle_all (self, kind);
  return TRUE;
}

static gboolean
find_items (LineupLibraryRelink *self, LineupReader *reader, LineupKind kind, GError **error)
{
  g_hash_table_remove_all (self->claimed);
  for (guint i = 0; i < self->links->len; i++)
    {
      Link *link = self->links->pdata[i];

      if (link->entry->kind == kind && !look_at_place (self, reader, link, error))
        return FALSE;
    }
  return hunt (self, reader, kind, error);
}

/* Episodes, by season and number */

static LineupLibraryEntry *
find_episode (const GPtrArray *episodes, const LineupLibraryEntry *entry)
{
  LineupLibraryEntry *found = NULL;
  LineupLibraryEntry *by_id = NULL;

  for (guint i = 0; i < episodes->len; i++)
    {
      LineupLibraryEntry *episode = episodes->pdata[i];

      if (episode->id == entry->id)
        by_id = episode;
      if (episode->episode >= 0 && episode->season == entry->season
          && episode->episode == entry->episode && (found == NULL || episode->id == entry->id))
        found = episode;
    }
  return found != NULL ? found : by_id;
}

static GPtrArray *
list_episodes (LineupLibraryRelink *self, LineupReader *reader, Link *series, GError **error)
{
  GPtrArray *episodes = g_hash_table_lookup (self->episodes, &series->entry->number);

  if (episodes != NULL)
    return episodes;
  episodes = g_ptr_array_new_with_free_func (lineup_library_entry_unref);
  g_hash_table_insert (self->episodes, &series->entry->number, episodes);
  return lineup_library_lookup_list_episodes (reader, series->found->id, episodes, error) ? episodes
                                                                                          : NULL;
}

/* As long as nobody has asked for the episodes of a series that has another id now, nobody knows
 * which ids these have. */
static gboolean
find_episodes (LineupLibraryRelink *self, LineupReader *reader, Link *link, GError **error)
{
  Link *series = g_hash_table_lookup (self->by_number, &link->entry->series);
  GPtrArray *episodes = NULL;
  LineupLibraryEntry *found = NULL;

  link->is_settled = TRUE;
  if (series == NULL || series->found == NULL)
    return TRUE;
  episodes = list_episodes (self, reader, series, error);
  if (episodes == NULL)
    return FALSE;
  found = find_episode (episodes, link->entry);
  if (found == NULL && episodes->len == 0 && link->entry->gone == 0
      && series->found->id == series->entry->id)
    found = link->entry;
  if (found != NULL)
    link->found = lineup_library_entry_ref (found);
  return TRUE;
}

/* Categories */

static void
add_category (const LineupCategory *category, guint n_items, gpointer user_data)
{
  Categories *self = user_data;

  if (!g_str_equal (category->id, LINEUP_UNCATEGORIZED))
    g_ptr_array_add (
        self->categories,
        lineup_library_category_new (self->kind, category->id, category->name, FALSE, 0));
}

gboolean
lineup_library_relink_read (LineupLibraryRelink *self, LineupReader *reader, GError **error)
{
  static const char *const fields[] = { "name", "year", "tmdb-id", NULL };

  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      lineup_reader_set_fields (reader, fields);
      if (!find_items (self, reader, (LineupKind)kind, error)
          || !lineup_reader_list_categories (
              reader, (LineupKind)kind, add_category, &self->lists[kind], error))
        return FALSE;
    }
  for (guint i = 0; i < self->links->len; i++)
    {
      Link *link = self->links->pdata[i];

      if (link->entry->kind == LINEUP_KIND_EPISODES && !find_episodes (self, reader, link, error))
        return FALSE;
      /* Whoever has seen all of it may have said so before anybody knew what that is. */
      if (link->entry->kind == LINEUP_KIND_SERIES && link->entry->watched && link->found != NULL
          && list_episodes (self, reader, link, error) == NULL)
        return FALSE;
    }
  return TRUE;
}

/* Taking note */

static gboolean
is_news (const Link *link, const LineupLibraryEntry *entry)
{
  const LineupLibraryEntry *found = link->found;

  if (found == NULL)
    return entry->gone == 0;
  return entry->gone != 0 || entry->id != found->id || g_strcmp0 (entry->name, found->name) != 0
         || (found->year != 0 && entry->year != found->year)
         || (found->tmdb_id != NULL && g_strcmp0 (entry->tmdb_id, found->tmdb_id) != 0)
         || entry->season != found->season || entry->episode != found->episode;
}

static void
put_gone (LineupLibraryShelf *shelf, const LineupLibraryEntry *entry, gint64 now)
{
  LineupLibraryEntry *gone = NULL;

  if (entry->gone != 0)
    return;
  gone = lineup_library_entry_copy (entry);
  gone->gone = MAX (now, 1);
  lineup_library_shelf_put (shelf, gone);
}

/* Two entries of one item. Episodes of the one become the other's. */
static void
merge (LineupLibraryShelf *shelf,
       const LineupLibraryEntry *entry,
       const LineupLibraryEntry *into,
       const GPtrArray *entries)
{
  LineupLibraryEntry *merged = lineup_library_entry_copy (into);
  const gint64 number = entry->number;

  lineup_library_entry_merge (merged, entry);
  if (merged->place < 0)
    merged->place = entry->place;
  for (guint i = 0; entry->kind == LINEUP_KIND_SERIES && i < entries->len; i++)
    {
      const LineupLibraryEntry *episode = entries->pdata[i];
      const LineupLibraryEntry *now = lineup_library_shelf_get (shelf, episode->number);

      if (now != NULL && now->series == number)
        {
          LineupLibraryEntry *moved = lineup_library_entry_copy (now);

          moved->series = merged->number;
          lineup_library_shelf_put (shelf, moved);
        }
    }
  lineup_library_shelf_remove (shelf, number);
  lineup_library_shelf_put (shelf, merged);
}

static void
put_found (LineupLibraryShelf *shelf,
           const LineupLibraryEntry *entry,
           const LineupLibraryEntry *found,
           const GPtrArray *entries)
{
  const LineupLibraryEntry *other = lineup_library_shelf_find (shelf, found->kind, found->id);
  const LineupItem item
      = { .id = found->id, .name = found->name, .year = found->year, .tmdb_id = found->tmdb_id };
  LineupLibraryEntry *moved = NULL;

  if (other != NULL && other->number != entry->number)
    {
      merge (shelf, entry, other, entries);
      return;
    }
  moved = lineup_library_entry_copy (entry);
  lineup_library_entry_identify (moved, &item);
  moved->gone = 0;
  moved->season = found->season;
  moved->episode = found->episode;
  lineup_library_shelf_put (shelf, moved);
}

/* What moves leaves its place before anything is put there. */
static void
move_entries (LineupLibraryRelink *self, LineupLibraryShelf *shelf, gint64 now)
{
  g_autoptr (GPtrArray) moving = g_ptr_array_new ();
  g_autoptr (GPtrArray) entries = lineup_library_shelf_list (shelf);

  for (guint i = 0; i < self->links->len; i++)
    {
      Link *link = self->links->pdata[i];
      const LineupLibraryEntry *entry = lineup_library_shelf_get (shelf, link->entry->number);

      if (entry != NULL && entry->id == link->entry->id && is_news (link, entry))
        {
          put_gone (shelf, entry, now);
          g_ptr_array_add (moving, link);
        }
    }
  for (guint i = 0; i < moving->len; i++)
    {
      const Link *link = moving->pdata[i];
      LineupLibraryEntry *entry = lineup_library_shelf_get (shelf, link->entry->number);

      if (entry != NULL && link->found != NULL)
        {
          g_autoptr (LineupLibraryEntry) kept = lineup_library_entry_ref (entry);

          put_found (shelf, kept, link->found, entries);
        }
    }
}

static gboolean
has_episodes (const GPtrArray *entries, gint64 series)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const LineupLibraryEntry *entry = entries->pdata[i];

      if (entry->series == series)
        return TRUE;
    }
  return FALSE;
}

static void
watch_all (LineupLibraryShelf *shelf, const LineupLibraryEntry *series, const GPtrArray *episodes)
{
  for (guint i = 0; i < episodes->len; i++)
    {
      LineupLibraryEntry *episode = NULL;

      if (lineup_library_shelf_get_size (shelf) == LINEUP_LIBRARY_MAX_ENTRIES)
        return;
      episode = lineup_library_entry_copy (episodes->pdata[i]);
      episode->series = series->number;
      episode->watched = TRUE;
      episode->played = series->played;
      lineup_library_shelf_put (shelf, episode);
    }
}

static void
update_series (LineupLibraryRelink *self, LineupLibraryShelf *shelf, gint64 now)
{
  g_autoptr (GPtrArray) entries = lineup_library_shelf_list (shelf);
  GHashTableIter iter;
  gpointer number = NULL;
  gpointer episodes = NULL;

  g_hash_table_iter_init (&iter, self->episodes);
  while (g_hash_table_iter_next (&iter, &number, &episodes))
    {
      const gint64 series = *(const gint64 *)number;
      const LineupLibraryEntry *entry = lineup_library_shelf_get (shelf, series);

      if (entry != NULL && entry->watched && !has_episodes (entries, series))
        watch_all (shelf, entry, episodes);
      lineup_library_request_update_series (shelf, series, episodes, now);
    }
}

static gboolean
is_over (const LineupLibraryEntry *entry, gint64 now)
{
  if (entry->gone != 0 && now - entry->gone > LINEUP_LIBRARY_PATIENCE)
    return TRUE;
  return !lineup_library_entry_says_anything (entry)
         && now - lineup_library_entry_get_time (entry) > LINEUP_LIBRARY_PATIENCE;
}

/* A series stays as long as anything is said of its episodes. */
static void
drop_old (LineupLibraryShelf *shelf, gint64 now)
{
  g_autoptr (GPtrArray) entries = lineup_library_shelf_list (shelf);
  g_autoptr (GHashTable) series = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < entries->len; i++)
    {
      const LineupLibraryEntry *entry = entries->pdata[i];

      if (entry->kind == LINEUP_KIND_EPISODES && !is_over (entry, now))
        g_hash_table_add (series, (gpointer)&entry->series);
    }
  for (guint i = 0; i < entries->len; i++)
    {
      const LineupLibraryEntry *entry = entries->pdata[i];

      if (is_over (entry, now) && !g_hash_table_contains (series, &entry->number))
        lineup_library_shelf_remove (shelf, entry->number);
    }
}

gboolean
lineup_library_relink_apply (LineupLibraryShelf *shelf, gint64 now, gpointer data, GError **error)
{
  LineupLibraryRelink *self = data;

  move_entries (self, shelf, now);
  update_series (self, shelf, now);
  drop_old (shelf, now);
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    lineup_library_categories_update (shelf, (LineupKind)kind, self->lists[kind].categories);
  return TRUE;
}
